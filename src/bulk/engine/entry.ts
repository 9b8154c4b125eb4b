import { lockOf } from './key-of.js';

/** What an earlier run has noted of an item. */
export type Past =
  | { readonly kind: 'sent' }
  | { readonly kind: 'accepted'; readonly bulk: string; readonly position: number }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly message: string };

/** An item on its way through a job. */
export interface Entry {
  readonly index: number;
  readonly key: string | undefined;
  /** Entries with the same lock are never on their way at once. */
  readonly lock: string | undefined;
  readonly item: unknown;
  /** What is sent for it in a list of many. */
  readonly body: unknown;
  /** Bytes of that as JSON. */
  readonly bytes: number;
  /** Its name in the journal; undefined without one. */
  readonly id: string | undefined;
  readonly past: Past | undefined;
  /** Sendings of which nobody knows what came, that of an earlier run included. */
  sends: number;
  /** Whether the store has failed on it in passing, and it was queued once more. */
  requeued: boolean;
  /** The bulk it is in. */
  place: { readonly bulk: string; readonly position: number } | undefined;
}

/** An item that was just read, with the key it is known by. */
export const createEntry = (index: number, item: unknown, key: string | undefined): Entry => ({
  index,
  item,
  key,
  lock: key === undefined ? undefined : lockOf(key),
  body: undefined,
  bytes: 0,
  id: undefined,
  past: undefined,
  sends: 0,
  requeued: false,
  place: undefined,
});
