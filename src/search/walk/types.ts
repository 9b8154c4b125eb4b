import type { CallOptions, Client, Operation } from '../../client/types.js';

/** A value of a key column. */
export type Key = string | number;

/** Part of a list by its key, in the direction of the walk; an end that is missing is open. */
export interface KeyRange {
  /** Last key before the range. */
  readonly after?: Key;
  /** Last key of the range. */
  readonly upTo?: Key;
}

/** Where a walk by key goes on. */
export interface KeysetCursor {
  readonly version: 1;
  /** Name of the operation, such as `products.list`. */
  readonly list: string;
  /** What is left of the list, in the direction of the walk. Empty at the end. */
  readonly ranges: readonly KeyRange[];
  /** Present when the walk goes from the largest key down. */
  readonly direction?: 'DESC';
  /** Number of the part, from 0, when a long `in` list is walked in parts. Default 0. */
  readonly part?: number;
}

/** Where a walk by page numbers goes on. */
export interface OffsetCursor {
  readonly version: 1;
  /** Name of the operation, such as `products.search`. */
  readonly list: string;
  /** Place of the next item in the list, from 0. */
  readonly offset: number;
  /** What tells the item before it from others, to notice that the list has moved. */
  readonly last?: Key;
  /** Number of the part, from 0, when a long `in` list is walked in parts. Default 0. */
  readonly part?: number;
}

/** A position in a list: small JSON, to be kept and passed as `from`. */
export type Cursor = KeysetCursor | OffsetCursor;

/** One page of a walk. */
export interface Page<Item> {
  /** At least one. */
  readonly items: readonly Item[];
  /**
   * Items the walk had before it when it began, or when it went on from a cursor. Undefined where the store
   * does not count right, and for walks over several parts or ranges.
   */
  readonly total: number | undefined;
  /** Where the walk goes on after this page. */
  readonly cursor: Cursor;
}

/** A list that changed under a walk by page numbers. */
export interface Drift {
  /** Place of the next item in the list, from 0, had it not changed. */
  readonly offset: number;
  /**
   * `moved`: rows came or went before this place, so that some are delivered twice or never unless the last
   * one delivered was found again; `counted`: the list has another length, but this place is still right.
   */
  readonly kind: 'moved' | 'counted';
  /** How many rows more; negative when rows went. Undefined when the last item was not found again. */
  readonly by: number | undefined;
}

/**
 * Options of a walk over a list. `fields` names members of the items; `deadlineMs`, and every other option of a
 * call, is meant for each request.
 */
export interface WalkOptions<F = string> extends Omit<CallOptions<F>, 'permit'> {
  /**
   * `keyset` filters and sorts by the list's key, so that rows which come and go meanwhile neither hide nor
   * repeat others, and the last page costs what the first one does; `offset` goes by page numbers, in any
   * order. Default: `keyset` where the key is proven and no other order is asked for, else `offset`.
   */
  readonly mode?: 'keyset' | 'offset' | undefined;
  /** A position of an earlier walk over the same list with the same criteria. Default: the start. */
  readonly from?: Cursor | undefined;
  /** Requests at once, by numeric keys only. Default 1. */
  readonly parallel?: number | undefined;
  /** False delivers pages of a parallel walk as they come. Default true: in the order of the key. */
  readonly ordered?: boolean | undefined;
  /** Pages fetched before they are asked for, for each request at once. Default 1; 0 fetches on demand. */
  readonly lookAhead?: number | undefined;
  /**
   * Called when a walk by page numbers finds that the list has changed; the walk goes on, right after the
   * last item delivered when that was found again. Default: the walk ends with a `ListChangedError`.
   */
  readonly onDrift?: ((drift: Drift) => void) | undefined;
}

/** What a walk goes over. Plain data, apart from the client. */
export interface WalkSource {
  readonly client: Client;
  readonly operation: Operation;
  /** Input of the operation, its criteria included. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly options: WalkOptions<unknown>;
}

/** Items of a list, fetched page by page as they are asked for. Each `for await` starts anew. */
export interface Walk<Item> extends AsyncIterable<Item> {
  /** For exports, which walk in their own way. */
  readonly source: WalkSource;
  /**
   * All items at once.
   * @throws InputError when there are more than `limit` (default 10,000)
   */
  toArray(options?: { readonly limit?: number }): Promise<Item[]>;
}

/** Pages of a list, fetched as they are asked for. Each `for await` starts anew. */
export interface PageWalk<Item> extends AsyncIterable<Page<Item>> {
  /** For exports, which walk in their own way. */
  readonly source: WalkSource;
}
