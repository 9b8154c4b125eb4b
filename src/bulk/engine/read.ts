import { InputError } from '../../errors/input-error.js';
import { itemPreparer } from '../../http/prepare-item.js';
import type { Items } from '../plan.js';
import type { Entry } from './entry.js';
import { keyOfInput, keyOfRow, lockOf } from './key-of.js';
import { reasonOf } from './meaning.js';
import type { Recorder } from './recorder.js';
import type { Outcome } from './settle.js';
import type { Work } from './work.js';

/** An entry before it is known what is sent for it. */
type Fresh = Omit<Entry, 'body' | 'bytes' | 'id' | 'past'>;

/** What is recalled without a journal. */
const UNKNOWN = { id: undefined, past: undefined };

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

/** The entry of an item. @throws what `prepare` throws: InputError when the item cannot be sent */
async function entryOf(
  fresh: Fresh,
  prepare: (item: unknown) => unknown,
  recorder: Recorder,
): Promise<Entry> {
  const body = prepare(fresh.item);
  const bytes = bytesOf(body);
  const { id, past } = recorder.active ? await recorder.recall(body) : UNKNOWN;
  return { ...fresh, body, bytes, id, past };
}

/** What an earlier run has found out about an entry; undefined when it is not finished. */
function foundBefore({ past }: Entry): Outcome | undefined {
  if (past?.kind === 'done') return { state: 'done', entity: undefined };
  return past?.kind === 'failed' ? { state: 'failed', message: past.message } : undefined;
}

/**
 * Turns items into entries. Those that cannot be sent, or are finished already, are settled at once. An
 * iterator made by hand, as generators take several promises for each item.
 */
export function readEntries(items: Items<unknown>, work: Work): AsyncIterator<Entry, undefined> {
  const { plan, desk, settle } = work;
  const key = plan.options.key as ((item: unknown) => string | undefined) | undefined;
  const ownKey = key ?? (plan.list ? keyOfRow : (item) => keyOfInput(plan.operation, item));
  const source =
    Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  const prepare = plan.list ? checkRow : itemPreparer(plan.operation);
  let count = 0;

  async function settleEarly(entry: Entry, outcome: Outcome): Promise<void> {
    await desk.room();
    await settle(entry, outcome);
  }

  function begin(item: unknown): Fresh {
    desk.read();
    const own = ownKey(item);
    const lock = own === undefined ? undefined : lockOf(own);
    const index = count;
    count += 1;
    return { index, item, key: own, lock, sends: 0, requeued: false, place: undefined };
  }

  async function next(): Promise<IteratorResult<Entry, undefined>> {
    while (true) {
      const step = source.next();
      const { done = false, value } = 'then' in step ? await step : step;
      if (done) return { done: true, value: undefined };
      const fresh = begin(value);
      try {
        const entry = await entryOf(fresh, prepare, work.recorder);
        const outcome = foundBefore(entry);
        if (outcome === undefined) return { done: false, value: entry };
        await settleEarly(entry, outcome);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        const entry: Entry = { ...fresh, body: undefined, bytes: 0, ...UNKNOWN };
        await settleEarly(entry, { state: 'not-sent', ...reasonOf(error) });
      }
    }
  }

  return {
    next,
    async return() {
      await source.return?.();
      return { done: true, value: undefined };
    },
  };
}
