import type { Clock } from '../clock.js';
import type { Journal } from './journal.js';
import type { BulkFailure } from './results.js';

/** How items are sent. `auto` decides by the number of items and by what the caller may do. */
export type BulkMode = 'auto' | 'async' | 'direct';

/** Bounds of one request. */
export interface ChunkOptions {
  /** Items at most. Default 100. */
  readonly items?: number | undefined;
  /** Bytes of JSON at most. Default 1,000,000: nginx refuses more than 1 MiB unless told otherwise. */
  readonly bytes?: number | undefined;
}

/** Options of a job of either kind. */
export interface JobOptions<Item> {
  /** Store view code, or `all`. Default: as for a single write. */
  readonly store?: string | undefined;
  /** Bounds of one request. A job learns lower ones from the store's refusals. */
  readonly chunk?: ChunkOptions | undefined;
  /** Requests, or bulks in the store's queue, at once. Default: the budget's target; 10 bulks. */
  readonly parallel?: number | undefined;
  /**
   * What an item is about: two items with the same key are never on their way at once, and go in order.
   * Default: its first path parameter, else a SKU, id, e-mail or code in its body.
   */
  readonly key?: ((item: Item) => string | undefined) | undefined;
  /** True when doing an item twice does no harm, false when it does. Default: what the operation declares. */
  readonly idempotent?: boolean | undefined;
  /**
   * Whether an item is done, by asking the store. Used for operations that may not be sent twice, when
   * nobody can tell whether the first time worked. Without it such items end as `unknown`.
   */
  readonly verify?: ((item: Item) => Promise<boolean>) | undefined;
  /** Milliseconds before `verify` is asked, as a store may go on after its connection broke. Default 5,000. */
  readonly settleMs?: number | undefined;
  /** Remembers what was sent and what came of it, so that a later run goes on. Default: none. */
  readonly journal?: Journal | undefined;
  /** Stops the job: nothing more is sent or asked. Its reason is thrown by `wait` and by the iteration. */
  readonly signal?: AbortSignal | undefined;
  /** Told every result that is not `done`. What it throws stops the job. */
  readonly onFailure?: ((result: BulkFailure<Item>) => void) | undefined;
  /** Default: the client's. */
  readonly clock?: Clock | undefined;
}

/** Options of a job over single operations. */
export interface BulkOptions<Item> extends JobOptions<Item> {
  /**
   * `async` puts items into the store's queue and follows them; `direct` sends each on its own; `auto` is
   * `async` for `asyncFrom` items and more, when the caller may follow them. Default `auto`.
   */
  readonly mode?: BulkMode | undefined;
  /** Items from which `auto` is `async`. Default 50. */
  readonly asyncFrom?: number | undefined;
  /** True fetches what the store saved, once for each bulk, in asynchronous mode. Default false. */
  readonly entities?: boolean | undefined;
  /** Milliseconds without any progress in the store's queue until `BulkStalledError`. Default 300,000. */
  readonly stallMs?: number | undefined;
}

/** Options of {@link resumeJob}. */
export type ResumeOptions = Pick<
  BulkOptions<undefined>,
  'entities' | 'stallMs' | 'signal' | 'onFailure' | 'clock'
>;
