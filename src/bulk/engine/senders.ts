import type { CallOptions, Client, Operation } from '../../client/types.js';
import type { Transmit } from './deliver.js';
import type { Entry } from './entry.js';
import { type Accepted, checkAccepted } from './queue-api.js';
import type { Recorder } from './recorder.js';
import type { Settle } from './settle.js';
import type { Tracker } from './track.js';

/** Sends each entry as a call of its own. */
export function directSender(
  client: Client,
  operation: Operation,
  options: CallOptions,
  settle: Settle,
): Transmit {
  return async ([entry]) => {
    if (entry === undefined) return undefined;
    const entity = await client.call<unknown>(operation, entry.item as object, options);
    await settle(entry, { state: 'done', entity });
    return undefined;
  };
}

/** What putting entries into the store's queue takes. */
export interface QueueSenderOptions {
  readonly client: Client;
  /** The operation that takes many. */
  readonly twin: Operation;
  readonly store: string | undefined;
  readonly tracker: Tracker;
  readonly recorder: Recorder;
  readonly settle: Settle;
  readonly opened: (entry: Entry, bulk: string, position: number) => void;
  readonly halt: (error: unknown) => void;
}

/** Puts entries into the store's queue, and follows them there. */
export function queueSender(options: QueueSenderOptions): Transmit {
  const { client, twin, tracker, recorder, settle, opened, halt } = options;
  return async (entries) => {
    const items = entries.map(({ body }) => body);
    const answer = checkAccepted(
      await client.call<Accepted>(twin, { items }, { store: options.store }),
      twin.name,
    );
    const { bulk_uuid: uuid, request_items } = answer;
    for (const [position, entry] of entries.entries()) opened(entry, uuid, position);
    return async () => {
      await recorder.accepted(uuid, entries).catch(halt);
      const open = new Map(entries.entries());
      for (const { id, status, error_message } of request_items) {
        const entry = open.get(id);
        if (status === 'accepted' || entry === undefined) continue;
        open.delete(id);
        await settle(entry, {
          state: 'failed',
          message: error_message ?? 'The store rejected it.',
        });
      }
      return open.size > 0 ? [await tracker.follow(uuid, open)] : [];
    };
  };
}
