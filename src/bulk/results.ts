import type { MagentoError } from '../errors/magento-error.js';

/** Which item a result is about. */
export interface ItemPlace<Item> {
  /** Number of the item in the input, from 0. */
  readonly index: number;
  /** What the item is known by, such as its SKU; undefined when it has nothing like that. */
  readonly key: string | undefined;
  /** The item as given; undefined in a job that was resumed. */
  readonly item: Item;
  /** The bulk it was sent in; undefined when it was sent directly, or not at all. */
  readonly bulkUuid?: string | undefined;
  /** Taken from the journal of an earlier run; nothing was sent now. */
  readonly recorded?: true;
}

/** The store has done it. */
export interface DoneResult<Item, Entity> extends ItemPlace<Item> {
  readonly state: 'done';
  /** What the store answered; in asynchronous mode only with `entities: true`. */
  readonly entity: Entity | undefined;
}

/** Why an item is not done. */
export interface Reason {
  /** In the store's words, or in ours. */
  readonly message: string;
  /** The error behind it, when there was one. */
  readonly error?: MagentoError | undefined;
}

/** The store has refused it; nothing was changed. */
export interface FailedResult<Item> extends ItemPlace<Item>, Reason {
  readonly state: 'failed';
}

/** The store knows nothing of it: it cannot be sent, or the job ended before. */
export interface NotSentResult<Item> extends ItemPlace<Item>, Reason {
  readonly state: 'not-sent';
}

/** It was sent, and nobody can tell what came of it. */
export interface UnknownResult<Item> extends ItemPlace<Item>, Reason {
  readonly state: 'unknown';
}

/** A result that is not `done`. */
export type BulkFailure<Item> = FailedResult<Item> | NotSentResult<Item> | UnknownResult<Item>;

/** What came of one item. Every item that was read has exactly one. */
export type BulkResult<Item, Entity> = DoneResult<Item, Entity> | BulkFailure<Item>;

/** Results by state. */
export interface BulkCounts {
  readonly done: number;
  readonly failed: number;
  readonly notSent: number;
  readonly unknown: number;
}

/** What came of a whole job. */
export interface BulkSummary<Item> extends BulkCounts {
  /** The first 1,000 results that are not `done`; `onFailure` is told all of them. */
  readonly failures: readonly BulkFailure<Item>[];
}
