import type { Json } from './json.js';
import type { Values } from './store/rows.js';
import type { StoreView, World } from './store/world.js';

/** The global scope, `/rest/all`. */
export const globalScope: StoreView = { id: 0, code: 'all', name: 'Admin' };

/** The store view of a code; undefined when there is none. Codes are case-sensitive. */
export function storeByCode(world: World, code: string): StoreView | undefined {
  return code === 'all' ? globalScope : world.storeViews.find((view) => view.code === code);
}

/** The store view of an id, as `?storeId=` names it. */
export function storeById(world: World, id: number): StoreView | undefined {
  return id === 0 ? globalScope : world.storeViews.find((view) => view.id === id);
}

/** A value as a store view sees it: its own one, else the global one. */
export function valueIn(
  values: ReadonlyMap<number, Values>,
  storeId: number,
  code: string,
): Json | undefined {
  return values.get(storeId)?.[code] ?? values.get(0)?.[code];
}

/** All values as a store view sees them. */
export function valuesIn(values: ReadonlyMap<number, Values>, storeId: number): Values {
  return { ...values.get(0), ...(storeId === 0 ? {} : values.get(storeId)) };
}

/** Sets values in a scope; null takes a value away. */
export function writeValues(
  values: Map<number, Values>,
  storeId: number,
  changes: Readonly<Record<string, Json>>,
): void {
  const own: Values = { ...values.get(storeId) };
  for (const [code, value] of Object.entries(changes)) {
    if (value === null) delete own[code];
    else own[code] = value;
  }
  values.set(storeId, own);
}
