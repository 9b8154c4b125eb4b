import { comparedWith } from '../search/conditions.js';
import type { Filter, Sort } from '../search/criteria.js';
import { bisect, type Sequence } from '../search/sequence.js';
import type { Catalogue } from './catalogue.js';

/** Rows along an index. */
export interface IndexOrder {
  readonly rowAt: (place: number) => number;
  readonly placeOf: (row: number) => number;
  /** A place among those whose columns have the same values, found faster. */
  readonly roughPlaceOf: (row: number) => number;
  /** Columns whose values never fall along it. */
  readonly columns: Readonly<Record<string, (row: number) => number | string>>;
}

/** A stretch of an index. */
export interface Stretch {
  readonly order: IndexOrder;
  readonly low: number;
  /** Excluded. */
  readonly high: number;
  /** Groups of filters it does not answer. */
  readonly rest: readonly (readonly Filter[])[];
}

/** Along the ids, which is along the SKUs and the times of creation too. */
export function orderOfIds({ idOf, skuOf, createdAt }: Catalogue): IndexOrder {
  return {
    rowAt: (place) => place,
    placeOf: (row) => row,
    roughPlaceOf: (row) => row,
    columns: { entity_id: idOf, sku: skuOf, created_at: createdAt },
  };
}

/** Along `updated_at`; rows of one second along their ids, up or down. */
export function orderOfChanges({ changes }: Catalogue, withinSecond: 'ASC' | 'DESC'): IndexOrder {
  return {
    rowAt: (place) => changes.rowAt(place, withinSecond),
    placeOf: (row) => changes.placeOf(row, withinSecond),
    roughPlaceOf: changes.roughPlaceOf,
    columns: { updated_at: changes.updatedAt },
  };
}

/** The index that gives the order asked, and whether it is read backwards; undefined when none does. */
export function indexFor(
  catalogue: Catalogue,
  sorts: readonly Sort[],
): { readonly order: IndexOrder; readonly backwards: boolean } | undefined {
  const [first, second] = sorts;
  const backwards = first?.direction !== 'ASC';
  const isUnique = (sort: Sort | undefined): boolean =>
    sort?.field === 'entity_id' || sort?.field === 'sku';
  if (isUnique(first)) return { order: orderOfIds(catalogue), backwards };
  if (first?.field !== 'updated_at' || !isUnique(second)) return undefined;
  const sameWay = backwards === (second?.direction !== 'ASC');
  return { order: orderOfChanges(catalogue, sameWay ? 'ASC' : 'DESC'), backwards };
}

/** The stretch of an index that the filters leave; groups of several filters are not answered by it. */
export function narrow(
  order: IndexOrder,
  count: number,
  groups: readonly (readonly Filter[])[],
): Stretch {
  let [low, high] = [0, count];
  const rest = groups.filter((group) => {
    const [filter] = group;
    const column = order.columns[filter?.field ?? ''];
    if (group.length > 1 || filter?.value == null || column === undefined) return true;
    const against = comparedWith(filter.value);
    const firstNot = (isBefore: (difference: number) => boolean): number =>
      bisect(low, high, (place) => isBefore(against(column(order.rowAt(place)))));
    const less = (difference: number): boolean => difference < 0;
    const lessOrEqual = (difference: number): boolean => difference <= 0;
    switch (filter.condition.toLowerCase()) {
      case 'gt':
        low = firstNot(lessOrEqual);
        return false;
      case 'gteq':
      case 'from':
        low = firstNot(less);
        return false;
      case 'lt':
        high = firstNot(less);
        return false;
      case 'lteq':
      case 'to':
        high = firstNot(lessOrEqual);
        return false;
      case 'eq':
        [low, high] = [firstNot(less), firstNot(lessOrEqual)];
        return false;
      default:
        return true;
    }
  });
  return { order, low, high, rest };
}

/** The rows of a stretch but some, without a look at any. */
export function rowsOf(
  { order, low, high }: Stretch,
  except: ReadonlySet<number>,
): Sequence<number> {
  const holes = [...except]
    .map((row) => order.placeOf(row))
    .filter((place) => place >= low && place < high)
    .sort((a, b) => a - b);
  return {
    length: high - low - holes.length,
    at: (index) => {
      const place = low + index;
      const passed = bisect(0, holes.length, (at) => (holes[at] ?? 0) - at <= place);
      return order.rowAt(place + passed);
    },
  };
}
