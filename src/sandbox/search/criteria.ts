import type { Call } from '../call.js';
import { failure, internalError, missing, wrongType } from '../errors.js';
import { checkArrayLength } from '../input/limits.js';
import type { JsonObject } from '../json.js';
import type { InputLimits, ListSettings } from '../list-switches.js';
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

/** A search of a list: where its criteria are read from, and what the store allows. */
export interface ListCall extends Pick<Call, 'query' | 'onList'> {
  readonly world: { readonly settings: Pick<ListSettings, 'inputLimits' | 'endOfList'> };
}

/**
 * Reads `searchCriteria` of a call; any text, even an empty one, asks for everything. Where input limits
 * are on, a page size that is too large is refused and a missing one filled in; 0 passes, as in Magento.
 */
export function readCriteria({ query, world }: ListCall, optional = false): Criteria {
  const tree = query.searchCriteria ?? query.search_criteria;
  if (tree === undefined) {
    if (optional) return empty;
    throw missing('searchCriteria');
  }
  const limits = world.settings.inputLimits;
  let criteria: Criteria = empty;
  for (const [name, value] of Object.entries(typeof tree === 'string' ? {} : tree)) {
    criteria = { ...criteria, ...readMember(name, value, limits) };
  }
  return { ...criteria, pageSize: criteria.pageSize ?? limits?.defaultPageSize };
}

function readMember(
  name: string,
  value: string | PhpTree,
  limits: InputLimits | undefined,
): Partial<Criteria> {
  switch (camel(name)) {
    case 'filterGroups':
      return { groups: readGroups(value, limits) };
    case 'sortOrders':
      return { sorts: limited('SortOrder', branches(value), limits).map(readSort) };
    case 'pageSize':
      return { pageSize: pageSize(name, value, limits) };
    case 'currentPage':
      return { currentPage: integer(name, value) };
    case 'requestName':
      return {};
    default:
      throw internalError();
  }
}

function readGroups(
  value: string | PhpTree,
  limits: InputLimits | undefined,
): readonly (readonly Filter[])[] {
  return limited('Search\\FilterGroup', branches(value), limits).map((group) =>
    Object.entries(group).flatMap(([name, filters]) => {
      if (name !== 'filters') throw internalError();
      return limited('Filter', branches(filters), limits).map(readFilter);
    }),
  );
}

/** The list, unless it is longer than the store's limit. */
function limited<Item>(
  type: string,
  list: readonly Item[],
  limits: InputLimits | undefined,
): readonly Item[] {
  checkArrayLength(`\\Magento\\Framework\\Api\\${type}`, list.length, limits);
  return list;
}

function pageSize(name: string, value: string | PhpTree, limits: InputLimits | undefined): number {
  const size = integer(name, value);
  const max = limits?.maximumPageSize;
  if (max === undefined || size <= max) return size;
  throw failure(400, 'Maximum SearchCriteria pageSize is %max', { max });
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
