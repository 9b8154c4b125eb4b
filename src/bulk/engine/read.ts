import { InputError } from '../../errors/input-error.js';
import { itemPreparer } from '../../http/prepare-item.js';
import type { Items } from '../plan.js';
import { createEntry, type Entry } from './entry.js';
import { keyOfInput, keyOfRow } from './key-of.js';
import { reasonOf } from './meaning.js';
import type { Outcome } from './settle.js';
import type { Work } from './work.js';

/** Items as entries. */
export interface EntrySource {
  /** The next entry; undefined at the end. A promise only where there is something to wait for. */
  next(): Entry | undefined | Promise<Entry | undefined>;
  /** Leaves the input; what it still gives is not looked at. */
  leave(): void;
}

/** An item that was settled as soon as it was read. */
const FINISHED = Symbol('finished');

/** What reading one item gives; undefined at the end. */
type Read = Entry | typeof FINISHED | undefined;
type Step = Entry | undefined | Promise<Read>;

const encoder = new TextEncoder();

/** The size of a value as JSON; one that cannot be written as JSON is the item's fault. */
function bytesOf(body: unknown): number {
  try {
    return encoder.encode(JSON.stringify(body)).length;
  } catch (cause) {
    throw new InputError('The item cannot be written as JSON.', { cause });
  }
}

function checkRow(row: unknown): unknown {
  if ((typeof row === 'object' && row !== null && !Array.isArray(row)) || typeof row === 'string') {
    return row;
  }
  throw new InputError('An item of a batch is an object, or a SKU.');
}

/** What an earlier run has found out about an entry; undefined when it is not finished. */
function foundBefore({ past }: Entry): Outcome | undefined {
  if (past?.kind === 'done') return { state: 'done', entity: undefined };
  return past?.kind === 'failed' ? { state: 'failed', message: past.message } : undefined;
}

/**
 * Turns items into entries. Those that cannot be sent, or are finished already, are settled at once. What
 * each item costs in promises counts, so there are none where nothing is waited for.
 */
export function readEntries(items: Items<unknown>, work: Work): EntrySource {
  const { plan, desk, settle, recorder } = work;
  const key = plan.options.key as ((item: unknown) => string | undefined) | undefined;
  const ownKey = key ?? (plan.list ? keyOfRow : (item) => keyOfInput(plan.operation, item));
  const source =
    Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  const prepare = plan.list ? checkRow : itemPreparer(plan.operation);
  let count = 0;
  let left = false;

  async function finish(entry: Entry, outcome: Outcome): Promise<typeof FINISHED | undefined> {
    if (left) return undefined;
    desk.read();
    await desk.room();
    await settle(entry, outcome);
    return FINISHED;
  }

  async function recall(entry: Entry): Promise<Read> {
    const known = { ...entry, ...(await recorder.recall(entry.body)) };
    const outcome = foundBefore(known);
    return outcome ? finish(known, outcome) : known;
  }

  function enter(item: unknown): Step {
    const entry = createEntry(count, item, ownKey(item));
    count += 1;
    // A call of its own prepares its input by itself.
    if (work.single && !recorder.active) return entry;
    try {
      const body = prepare(item);
      const prepared = { ...entry, body, bytes: bytesOf(body) };
      return recorder.active ? recall(prepared) : prepared;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return finish(entry, { state: 'not-sent', ...reasonOf(error) });
    }
  }

  const take = ({ done = false, value }: IteratorResult<unknown>): Step =>
    done || left ? undefined : enter(value);

  function readOne(): Step {
    const step = source.next();
    return 'then' in step ? Promise.resolve(step).then(take) : take(step);
  }

  async function readOn(first: Promise<Read>): Promise<Entry | undefined> {
    let read = await first;
    while (read === FINISHED) read = await readOne();
    return read;
  }

  return {
    next() {
      const read = readOne();
      return read instanceof Promise ? readOn(read) : read;
    },
    leave() {
      left = true;
      // Not waited for: an input that has nothing more to say may never answer.
      Promise.resolve(source.return?.()).catch(() => undefined);
    },
  };
}
