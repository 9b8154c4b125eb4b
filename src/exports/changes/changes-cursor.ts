import { InputError } from '../../errors/input-error.js';
import type { Key } from '../../search/index.js';

/** A place among changes: after the row `key` of the second `at`, or before all rows of it without a key. */
export interface Place {
  /** `YYYY-MM-DD HH:MM:SS` in UTC. */
  readonly at: string;
  readonly key?: Key;
}

/** A row that was delivered: when it was changed, its key, and a digest of its content. */
export type Seen = readonly [at: string, key: Key, digest: string];

/** Where an export of changes goes on. JSON of some kilobytes at most. */
export interface ChangesCursor extends Place {
  readonly version: 1;
  /** Name of the operation, such as `orders.list`. */
  readonly list: string;
  /** The column that tells when a row was changed. */
  readonly field: string;
  /** Rows after this place that were delivered already. */
  readonly seen: readonly Seen[];
}

const SECOND = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

const isKey = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number';

const isSeen = (value: unknown): boolean =>
  Array.isArray(value) &&
  SECOND.test(String(value[0])) &&
  isKey(value[1]) &&
  typeof value[2] === 'string';

/**
 * Checks a cursor that comes from outside.
 * @throws InputError when it is none, or of another list, column or version
 */
export function readCursor(given: unknown, list: string, field: string): ChangesCursor {
  const cursor = (given ?? {}) as Partial<ChangesCursor>;
  if (cursor.version !== 1) {
    throw new InputError(
      'This is no cursor of an export of changes, or one of another version of the library; begin with "since".',
    );
  }
  if (cursor.list !== list || cursor.field !== field) {
    throw new InputError(
      `This cursor is of ${cursor.list} by "${cursor.field}", not of ${list} by "${field}".`,
    );
  }
  const { at = '', key, seen } = cursor;
  const whole = SECOND.test(at) && (key === undefined || isKey(key));
  if (!whole || !Array.isArray(seen) || !seen.every(isSeen)) {
    throw new InputError('This cursor is damaged; begin with "since".');
  }
  return cursor as ChangesCursor;
}
