import { InputError } from '../errors/input-error.js';
import type { Condition, Filter, FilterGroup, SearchCriteria, SortOrder } from './criteria.js';

/** Magento sends the whole catalogue when no page size is named. */
export const DEFAULT_PAGE_SIZE = 100;

const CONDITIONS: readonly Condition[] = [
  'eq',
  'neq',
  'gt',
  'gteq',
  'lt',
  'lteq',
  'from',
  'to',
  'like',
  'nlike',
  'in',
  'nin',
  'finset',
  'nfinset',
  'null',
  'notnull',
];

type EncodedFilter = Record<string, unknown>;

const isList = (condition: Condition) => condition === 'in' || condition === 'nin';

/** `in` splits on every comma, so a value that holds one is compared on its own; the group joins by OR. */
function encodeList(filter: Filter, values: readonly (string | number)[]): EncodedFilter[] {
  const { field, conditionType } = filter;
  const plain = values.filter((value) => !String(value).includes(','));
  const withComma = values.filter((value) => String(value).includes(','));
  if (values.length === 0) {
    throw new InputError(`The filter on "${field}" has an empty list, which matches nothing.`);
  }
  if (conditionType === 'nin' && withComma.length > 0) {
    throw new InputError(
      `"nin" on "${field}" cannot hold a value with a comma; use one group with "neq" for each.`,
    );
  }
  const list = plain.length > 0 ? [{ field, value: plain.join(','), conditionType }] : [];
  return [...list, ...withComma.map((value) => ({ field, value, conditionType: 'eq' }))];
}

function encodeFilter(filter: Filter): EncodedFilter[] {
  const { field, value, conditionType = 'eq' } = filter;
  if (!CONDITIONS.includes(conditionType)) {
    throw new InputError(
      `Magento has no condition "${String(conditionType)}" and would silently match nothing. It has ${CONDITIONS.join(', ')}.`,
    );
  }
  if (!field) throw new InputError('A filter needs a field.');
  // Without a value these two turn into an inner join that finds nothing.
  if (conditionType === 'null' || conditionType === 'notnull') {
    return [{ field, value: 1, conditionType }];
  }
  if (value === undefined) {
    throw new InputError(`The filter on "${field}" has no value, which matches nothing.`);
  }
  if (Array.isArray(value) !== isList(conditionType) && typeof value !== 'string') {
    throw new InputError(
      `The filter on "${field}" needs a list for "in" and "nin", and only there.`,
    );
  }
  if (Array.isArray(value)) return encodeList({ ...filter, conditionType }, value);
  // MySQL compares text with false as 0, but PHP would write it as an empty value.
  return [{ field, value: typeof value === 'boolean' ? Number(value) : value, conditionType }];
}

function encodeGroup({ filters }: FilterGroup): Record<string, unknown> {
  return { filters: filters.flatMap(encodeFilter) };
}

function encodeSort({ field, direction }: SortOrder): Record<string, unknown> {
  if (direction !== 'ASC' && direction !== 'DESC') {
    throw new InputError(`Sorting by "${field}" needs the direction ASC or DESC.`);
  }
  return { field, direction };
}

function wholeNumber(value: number | undefined, name: string): number | undefined {
  if (value === undefined || (Number.isSafeInteger(value) && value >= 0)) return value;
  throw new InputError(`${name} must be a whole number, not ${value}.`);
}

const MEMBERS = ['filterGroups', 'sortOrders', 'pageSize', 'currentPage', 'requestName'];

/**
 * Criteria as query values, with the server's traps taken out.
 * @throws InputError for what Magento would silently answer with nothing
 */
export function encodeCriteria(criteria: SearchCriteria = {}): Record<string, unknown> {
  const unknown = Object.keys(criteria).find((name) => !MEMBERS.includes(name));
  if (unknown !== undefined) {
    throw new InputError(`Search criteria have no "${unknown}"; they have ${MEMBERS.join(', ')}.`);
  }
  return {
    requestName: criteria.requestName,
    filterGroups: criteria.filterGroups?.map(encodeGroup),
    sortOrders: criteria.sortOrders?.map(encodeSort),
    pageSize: wholeNumber(criteria.pageSize, 'pageSize') ?? DEFAULT_PAGE_SIZE,
    currentPage: wholeNumber(criteria.currentPage, 'currentPage'),
  };
}
