import { InputError } from '../errors/input-error.js';
import type { FilterGroup, SearchCriteria, SortOrder } from './criteria.js';
import type { Criteria } from './criteria-builder.js';
import { plainFilter } from './plain-filter.js';

const MEMBERS = ['filterGroups', 'sortOrders', 'pageSize', 'currentPage', 'requestName'];

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Checks the shape of criteria that may come from JavaScript. */
function checkShape(criteria: unknown): asserts criteria is SearchCriteria {
  if (!isObject(criteria) || Array.isArray(criteria)) {
    throw new InputError(`Search criteria are an object with ${MEMBERS.join(', ')}.`);
  }
  const unknown = Object.keys(criteria).find((name) => !MEMBERS.includes(name));
  if (unknown !== undefined) {
    throw new InputError(`Search criteria have no "${unknown}"; they have ${MEMBERS.join(', ')}.`);
  }
}

function plainGroup(group: unknown): FilterGroup {
  const filters = isObject(group) && 'filters' in group ? group.filters : undefined;
  if (!Array.isArray(filters)) throw new InputError('A filter group is an object with "filters".');
  if (filters.length > 0) return { filters: filters.map(plainFilter) as FilterGroup['filters'] };
  throw new InputError(
    'A filter group has no filters, and Magento would answer as if it were not there; leave it out.',
  );
}

function plainSort(sort: unknown): SortOrder {
  const { field, direction } = (isObject(sort) ? sort : {}) as Partial<SortOrder>;
  if (typeof field !== 'string' || field === '') throw new InputError('Sorting needs a field.');
  if (direction === 'ASC' || direction === 'DESC') return { field, direction };
  throw new InputError(`Sorting by "${field}" needs the direction ASC or DESC.`);
}

function wholeNumber(value: unknown, name: string): number {
  if (Number.isSafeInteger(value) && (value as number) >= 0) return value as number;
  throw new InputError(`${name} must be a whole number, not ${String(value)}.`);
}

function plainList<Item>(list: unknown, name: string, each: (item: unknown) => Item): Item[] {
  if (Array.isArray(list)) return list.map(each);
  throw new InputError(`${name} must be a list.`);
}

/**
 * Criteria in either form as a plain object: checked, dates as text, lists copied.
 * @throws InputError for what Magento would silently answer with nothing or with everything
 */
export function plainCriteria(criteria: Criteria = {}): SearchCriteria {
  const given: unknown =
    'toJSON' in Object(criteria) ? (criteria as { toJSON(): unknown }).toJSON() : criteria;
  checkShape(given);
  const { filterGroups, sortOrders, pageSize, currentPage, requestName } = given;
  return {
    ...(requestName !== undefined && { requestName }),
    ...(filterGroups && { filterGroups: plainList(filterGroups, 'filterGroups', plainGroup) }),
    ...(sortOrders && { sortOrders: plainList(sortOrders, 'sortOrders', plainSort) }),
    ...(pageSize !== undefined && { pageSize: wholeNumber(pageSize, 'pageSize') }),
    ...(currentPage !== undefined && { currentPage: wholeNumber(currentPage, 'currentPage') }),
  };
}
