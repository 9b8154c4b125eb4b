import type { JsonObject } from '../json.js';
import type { World } from './world.js';

/** The simple tables of a store. */
export type TableName =
  | 'agreement'
  | 'attributeGroup'
  | 'giftMessage'
  | 'taxClass'
  | 'taxRate'
  | 'taxRule'
  | 'transaction';

/** The rows of a table, by id. */
export function tableOf(name: TableName): (world: World) => Map<number, JsonObject> {
  return ({ tables }) => {
    const rows = tables.get(name) ?? new Map<number, JsonObject>();
    tables.set(name, rows);
    return rows;
  };
}

/** Fills a table and goes on counting behind its last id. */
export function fillTable(
  world: World,
  name: TableName,
  id: string,
  rows: readonly JsonObject[],
): void {
  const table = tableOf(name)(world);
  for (const row of rows) table.set(Number(row[id]), row);
  world.counters.set(name, Math.max(0, ...table.keys()));
}
