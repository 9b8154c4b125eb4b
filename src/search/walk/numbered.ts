import type { ListRule } from '../../client/types.js';
import type { SearchCriteria, SortOrder } from '../criteria.js';
import type { NumberedPage } from './overlap.js';

/** The order asked for, ended by the key: rows that are equal otherwise would swap places at will. */
function stableOrder(
  sortOrders: readonly SortOrder[],
  key: string | undefined,
): readonly SortOrder[] {
  if (key === undefined || sortOrders.some(({ field }) => field === key)) return sortOrders;
  return [...sortOrders, { field: key, direction: 'ASC' }];
}

/** Makes the criteria of a page by its number. */
export function createNumbered(
  criteria: SearchCriteria,
  { key, zeroBased }: ListRule,
): (page: NumberedPage) => SearchCriteria & { readonly pageSize: number } {
  const sortOrders = stableOrder(criteria.sortOrders ?? [], key);
  const first = zeroBased ? 0 : 1;
  return ({ size, number }) => ({
    ...criteria,
    ...(sortOrders.length > 0 ? { sortOrders } : {}),
    pageSize: size,
    currentPage: first + number,
  });
}
