import type { Json } from '../json.js';
import { collated } from './conditions.js';
import type { Sort } from './criteria.js';
import type { RowOrder } from './sequence.js';

type Column<Row> = (row: Row, field: string) => Json | undefined;
type SortKey = number | string | null;

/** The order of rows by their columns. */
export function orderBy<Row>(sorts: readonly Sort[], column: Column<Row>): RowOrder<Row> {
  return (a, b) => {
    for (const { field, direction } of sorts) {
      const difference = compareKeys(sortKey(column(a, field)), sortKey(column(b, field)));
      if (difference !== 0) return direction === 'ASC' ? difference : -difference;
    }
    return 0;
  };
}

/** Rows in order; rows of equal keys stay as they are. Rows that are in order already are not sorted. */
export function sortRows<Row>(
  rows: readonly Row[],
  sorts: readonly Sort[],
  column: Column<Row>,
): readonly Row[] {
  if (sorts.length === 0 || rows.length < 2) return rows;
  const columns = sorts.map(({ field, direction }) => ({
    keys: rows.map((row) => sortKey(column(row, field))),
    sign: direction === 'ASC' ? 1 : -1,
  }));
  const comparePlaces = (a: number, b: number): number => {
    for (const { keys, sign } of columns) {
      const difference = compareKeys(keys[a] ?? null, keys[b] ?? null);
      if (difference !== 0) return difference * sign;
    }
    return 0;
  };
  const places = Array.from(rows.keys());
  if (places.every((place) => place === 0 || comparePlaces(place - 1, place) <= 0)) return rows;
  return places.sort(comparePlaces).flatMap((place) => rows.slice(place, place + 1));
}

function sortKey(value: Json | undefined): SortKey {
  if (value === undefined || value === null) return null;
  return typeof value === 'number' ? value : collated(String(value));
}

/** NULL comes first, as in MySQL. */
function compareKeys(a: SortKey, b: SortKey): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [x, y] = [String(a), String(b)];
  return x === y ? 0 : x < y ? -1 : 1;
}
