import type { SearchCriteria } from '../criteria.js';
import type { Answer, Ask } from './ask.js';
import { CONDITIONS, reversed } from './direction.js';
import { keyOf, lastKey } from './keys.js';
import type { WalkPlan } from './plan.js';
import type { Key, KeyRange } from './types.js';

/** The first page of a range. */
export interface RangePage<Item> {
  readonly items: readonly Item[];
  /** Key of the last item; undefined when there is none. */
  readonly last: Key | undefined;
  /** What of the range is left after it; undefined when it is done. */
  readonly rest: KeyRange | undefined;
  /** Rows of the whole range, these included; undefined where the store does not count right. */
  readonly count: number | undefined;
}

/** The ranges of a list by its key, in the walk's direction. */
export interface Ranges<Item> {
  /** The first page of a range. */
  page(range: KeyRange): Promise<RangePage<Item>>;
  /** The last key of a range; undefined when it is empty. */
  end(range: KeyRange): Promise<Key | undefined>;
}

/**
 * What is left of a range. A store counts after it has read the rows, and one of those may be gone by then:
 * a full page is believed to be the last only when it ends with the range.
 */
function restOf<Item>(
  range: KeyRange,
  last: Key | undefined,
  { items, count, size }: Answer<Item>,
): KeyRange | undefined {
  const isFull = items.length >= size;
  const isAll = count !== undefined && count <= items.length && !isFull;
  return last === undefined || last === range.upTo || isAll ? undefined : { ...range, after: last };
}

/** Makes what asks for ranges of a list by its key. */
export function createRanges<Item>(
  ask: Ask<Item>,
  criteria: SearchCriteria,
  plan: WalkPlan,
): Ranges<Item> {
  const { direction, property = '' } = plan;
  const { key: field = '' } = plan.rule;

  function within({ after, upTo }: KeyRange): SearchCriteria {
    const groups = (['after', 'upTo'] as const).flatMap((end) => {
      const value = { after, upTo }[end];
      const conditionType = CONDITIONS[direction][end];
      return value === undefined ? [] : [{ filters: [{ field, value, conditionType }] }];
    });
    return { ...criteria, filterGroups: [...(criteria.filterGroups ?? []), ...groups] };
  }

  return {
    async page(range) {
      const asked = { ...within(range), sortOrders: [{ field, direction }] };
      const answer = await ask((pageSize) => ({ ...asked, pageSize }));
      const { items, count } = answer;
      const last = lastKey(items, range, direction, plan);
      return { items, last, rest: restOf(range, last, answer), count };
    },
    async end(range) {
      const sortOrders = [{ field, direction: reversed(direction) }];
      const { items } = await ask(() => ({ ...within(range), sortOrders, pageSize: 1 }));
      return keyOf(items[0], property);
    },
  };
}
