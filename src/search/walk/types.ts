import type { CallOptions, Client, Operation } from '../../client/types.js';

/** A value of a key column. */
export type Key = string | number;

/** Keys from `after` (not included) to `upTo` (included); an open end where one is missing. */
export interface KeyRange {
  readonly after?: Key;
  readonly upTo?: Key;
}

/** Where a walk by key goes on: what is left of the list, in ascending order. */
export interface KeysetCursor {
  readonly version: 1;
  /** Name of the operation, such as `products.list`. */
  readonly list: string;
  /** Empty at the end of the list. */
  readonly ranges: readonly KeyRange[];
}

/** Where a walk by page numbers goes on. */
export interface OffsetCursor {
  readonly version: 1;
  /** Name of the operation, such as `products.search`. */
  readonly list: string;
  /** Items delivered. */
  readonly offset: number;
  /** What tells the last delivered item from others, to notice that the list has moved. */
  readonly last?: Key;
}

/** A position in a list: small JSON, to be kept and passed as `from`. */
export type Cursor = KeysetCursor | OffsetCursor;

/** One page of a walk. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Items of the whole list when the walk began; undefined where the store does not count right. */
  readonly total: number | undefined;
  /** Where the walk goes on after this page. */
  readonly cursor: Cursor;
}

/** A list that moved under a walk by page numbers. */
export interface Drift {
  /** Items delivered before. */
  readonly offset: number;
  /** `moved`: rows before this place came or went; `counted`: the store's count changed. */
  readonly kind: 'moved' | 'counted';
  /** By how many places, where that is known; positive when rows came. */
  readonly by: number | undefined;
}

/** Options of a walk over a list. `fields` names members of the items. */
export interface WalkOptions<F = string> extends Omit<CallOptions<F>, 'permit'> {
  /**
   * `keyset` filters and sorts by the list's key, so that rows which come and go meanwhile neither hide nor
   * repeat others, and the last page costs what the first one does; `offset` goes by page numbers, in any
   * order. Default: `keyset` where the key is proven and no other order is asked for, else `offset`.
   */
  readonly mode?: 'keyset' | 'offset' | undefined;
  /** A position of an earlier walk over the same list with the same criteria. Default: the start. */
  readonly from?: Cursor | undefined;
  /** Requests at once, by key only. Default 1. */
  readonly parallel?: number | undefined;
  /** False delivers pages of a parallel walk as they come. Default true: in the order of the key. */
  readonly ordered?: boolean | undefined;
  /** Pages fetched before they are asked for, for each request at once. Default 1; 0 fetches on demand. */
  readonly lookAhead?: number | undefined;
  /**
   * Called when a walk by page numbers finds that the list has moved, and the walk goes on. Default: the
   * walk ends with a `ListChangedError`.
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
  /** All items at once. @throws InputError when there are more than `limit` (default 10,000) */
  toArray(options?: { readonly limit?: number }): Promise<Item[]>;
}

/** Pages of a list, fetched as they are asked for. Each `for await` starts anew. */
export interface PageWalk<Item> extends AsyncIterable<Page<Item>> {
  /** For exports, which walk in their own way. */
  readonly source: WalkSource;
}
