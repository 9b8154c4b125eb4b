import type { Filter, FilterGroup, SearchCriteria, SortOrder } from '../index.js';
import { UsageError } from './usage-error.js';
import { wholeNumber } from './whole-number.js';

const SYMBOLS: Readonly<Record<string, string>> = {
  '>=': 'gteq',
  '<=': 'lteq',
  '!=': 'neq',
  '>': 'gt',
  '<': 'lt',
  '=': 'eq',
  '~': 'like',
};
const BY_SYMBOL = /^\s*([\w.]+)\s*(>=|<=|!=|>|<|=|~)\s*(.*?)\s*$/s;
const BY_WORD = /^\s*([\w.]+)\s+(\w+)(?:\s+(.*?))?\s*$/s;

/** Whether there is such a condition, and what it takes, is checked with the criteria as a whole. */
function filter(field = '', conditionType = '', value?: string): Filter {
  const isList = conditionType === 'in' || conditionType === 'nin';
  const plain = isList ? value?.split(',').map((one) => one.trim()) : value;
  return { field, conditionType, ...(plain !== undefined && { value: plain }) } as Filter;
}

function filterOf(text: string): Filter {
  const [, column, sign = '', value] = BY_SYMBOL.exec(text) ?? [];
  if (column !== undefined) return filter(column, SYMBOLS[sign], value);
  const [, field, condition, operand] = BY_WORD.exec(text) ?? [];
  if (field !== undefined) return filter(field, condition?.toLowerCase(), operand);
  throw new UsageError(
    `"${text}" is no comparison.`,
    "Write a column, a sign and a value, such as 'price>=10' or 'sku like 24-%'.",
  );
}

const groupOf = (text: string): FilterGroup => ({
  filters: text.split(/\s+\|\|\s+/).map(filterOf),
});

function sortOf(text: string): SortOrder {
  const [, field, direction = 'ASC'] = /^([\w.]+)(?::(asc|desc))?$/i.exec(text) ?? [];
  if (field !== undefined) {
    return { field, direction: direction.toUpperCase() as SortOrder['direction'] };
  }
  throw new UsageError(`--sort takes a column, as in price or price:desc, not "${text}".`);
}

/** Options of lists. */
export const CRITERIA = {
  where: {
    type: 'string',
    multiple: true,
    takes: 'comparison',
    about:
      "Only what meets this, such as 'price>=10', 'sku like 24-%', 'sku in a,b' or 'special_price notnull'; several in one, divided by ||, need one of them to hold.",
  },
  sort: {
    type: 'string',
    multiple: true,
    takes: 'column[:desc]',
    about: 'The order.',
  },
  'page-size': { type: 'string', takes: 'n', about: 'Items a page. Default 100.' },
} as const;

/** The search engine of the storefront answers only to a request it knows, and all stores know this one. */
const REQUEST_NAMES: Readonly<Record<string, string>> = {
  'products.search': 'quick_search_container',
};

/** What the options of lists say. */
export interface CriteriaValues {
  readonly where?: readonly string[];
  readonly sort?: readonly string[];
  readonly 'page-size'?: string;
}

/**
 * Search criteria for a list.
 * @param list name of the operation
 * @throws UsageError for what cannot be read
 */
export function criteriaOf(list: string, values: CriteriaValues): SearchCriteria {
  const { where = [], sort = [] } = values;
  const pageSize = wholeNumber('page-size', values['page-size']);
  const requestName = Object.hasOwn(REQUEST_NAMES, list) ? REQUEST_NAMES[list] : undefined;
  return {
    ...(where.length > 0 && { filterGroups: where.map(groupOf) }),
    ...(sort.length > 0 && { sortOrders: sort.map(sortOf) }),
    ...(pageSize !== undefined && { pageSize }),
    ...(requestName !== undefined && { requestName }),
  };
}
