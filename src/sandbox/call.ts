import type { Caller } from './auth/callers.js';
import type { JsonObject } from './json.js';
import type { StoreView, World } from './store/world.js';
import type { PhpTree } from './wire/php-query.js';

/** A call that has passed routing, rights and input checks. */
export interface Call {
  readonly world: World;
  readonly caller: Caller;
  /** The scope: a store view, or id 0 for `all`. */
  readonly store: StoreView;
  /** Path parameters, decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: PhpTree;
  /** Arguments of the body, names and values as declared. */
  readonly input: JsonObject;
  /** `http://host/`, for the addresses in answers. */
  readonly baseUrl: string;
  /** Told what a list cost the database; absent where nobody waits for the answer. */
  readonly onList?: (work: ListWork) => void;
  /** Whether a consumer of the queue carries it out; default false. */
  readonly queued?: boolean;
}

/** The rows a database handles to answer a page of a list. */
export interface ListWork {
  /** Read and dropped, to get to the page asked. */
  readonly skipped: number;
  readonly answered: number;
  /** Those that meet the filters. */
  readonly counted: number;
}

/** Serves one route; `undefined` is PHP's void and goes out as `[]`. */
export type Handler = (call: Call) => unknown;

/** Handlers by route key, `GET /V1/products/{sku}`. */
export type Handlers = Readonly<Record<string, Handler>>;

/** A path parameter as text. */
export function pathText(call: Call, name: string): string {
  return call.path[name] ?? '';
}

/** A path parameter declared as integer; the type was checked before. */
export function pathId(call: Call, name: string): number {
  return Math.trunc(Number(call.path[name] ?? ''));
}
