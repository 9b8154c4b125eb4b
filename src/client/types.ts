import type { AuthDescription } from '../auth/authenticator.js';
import type { ConcurrencyBudget, Permit, Priority } from '../budget/types.js';
import type { AnyFields } from '../search/fields/types.js';
import type { ConnectionAccess, connectionAccess } from './connection-access.js';
import type { PageLimits, pageLimits } from './page-limits.js';
import type { StandardSchema } from './standard-schema.js';

/** The HTTP methods Magento's REST API knows. */
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/**
 * How a call may be repeated after an unknown outcome.
 * `safe` reads, `idempotent` may be done twice without harm, `never` may not.
 */
export type Repeat = 'safe' | 'idempotent' | 'never';

/** How an answer is brought to its declared type. */
export type ResultRule =
  /** A number that may arrive as digits in a string. */
  | 'number'
  /** Nothing: the store answers `[]`. */
  | 'void'
  /** An object or string; `[]` stands for none and becomes null. */
  | 'nullable'
  /** An object; `[]` stands for an empty one and becomes `{}`. */
  | 'object'
  /** A search result; `items: null` becomes `[]`. */
  | 'page';

/** How a list is walked, where it differs from the rule. */
export interface ListRule {
  /** Column that is unique and can be filtered and sorted by. Without one only offsets are left. */
  readonly key?: string;
  /** The key's name in an item. Default: `key`. */
  readonly property?: string;
  /** The key stands in Magento's code, but no real store has been walked by it. */
  readonly unproven?: true;
  /** The first page is number 0. */
  readonly zeroBased?: true;
  /** `total_count` is missing, or counts something else. */
  readonly uncounted?: true;
  /** The answer is the list itself. */
  readonly bare?: true;
  /** Where page size and number are when there are no search criteria: the input itself, or a member of it. */
  readonly pagedBy?: 'input' | 'searchRequest';
}

/** One operation of the API, as data. Generated; the client turns it and an input into a request. */
export interface Operation {
  /** Name in this SDK, such as `products.get`. */
  readonly name: string;
  readonly method: Method;
  /** Path template, such as `/V1/products/{sku}`. */
  readonly path: string;
  /** Input members that go into the query. */
  readonly query?: readonly string[];
  /** The query member that holds search criteria; always sent, as Magento insists on it. */
  readonly criteria?: string;
  /** Input members that go into the body. */
  readonly body?: readonly string[];
  /** The body is the value of its only member, without its name: the list of items of a bulk. */
  readonly bareBody?: true;
  /** Pairs of path parameter and body property that name the same thing: `['sku', 'product.sku']`. */
  readonly identity?: readonly (readonly [string, string])[];
  /** Default by method: GET safe, DELETE and PUT idempotent, POST never. */
  readonly repeat?: Repeat;
  readonly result?: ResultRule;
  /** Present when the operation answers with a page of a list. */
  readonly list?: ListRule;
  /** `view`: belongs to a store view even when an admin writes; never sent to scope `all` by default. */
  readonly scope?: 'view';
}

/** A request to any endpoint, for what has no generated function. */
export interface RestRequest {
  readonly method: Method;
  /** Path below `/rest/<store>`, such as `/V1/acme/orders?status=new`. Encoded already, or plain. */
  readonly path: string;
  /** Query parameters. Objects and arrays become bracketed names. */
  readonly query?: Readonly<Record<string, unknown>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** How the call may be repeated. Default: GET safe, PUT and DELETE idempotent, POST never. */
  readonly repeat?: Repeat;
}

/**
 * Options of one call. They win over the client's. `F` is the type of the response filter, by which the
 * functions of `magekit/resources/*` narrow their answers.
 */
export interface CallOptions<F = string> {
  /** Stops the call wherever it is: in the queue, on the wire, or backing off. Its reason is thrown unchanged. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for everything: queueing, login, attempts and back-off. Default: the client's, else none. */
  readonly deadlineMs?: number | undefined;
  /** Store view code, or `all` for global values. Default: the client's. */
  readonly store?: string | undefined;
  /**
   * Magento's response filter: a list of names with those below in brackets (`['items[sku,name]', 'total_count']`),
   * an object (`{ items: { sku: true, name: true }, total_count: true }`), or Magento's own text. Saves
   * bandwidth, not server time. Default: everything.
   */
  readonly fields?: F | undefined;
  /** Extra headers. `Authorization`, `Host` and `Cookie` are refused. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /**
   * A permit of the client's budget that the caller holds already, as inside `budget.run`; the call takes
   * no other one and does not settle it. Default: the call waits for one.
   */
  readonly permit?: Permit | undefined;
  /** The band inside the client's lane of the budget. Default `normal`. */
  readonly priority?: Priority | undefined;
  /** True allows a repeat after an unknown outcome, false forbids it. Default: what the operation declares. */
  readonly idempotent?: boolean | undefined;
  /** Checks the answer; any Standard Schema (zod, valibot, arktype). Default: the answer is trusted as typed. */
  readonly validate?: StandardSchema | undefined;
}

/** What came with an answer. */
export interface ResponseInfo {
  readonly status: number;
  readonly headers: Headers;
  /** Milliseconds from the call to its answer, queueing and back-off included. */
  readonly durationMs: number;
  /** How often the request was sent. */
  readonly attempts: number;
}

/** An answer with what came with it. */
export interface WithResponse<T> {
  readonly data: T;
  readonly response: ResponseInfo;
}

/** A promise of the answer that can also hand out what came with it. */
export interface Call<T> extends Promise<T> {
  /** Resolves to `{ data, response }` instead of the bare answer. */
  withResponse(): Promise<WithResponse<T>>;
}

/** Marks the calls that change nothing; exists in types alone. */
declare const reads: unique symbol;

/** A call that changes nothing. */
export interface Read<T> extends Call<T> {
  readonly [reads]?: true;
}

/** A call that may change something: any but a {@link Read}. */
export interface Write<T> extends Call<T> {
  readonly [reads]?: never;
}

/** What may be logged about a client. */
export interface ClientDescription {
  readonly baseUrl: string;
  readonly store: string | undefined;
  readonly auth: AuthDescription;
  /** How far the store's clock is ahead of this machine's, in milliseconds; 0 while not known. */
  readonly clockSkewMs: number;
}

/** A connection to one store: where, as whom, and within which budget. */
export interface Client {
  /** The REST root, such as `https://shop.example.com/rest`. */
  readonly baseUrl: string;
  /** The budget this client takes its permits from. */
  readonly budget: ConcurrencyBudget;
  /** Sends a generated operation. Called by the functions of `magekit/resources/*`. */
  call<T>(operation: Operation, input: object | undefined, options?: CallOptions<unknown>): Call<T>;
  /**
   * Sends a request to any endpoint.
   * @throws MagentoError in one of its kinds; see {@link MagentoError}
   */
  request<T = unknown>(request: RestRequest, options?: CallOptions<AnyFields>): Call<T>;
  /** The same client in another store view; `all` is the global scope. */
  store(code: string): Client;
  /** Who this is and where, for logs. Holds no secret. */
  describe(): ClientDescription;
  /** For `testConnection` and bulks. */
  readonly [connectionAccess]?: () => ConnectionAccess;
  /** For walks over lists: what the store has said about page sizes. */
  readonly [pageLimits]?: PageLimits;
}
