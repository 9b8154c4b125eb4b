import type { Criteria, Filter, Sort } from '../search/criteria.js';
import { sortRows } from '../search/order.js';
import { type Sequence, sequenceOf } from '../search/sequence.js';
import type { Catalogue } from './catalogue.js';
import {
  type IndexOrder,
  indexFor,
  narrow,
  orderOfChanges,
  orderOfIds,
  rowsOf,
  type Stretch,
} from './index-order.js';
import { type RowColumn, rowTest } from './row-columns.js';

/**
 * Rows that meet the criteria, in the order of the sort keys.
 *
 * Ranges of `entity_id`, `sku` and `created_at`, or of `updated_at`, in the order of `entity_id`, `sku` or
 * `(updated_at, entity_id)`, are read along an index. Anything else is a scan of the rows the index leaves:
 * a filter on a repeated value costs some nanoseconds a row, one on a name makes the product of each row.
 */
export function findRows(
  catalogue: Catalogue,
  criteria: Criteria,
  sorts: readonly Sort[],
  column: RowColumn,
): Sequence<number> {
  const { count, taken } = catalogue;
  const groups = criteria.groups.filter((group) => group.length > 0);
  const index = indexFor(catalogue, sorts);
  if (index === undefined) {
    return sequenceOf(sortRows(scan(catalogue, groups, column).rows, sorts, column));
  }
  const { order, backwards } = index;
  const stretch = narrow(order, count, groups);
  const rows =
    stretch.rest.length === 0
      ? rowsOf(stretch, taken)
      : sequenceOf(inOrder(scan(catalogue, groups, column, stretch), order));
  return backwards ? { length: rows.length, at: (at) => rows.at(rows.length - 1 - at) } : rows;
}

interface Scanned {
  readonly rows: readonly number[];
  /** The order they are in; undefined for no particular one. */
  readonly order: IndexOrder | undefined;
}

/** Tests the rows of the stretch that takes the least effort one by one. */
function scan(
  catalogue: Catalogue,
  groups: readonly (readonly Filter[])[],
  column: RowColumn,
  preferred?: Stretch,
): Scanned {
  const { count, taken } = catalogue;
  const orders = [orderOfIds(catalogue), orderOfChanges(catalogue, 'ASC')];
  const listed = listedRows(orders, count, groups);
  if (listed !== undefined) {
    const meets = rowTest(groups, column);
    return { rows: listed.filter((row) => !taken.has(row) && meets(row)), order: undefined };
  }
  const stretches = orders.map((order) => narrow(order, count, groups));
  if (preferred !== undefined) stretches.unshift(preferred);
  // Rows of another order have to be sorted, which takes longer than a look at some more.
  const effort = (stretch: Stretch): number =>
    (stretch.high - stretch.low) * (stretch === preferred ? 1 : 10);
  const [least, ...more] = stretches.toSorted((a, b) => effort(a) - effort(b));
  if (least === undefined) return { rows: [], order: undefined };
  const others = more.filter(({ low, high }) => high - low < count);
  const rest = groups.filter((group) => stretches.every((stretch) => stretch.rest.includes(group)));
  const meets = rowTest(rest, column);
  const rows: number[] = [];
  for (let place = least.low; place < least.high; place++) {
    const row = least.order.rowAt(place);
    if (others.every((other) => isWithin(other, row)) && meets(row) && !taken.has(row)) {
      rows.push(row);
    }
  }
  return { rows, order: least.order };
}

function isWithin({ order, low, high }: Stretch, row: number): boolean {
  const place = order.roughPlaceOf(row);
  return place >= low && place < high;
}

/** The rows of an `in` on an indexed column; undefined when there is none. */
function listedRows(
  orders: readonly IndexOrder[],
  count: number,
  groups: readonly (readonly Filter[])[],
): readonly number[] | undefined {
  for (const [filter, ...others] of groups) {
    const field = filter?.field ?? '';
    const order = orders.find(({ columns }) => columns[field] !== undefined);
    if (order === undefined || others.length > 0) continue;
    if (filter?.condition.toLowerCase() !== 'in' || filter.value === null) continue;
    const found = filter.value.split(',').flatMap((value) => {
      const { low, high } = narrow(order, count, [[{ field, value, condition: 'eq' }]]);
      return Array.from({ length: high - low }, (_, at) => order.rowAt(low + at));
    });
    return [...new Set(found)];
  }
  return undefined;
}

function inOrder({ rows, order }: Scanned, asked: IndexOrder): readonly number[] {
  if (order === asked) return rows;
  const placed = rows.map((row) => ({ row, place: asked.placeOf(row) }));
  return placed.sort((a, b) => a.place - b.place).map(({ row }) => row);
}
