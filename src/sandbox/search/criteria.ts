import { failure, internalError, missing, wrongType } from '../errors.js';
import type { JsonObject } from '../json.js';
import type { PhpTree } from '../wire/php-query.js';

/** One comparison, as asked. */
export interface Filter {
  readonly field: string | null;
  readonly value: string | null;
  readonly condition: string;
}

/** One sort key. */
export interface Sort {
  readonly field: string;
  /** As asked, in capitals; null means descending. */
  readonly direction: 'ASC' | 'DESC' | null;
}

/** A search as asked. */
export interface Criteria {
  /** AND between the groups, OR inside. */
  readonly groups: readonly (readonly Filter[])[];
  readonly sorts: readonly Sort[];
  readonly pageSize: number | undefined;
  readonly currentPage: number | undefined;
}

const empty: Criteria = { groups: [], sorts: [], pageSize: undefined, currentPage: undefined };

/** Reads `searchCriteria` of a query; any text, even an empty one, asks for everything. */
export function readCriteria(query: PhpTree, optional = false): Criteria {
  const tree = query.searchCriteria ?? query.search_criteria;
  if (tree === undefined) {
    if (optional) return empty;
    throw missing('searchCriteria');
  }
  if (typeof tree === 'string') return empty;
  let criteria: Criteria = empty;
  for (const [name, value] of Object.entries(tree)) {
    criteria = { ...criteria, ...readMember(name, value) };
  }
  return criteria;
}

function readMember(name: string, value: string | PhpTree): Partial<Criteria> {
  switch (camel(name)) {
    case 'filterGroups':
      return { groups: branches(value).map((group) => readGroup(group)) };
    case 'sortOrders':
      return { sorts: branches(value).map(readSort) };
    case 'pageSize':
      return { pageSize: integer(name, value) };
    case 'currentPage':
      return { currentPage: integer(name, value) };
    case 'requestName':
      return {};
    default:
      throw internalError();
  }
}

function readGroup(group: PhpTree): readonly Filter[] {
  return Object.entries(group).flatMap(([name, value]) => {
    if (name !== 'filters') throw internalError();
    return branches(value).map(readFilter);
  });
}

function readFilter(tree: PhpTree): Filter {
  let filter: Filter = { field: null, value: null, condition: 'eq' };
  for (const [name, value] of Object.entries(tree)) {
    const member = camel(name);
    if (typeof value !== 'string') throw wrongType('Array', 'string', name);
    if (member === 'field') filter = { ...filter, field: value };
    else if (member === 'value') filter = { ...filter, value };
    else if (member === 'conditionType') filter = { ...filter, condition: value };
    else throw internalError();
  }
  return filter;
}

function readSort(tree: PhpTree): Sort {
  let sort: Sort = { field: '', direction: null };
  for (const [name, value] of Object.entries(tree)) {
    if (typeof value !== 'string') throw wrongType('Array', 'string', name);
    if (name === 'field') sort = { ...sort, field: sortField(value) };
    else if (name === 'direction') sort = { ...sort, direction: sortDirection(value) };
    else throw internalError();
  }
  return sort;
}

function sortField(value: string): string {
  if (/^\w+$/.test(value)) return value;
  throw failure(400, 'Sort order field %1 contains restricted symbols', [value]);
}

function sortDirection(value: string): 'ASC' | 'DESC' {
  const direction = value.toUpperCase();
  if (direction === 'ASC' || direction === 'DESC') return direction;
  throw failure(
    400,
    'The sort order has to be specified as ASC for ascending order or DESC for descending order.',
  );
}

function branches(value: string | PhpTree): readonly PhpTree[] {
  if (typeof value === 'string') return [];
  return Object.values(value).filter((item) => typeof item !== 'string');
}

function integer(name: string, value: string | PhpTree): number {
  if (typeof value === 'string' && /^\s*[+-]?\d+(\.\d+)?$/.test(value)) {
    return Math.trunc(Number(value));
  }
  throw wrongType(typeof value === 'string' ? value : 'Array', 'int', name);
}

function camel(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** The `search_criteria` member of an answer. */
export function echoOf(criteria: Criteria): JsonObject {
  return {
    filter_groups: criteria.groups.map((group) => ({
      filters: group.map(({ field, value, condition }) => ({
        field,
        value,
        condition_type: condition,
      })),
    })),
    ...(criteria.sorts.length > 0 && { sort_orders: criteria.sorts.map((sort) => ({ ...sort })) }),
    ...(criteria.pageSize !== undefined && { page_size: criteria.pageSize }),
    ...(criteria.currentPage !== undefined && { current_page: criteria.currentPage }),
  };
}
