import type { ListSettings } from '../list-switches.js';
import type { Criteria } from './criteria.js';

/** The places of a page's rows, the last one excluded. A page size of 0 or none means all. */
export function pageOf(
  criteria: Pick<Criteria, 'pageSize' | 'currentPage'>,
  count: number,
  endOfList: ListSettings['endOfList'],
): { readonly start: number; readonly end: number } {
  const { pageSize = 0, currentPage = 1 } = criteria;
  if (pageSize === 0) return { start: 0, end: count };
  const size = Math.max(1, pageSize);
  const lastPage = Math.max(1, Math.ceil(count / size));
  const asked = Math.max(1, currentPage);
  const page = endOfList === 'repeat' ? Math.min(asked, lastPage) : asked;
  return { start: (page - 1) * size, end: page * size };
}
