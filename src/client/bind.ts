import type { Selected } from '../search/fields/types.js';
import type { PageWalk, Walk, WalkOptions } from '../search/walk/types.js';
import type { Call, CallOptions, Client, Read, Write } from './types.js';

type Parameters = readonly unknown[];

// Taking a function's type apart loses its type parameter; these are the same functions with it.

type NarrowingCall<Rest extends Parameters, Wide, Answer> = [] extends Rest
  ? <const F extends Wide>(input?: Rest[0], options?: CallOptions<F>) => Call<Selected<Answer, F>>
  : <const F extends Wide>(input: Rest[0], options?: CallOptions<F>) => Call<Selected<Answer, F>>;

type NarrowingRead<Rest extends Parameters, Wide, Answer> = [] extends Rest
  ? <const F extends Wide>(input?: Rest[0], options?: CallOptions<F>) => Read<Selected<Answer, F>>
  : <const F extends Wide>(input: Rest[0], options?: CallOptions<F>) => Read<Selected<Answer, F>>;

type NarrowingWalk<Rest extends Parameters, Wide, Item> = [] extends Rest
  ? <const F extends Wide>(criteria?: Rest[0], options?: WalkOptions<F>) => Walk<Selected<Item, F>>
  : <const F extends Wide>(input: Rest[0], options?: WalkOptions<F>) => Walk<Selected<Item, F>>;

type NarrowingPages<Rest extends Parameters, Wide, Item> = [] extends Rest
  ? <const F extends Wide>(
      criteria?: Rest[0],
      options?: WalkOptions<F>,
    ) => PageWalk<Selected<Item, F>>
  : <const F extends Wide>(input: Rest[0], options?: WalkOptions<F>) => PageWalk<Selected<Item, F>>;

/** `Wide` is every response filter there is for the function; a mere text narrows nothing. */
type BoundFunction<Rest extends Parameters, Result> = Rest extends readonly [
  unknown?,
  (CallOptions<infer Wide> | undefined)?,
]
  ? [Wide] extends [string]
    ? (...rest: Rest) => Result
    : Result extends Write<infer Answer>
      ? NarrowingCall<Rest, Wide, Answer>
      : Result extends Read<infer Answer>
        ? NarrowingRead<Rest, Wide, Answer>
        : Result extends Walk<infer Item>
          ? NarrowingWalk<Rest, Wide, Item>
          : Result extends PageWalk<infer Item>
            ? NarrowingPages<Rest, Wide, Item>
            : never
  : (...rest: Rest) => Result;

/** A resource module whose functions have their client already. */
export type Bound<Module> = {
  readonly [Name in keyof Module]: Module[Name] extends (
    client: Client,
    ...rest: infer Rest
  ) => infer Result
    ? BoundFunction<Rest, Result>
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
