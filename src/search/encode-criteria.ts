import { InputError } from '../errors/input-error.js';
import type { FilterGroup } from './criteria.js';
import type { Criteria } from './criteria-builder.js';
import { plainCriteria } from './plain-criteria.js';
import type { PlainFilter } from './plain-filter.js';

/** Magento sends the whole catalogue when no page size is named. */
export const DEFAULT_PAGE_SIZE = 100;

/** `in` splits on every comma, so a value that holds one is compared on its own; the group joins by OR. */
function encodeList(filter: PlainFilter, values: readonly (string | number)[]): PlainFilter[] {
  const { field, conditionType } = filter;
  const plain = values.filter((value) => !String(value).includes(','));
  const withComma = values.filter((value) => String(value).includes(','));
  if (conditionType === 'nin' && withComma.length > 0) {
    throw new InputError(
      `"nin" on "${field}" cannot hold a value with a comma; use one group with "neq" for each.`,
    );
  }
  const list = plain.length > 0 ? [{ field, value: plain.join(','), conditionType }] : [];
  return [...list, ...withComma.map((value) => ({ field, value, conditionType: 'eq' as const }))];
}

function encodeFilter(filter: PlainFilter): PlainFilter[] {
  const { field, value, conditionType } = filter;
  if (Array.isArray(value)) return encodeList(filter, value);
  // Without a value "null" and "notnull" turn into an inner join that finds nothing.
  return [{ field, value: value ?? 1, conditionType }];
}

const encodeGroup = ({ filters }: FilterGroup) => ({
  filters: (filters as readonly PlainFilter[]).flatMap(encodeFilter),
});

/**
 * Criteria as query values, with the server's traps taken out.
 * @throws InputError for what Magento would silently answer with nothing
 */
export function encodeCriteria(criteria?: Criteria): Record<string, unknown> {
  const { filterGroups, pageSize = DEFAULT_PAGE_SIZE, ...rest } = plainCriteria(criteria);
  const { requestName, sortOrders, currentPage } = rest;
  return {
    requestName,
    filterGroups: filterGroups?.map(encodeGroup),
    sortOrders,
    pageSize,
    currentPage,
  };
}
