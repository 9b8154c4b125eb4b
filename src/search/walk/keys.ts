import { ResponseFormatError } from '../../errors/response-format-error.js';
import type { Direction } from './direction.js';
import type { WalkPlan } from './plan.js';
import type { Key, KeyRange } from './types.js';

const isKey = (value: unknown): value is Key =>
  typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));

function refuse(plan: WalkPlan, sentence: string): never {
  throw new ResponseFormatError(`${plan.list} cannot be walked by its key: ${sentence}`, {
    status: 200,
    hint: "Walk it by page numbers, with mode: 'offset'.",
  });
}

/** The key of an item; undefined when it has none. */
export function keyOf(item: unknown, property: string): Key | undefined {
  const value = (item as Readonly<Record<string, unknown>> | null | undefined)?.[property];
  return isKey(value) ? value : undefined;
}

function isBeyond(key: number, other: Key | undefined, direction: Direction): boolean {
  if (typeof other !== 'number') return true;
  return direction === 'ASC' ? key > other : key < other;
}

/**
 * The last key of a page. Numbers must go on from the range's start without a step back, and not past its
 * end; of texts only the store knows the order, so they must be new.
 * @throws ResponseFormatError when the store filters or sorts by something else, which would lose rows or
 * never end
 */
export function lastKey(
  items: readonly unknown[],
  { after, upTo }: KeyRange,
  direction: Direction,
  plan: WalkPlan,
): Key | undefined {
  const { property = '' } = plan;
  const seen = new Set<Key>(after === undefined ? [] : [after]);
  let last = after;
  for (const item of items) {
    const key = keyOf(item, property);
    if (key === undefined) refuse(plan, `an item has no "${property}".`);
    if (seen.has(key)) refuse(plan, `"${property}" ${key} came twice.`);
    if (typeof key === 'number') {
      const isInside = upTo === undefined || !isBeyond(key, upTo, direction);
      if (!isInside || !isBeyond(key, last, direction)) {
        refuse(plan, `"${property}" ${key} is not in its order.`);
      }
    }
    seen.add(key);
    last = key;
  }
  return items.length === 0 ? undefined : last;
}
