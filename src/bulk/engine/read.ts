import { InputError } from '../../errors/input-error.js';
import { prepareItem } from '../../http/prepare.js';
import type { Items } from '../plan.js';
import type { Entry } from './entry.js';
import { keyOfInput, keyOfRow, lockOf } from './key-of.js';
import { reasonOf } from './meaning.js';
import type { Work } from './work.js';

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

/** Turns items into entries. Those that cannot be sent, or are finished already, are settled at once. */
export async function* readEntries(
  items: Items<unknown>,
  { plan, recorder, desk, settle }: Work,
): AsyncGenerator<Entry, undefined> {
  const { operation, list, options } = plan;
  const key = options.key as ((item: unknown) => string | undefined) | undefined;
  const ownKey = key ?? (list ? keyOfRow : (item: unknown) => keyOfInput(operation, item));
  let index = 0;
  for await (const item of items) {
    desk.read();
    const place = { index, item, key: ownKey(item) };
    index += 1;
    const lock = place.key === undefined ? undefined : lockOf(place.key);
    const fresh = { ...place, lock, sends: 0, requeued: false, place: undefined };
    try {
      const body = list ? checkRow(item) : prepareItem(operation, item);
      const bytes = bytesOf(body);
      const { id, past } = await recorder.recall(body);
      const entry: Entry = { ...fresh, body, bytes, id, past };
      if (past?.kind === 'done' || past?.kind === 'failed') {
        await desk.room();
        await settle(
          entry,
          past.kind === 'done'
            ? { state: 'done', entity: undefined }
            : { state: 'failed', message: past.message },
        );
      } else yield entry;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      await desk.room();
      const entry: Entry = { ...fresh, body: undefined, bytes: 0, id: undefined, past: undefined };
      await settle(entry, { state: 'not-sent', ...reasonOf(error) });
    }
  }
}
