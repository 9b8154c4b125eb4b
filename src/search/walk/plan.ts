import type { ListRule } from '../../client/types.js';
import { InputError } from '../../errors/input-error.js';
import type { SearchCriteria, SortOrder } from '../criteria.js';
import { DEFAULT_PAGE_SIZE } from '../encode-criteria.js';
import { splitCriteria } from '../split-criteria.js';
import { checkWalkOptions } from './check-options.js';
import type { Direction } from './direction.js';
import { criteriaOf } from './paging.js';
import type { WalkOptions, WalkSource } from './types.js';

/** How a list is walked, decided before anything is sent. */
export interface WalkPlan {
  /** Name of the operation. */
  readonly list: string;
  readonly rule: ListRule;
  /** The key's name in an item; undefined for a list without a key. */
  readonly property: string | undefined;
  readonly mode: 'keyset' | 'offset';
  /** Of a walk by key. */
  readonly direction: Direction;
  /** Items a page, as asked for. */
  readonly pageSize: number;
  /** Filters and sort orders; several where a long `in` list would make too long a query. */
  readonly parts: readonly SearchCriteria[];
  readonly parallel: number;
  readonly ordered: boolean;
  readonly lookAhead: number;
}

/** The direction of a walk by key that comes in the order asked for; undefined when none does. */
function keyDirection(sortOrders: readonly SortOrder[], key: string): Direction | undefined {
  const [first] = sortOrders;
  if (first === undefined) return 'ASC';
  // A key is unique, so whatever is sorted by after it changes nothing.
  return first.field === key ? first.direction : undefined;
}

function directionOf(
  list: string,
  { key, unproven }: ListRule,
  sortOrders: readonly SortOrder[],
  { mode, from }: WalkOptions<unknown>,
): Direction | undefined {
  const wanted = mode ?? (from && ('ranges' in from ? 'keyset' : 'offset'));
  if (wanted === 'offset') return undefined;
  const direction = key === undefined ? undefined : keyDirection(sortOrders, key);
  if (wanted !== 'keyset') return unproven ? undefined : direction;
  if (direction !== undefined) return direction;
  throw new InputError(
    key === undefined
      ? `${list} has no key that is unique; walk it with mode: 'offset'.`
      : `A walk by key goes in the order of "${key}", up or down: leave other sort orders out, or walk with mode: 'offset'.`,
  );
}

function refusePlaces(list: string, { pageSize, currentPage }: SearchCriteria): void {
  if (currentPage !== undefined) {
    throw new InputError(
      `A walk over ${list} goes over all pages, so it takes no currentPage; it goes on with from: page.cursor.`,
    );
  }
  if (pageSize !== undefined && !(Number.isSafeInteger(pageSize) && pageSize > 0)) {
    throw new InputError(`pageSize of a walk must be a whole number above 0, not ${pageSize}.`);
  }
}

function partsOf(list: string, criteria: SearchCriteria): readonly SearchCriteria[] {
  const parts = splitCriteria(criteria);
  if (parts.length === 1 || !criteria.sortOrders?.length) return parts;
  throw new InputError(
    `The "in" list of ${list} is too long for one query, and its parts come one after the other: leave sortOrders out, and sort the items yourself.`,
  );
}

/**
 * Decides how a list is walked.
 * @throws InputError for options that do not go together, with what to do
 */
export function planWalk({ operation, input, options }: WalkSource): WalkPlan {
  const { name: list, list: rule = {} } = operation;
  checkWalkOptions(options);
  const criteria = criteriaOf(operation, input);
  refusePlaces(list, criteria);
  const { parallel = 1, ordered = true, lookAhead = 1 } = options;
  const direction = directionOf(list, rule, criteria.sortOrders ?? [], options);
  if (parallel > 1 && direction === undefined) {
    throw new InputError(
      `parallel goes by key only: leave it out, or walk ${list} with mode: 'keyset'.`,
    );
  }
  if (parallel > 1 && rule.uncounted) {
    throw new InputError(`${list} does not count its items, which parallel needs; leave it out.`);
  }
  const { pageSize = DEFAULT_PAGE_SIZE, ...rest } = criteria;
  return {
    list,
    rule,
    property: rule.property ?? rule.key,
    mode: direction === undefined ? 'offset' : 'keyset',
    direction: direction ?? 'ASC',
    pageSize,
    parts: partsOf(list, rest),
    parallel,
    ordered,
    lookAhead,
  };
}
