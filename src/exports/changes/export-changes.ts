import { type Clock, systemClock } from '../../clock.js';
import { magentoDate } from '../../encode.js';
import { InputError } from '../../errors/input-error.js';
import type { Walk, WalkSource } from '../../search/index.js';
import { criteriaOf } from '../source.js';
import { type ChangesCursor, readCursor } from './changes-cursor.js';
import { createMemory } from './memory.js';
import { storeTime } from './store-time.js';
import { sweep } from './sweep.js';

/** Options of {@link exportChanges}. */
export interface ChangesOptions {
  /** Changes from this moment on; counts while there is no cursor. Default: every row. */
  readonly since?: Date | undefined;
  /** The cursor of the last batch that was taken, as it was or parsed from JSON. Default: `since`. */
  readonly cursor?: ChangesCursor | undefined;
  /** The last moment that counts. Default, and at the latest: the store's time when the run begins. */
  readonly until?: Date | undefined;
  /**
   * Milliseconds behind the end of the last run that are read again, because a transaction shows what it
   * has changed only when it ends. Longer ones are missed. Default 10,000.
   */
  readonly overlapMs?: number | undefined;
  /** Rows that the cursor remembers of that time; beyond it they come again. Default 1,000. */
  readonly remember?: number | undefined;
  /** The column that tells when a row was changed; `update_time` for pages and blocks. Default `updated_at`. */
  readonly field?: string | undefined;
  /** Ends the run; its reason is thrown unchanged. */
  readonly signal?: AbortSignal | undefined;
  /** Where time comes from when the store does not tell its own. Default: the platform's clock. */
  readonly clock?: Pick<Clock, 'now'> | undefined;
}

/** Some changed rows. */
export interface ChangesBatch<Item> {
  /** In the order of their changes, as they are now. The last batch of a run may have none. */
  readonly items: readonly Item[];
  /** Where the next run begins once these are taken. */
  readonly cursor: ChangesCursor;
}

const OVERLAP_MS = 10_000;
const REMEMBER = 1000;
const BEGINNING = '1970-01-01 00:00:00';

function checkNumber(value: number, name: string): number {
  if (Number.isFinite(value) && value >= 0) return value;
  throw new InputError(`exportChanges: "${name}" must be a number from 0 on, not ${value}.`);
}

/** The walk as changes can be followed on it. */
function checkSource(source: WalkSource, signal: AbortSignal | undefined): WalkSource {
  const { operation, options } = source;
  if (operation.list?.key === undefined) {
    throw new InputError(`${operation.name} has no key, so its changes cannot be followed.`);
  }
  if (criteriaOf(source).sortOrders?.length || options.from || options.mode === 'offset') {
    throw new InputError(
      'Changes come in the order of their time: leave out the sort order, "from" and "mode".',
    );
  }
  const signals = [signal, options.signal].filter((one) => one !== undefined);
  return { ...source, options: { ...options, signal: AbortSignal.any(signals) } };
}

/**
 * The rows of a list that have changed, in the order of their changes, in batches with a cursor each. Keep
 * the cursor when you have taken its batch, and pass it to the next run: every change comes at least once,
 * and exactly once if you keep rows and cursor in one transaction.
 *
 * A row that changes twice between two runs comes once, as it is then. Deleted rows cannot be seen, nor
 * rows whose column is NULL. A run costs one request more than its pages, for the store's time.
 *
 * @throws InputError for a list without key, for walks with an order, and for a cursor of something else
 */
export async function* exportChanges<Item>(
  walk: Walk<Item>,
  options: ChangesOptions = {},
): AsyncGenerator<ChangesBatch<Item>, undefined> {
  const { field = 'updated_at', clock = systemClock, since, until } = options;
  const overlapMs = checkNumber(options.overlapMs ?? OVERLAP_MS, 'overlapMs');
  const limit = checkNumber(options.remember ?? REMEMBER, 'remember');
  const source = checkSource(walk.source, options.signal);
  const { name: list, list: { key = '', property = key } = {} } = source.operation;
  const start: ChangesCursor =
    options.cursor === undefined
      ? { version: 1, list, field, at: since ? magentoDate(since) : BEGINNING, seen: [] }
      : readCursor(options.cursor, list, field);

  const now = await storeTime(source, field, clock);
  const end = Math.min(now, until?.getTime() ?? now);
  const last = magentoDate(new Date(end));
  const memory = createMemory<Item>(start, magentoDate(new Date(end - overlapMs)), limit);
  for await (const { rows, place } of sweep<Item>(
    { source, field, key, property, until: last },
    start,
  )) {
    const items = await memory.fresh(rows);
    if (items.length > 0) yield { items, cursor: memory.cursorAt(place) };
  }
  yield { items: [], cursor: memory.cursorAt(last > start.at ? { at: last } : start) };
}
