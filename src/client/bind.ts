import type { Client } from './types.js';

/** A resource module whose functions have their client already. */
export type Bound<Module> = {
  readonly [Name in keyof Module]: Module[Name] extends (
    client: Client,
    ...rest: infer Rest
  ) => infer Result
    ? (...rest: Rest) => Result
    : never;
};

type ResourceFunction = (client: Client, ...rest: unknown[]) => unknown;

/** Where a bound function keeps the one it was made from. */
export const unbound: unique symbol = Symbol.for('magekit.unbound') as never;

/**
 * Binds a module of `magekit/resources/*` to a client: `bind(client, products).get({ sku })`.
 * Costs the whole module in a bundle; call the functions themselves where size matters.
 */
export function bind<Module extends object>(client: Client, module: Module): Bound<Module> {
  const entries = Object.entries(module).map(([name, call]) => {
    const bound = (...rest: unknown[]) => (call as ResourceFunction)(client, ...rest);
    return [name, Object.assign(bound, { [unbound]: call })];
  });
  return Object.freeze(Object.fromEntries(entries)) as Bound<Module>;
}
