import type { Outcome } from '../budget/types.js';
import type { Method } from './types.js';

/** A call that begins: what is asked for and where. Holds nothing of its input and no credentials. */
export interface CallInfo {
  /** Name of the operation, such as `products.get`; `request` when it is none of this SDK's. */
  readonly name: string;
  readonly method: Method;
  /** Path template, such as `/V1/products/{sku}`; undefined for a path written by hand, which may hold values. */
  readonly template: string | undefined;
  /** Host name of the store, without the port. */
  readonly host: string;
  readonly port: number;
  /** Store view code, or `all`; undefined for the default store view. */
  readonly store: string | undefined;
  /** Name of the client's lane in its budget. */
  readonly lane: string;
}

/** What came of a call. */
export interface CallEnd {
  /** HTTP status of the last answer; undefined without one. */
  readonly status: number | undefined;
  /** `code` of the error, `ABORTED` for the caller's own signal, `OTHER` for any other error; undefined for a success. */
  readonly errorCode: string | undefined;
  /** Milliseconds from the call to its end: queueing, logins, attempts and back-off. */
  readonly durationMs: number;
  /** How many attempts were begun. */
  readonly attempts: number;
}

/** An attempt that begins, in the moment it has its permit. */
export interface AttemptInfo {
  /** The same object as the call's observer got. */
  readonly call: CallInfo;
  /** 1 for the first. */
  readonly number: number;
  /** Milliseconds the attempt waited for its permit; back-off does not count. */
  readonly waitedMs: number;
}

/** What came of an attempt. */
export interface AttemptEnd {
  /** HTTP status; undefined without an answer. */
  readonly status: number | undefined;
  /** As {@link CallEnd.errorCode}. */
  readonly errorCode: string | undefined;
  /** Milliseconds until the credentials were there: a signature, a cached token, or a login. */
  readonly loginMs: number;
  /** Milliseconds from sending the request to its end; undefined when it was not sent. */
  readonly durationMs: number | undefined;
  /** What the budget learned. */
  readonly outcome: Outcome;
  /**
   * Back-off before the next attempt in milliseconds; undefined when there is none. 0 when the budget's
   * pause is the wait, or when only the credentials are new.
   */
  readonly retryInMs: number | undefined;
}

/**
 * Watches the calls of a client, for traces, metrics and logs. Each function runs around what it watches, so
 * that a context it enters reaches `fetch`. It calls `next` at once, which resolves to what came of it and
 * never rejects; neither the answer nor the error itself is shown, and nothing of the call can be changed.
 * The call does not wait for what an observer returns. An observer that fails is reported to the platform
 * as an unhandled rejection, and the call goes on.
 */
export interface Observer {
  /** Around a call, once its input is found to be right. */
  call?(info: CallInfo, next: () => Promise<CallEnd>): Promise<unknown>;
  /** Around one attempt of a call: its credentials, its request, its whole answer. */
  attempt?(info: AttemptInfo, next: () => Promise<AttemptEnd>): Promise<unknown>;
}
