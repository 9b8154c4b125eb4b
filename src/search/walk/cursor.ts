import { InputError } from '../../errors/input-error.js';
import type { Place } from './offset.js';
import type { WalkPlan } from './plan.js';
import type { Cursor, Key, KeyRange } from './types.js';

/** Where a walk begins. */
export interface Start {
  /** Number of the part, from 0. */
  readonly part: number;
  /** Of a walk by key. */
  readonly ranges: readonly KeyRange[];
  /** Of a walk by page numbers. */
  readonly place: Place;
}

/** The beginning of a part. */
export const startOfPart = (part: number): Start => ({ part, ranges: [{}], place: { offset: 0 } });

const isCount = (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0;

const isKeyOrNone = (value: unknown): value is Key | undefined =>
  value === undefined ||
  typeof value === 'string' ||
  (typeof value === 'number' && Number.isFinite(value));

const isRange = (value: unknown): value is KeyRange =>
  typeof value === 'object' &&
  value !== null &&
  isKeyOrNone((value as KeyRange).after) &&
  isKeyOrNone((value as KeyRange).upTo);

/** Why a cursor does not fit a walk; undefined when it does. */
function problemOf(cursor: Cursor, { list, mode, direction, parts }: WalkPlan): string | undefined {
  const { version, list: other, part = 0 } = cursor;
  if (version !== 1) return 'it is of another version of this library, or no cursor';
  if (other !== list) return `it is of ${String(other)}`;
  if (!isCount(part) || part >= parts.length) return 'it is of a walk with other criteria';
  if ('ranges' in cursor) {
    if (mode !== 'keyset') return "it is of a walk by key; walk with mode: 'keyset'";
    if ((cursor.direction ?? 'ASC') !== direction) return 'it is of a walk the other way';
    return Array.isArray(cursor.ranges) && cursor.ranges.every(isRange)
      ? undefined
      : 'it is broken';
  }
  if (mode !== 'offset') return "it is of a walk by page numbers; walk with mode: 'offset'";
  return isCount(cursor.offset) && isKeyOrNone(cursor.last) ? undefined : 'it is broken';
}

/**
 * Where a walk begins: at a cursor, or at the start.
 * @throws InputError when the cursor is of another walk
 */
export function startOf(plan: WalkPlan, from: Cursor | undefined): Start {
  if (from === undefined) return startOfPart(0);
  const problem = problemOf(from, plan);
  if (problem !== undefined) {
    throw new InputError(`The cursor does not belong to this walk over ${plan.list}: ${problem}.`);
  }
  const start = startOfPart(from.part ?? 0);
  return 'ranges' in from ? { ...start, ranges: from.ranges } : { ...start, place: from };
}

/** A start as a cursor. The end of a part is the beginning of the next. */
export function toCursor(plan: WalkPlan, start: Start): Cursor {
  const { list, mode, direction, parts } = plan;
  const { part, ranges, place } = start;
  if (mode === 'keyset' && ranges.length === 0 && part + 1 < parts.length) {
    return toCursor(plan, startOfPart(part + 1));
  }
  const head = { version: 1, list, ...(part > 0 ? { part } : {}) } as const;
  if (mode === 'keyset') {
    return { ...head, ranges, ...(direction === 'DESC' ? { direction } : {}) };
  }
  const { offset, last } = place;
  return { ...head, offset, ...(last === undefined ? {} : { last }) };
}
