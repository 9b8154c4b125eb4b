import type { Sandbox } from '../../src/sandbox/index.js';
import { type Answer, ask } from './ask.js';

/** A filter in a group of its own: field, condition, value. */
export type FilterText = readonly [field: string, condition: string, value: string];

/** What a list is asked for. */
export interface Asked {
  readonly filters?: readonly FilterText[];
  /** Fields, with `-` before those to be read downwards. */
  readonly sorts?: readonly string[];
  readonly pageSize?: number;
  readonly currentPage?: number;
  readonly fields?: string;
}

/** The query of a list. */
export function listQuery({
  filters = [],
  sorts = [],
  pageSize,
  currentPage,
  fields,
}: Asked): string {
  const pairs: [string, string][] = [];
  filters.forEach(([field, condition, value], group) => {
    const at = `searchCriteria[filter_groups][${group}][filters][0]`;
    pairs.push(
      [`${at}[field]`, field],
      [`${at}[condition_type]`, condition],
      [`${at}[value]`, value],
    );
  });
  sorts.forEach((sort, at) => {
    pairs.push([`searchCriteria[sortOrders][${at}][field]`, sort.replace('-', '')]);
    pairs.push([
      `searchCriteria[sortOrders][${at}][direction]`,
      sort.startsWith('-') ? 'DESC' : 'ASC',
    ]);
  });
  if (pageSize !== undefined) pairs.push(['searchCriteria[pageSize]', String(pageSize)]);
  if (currentPage !== undefined) pairs.push(['searchCriteria[currentPage]', String(currentPage)]);
  // At least the bare word is needed.
  if (pairs.length === 0) pairs.push(['searchCriteria', '']);
  if (fields !== undefined) pairs.push(['fields', fields]);
  return new URLSearchParams(pairs).toString();
}

/** A page of products. */
export function products(sandbox: Sandbox, token: string, asked: Asked): Promise<Answer> {
  return ask(sandbox, 'GET', `/V1/products?${listQuery(asked)}`, undefined, token);
}
