import type { Outcome } from '../budget/types.js';
import type { Method, Repeat } from '../client/types.js';
import { AttemptTimeoutError } from '../errors/attempt-timeout-error.js';
import { HttpError } from '../errors/http-error.js';
import type { RequestLine } from '../errors/magento-error.js';
import { NetworkError } from '../errors/network-error.js';
import { isPage, isRefusalPage, isTransientFault } from './answer-text.js';
import { retryAfterMs } from './retry-after.js';
import { mayPass, wasNeverSent } from './undelivered.js';

/** An attempt that was answered. */
export interface AnsweredAttempt {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** An attempt without an answer. */
export interface UnansweredAttempt {
  readonly error: unknown;
  /** False when the failure came before the request itself was sent, as in a login. */
  readonly sent: boolean;
}

/** What came of an attempt. */
export type AttemptResult = AnsweredAttempt | UnansweredAttempt;

/** The request of an attempt, as far as it matters for what its result means. */
export interface ClassifiedRequest extends RequestLine {
  /** How the call may be repeated after an unknown outcome. */
  readonly repeat: Repeat;
}

/** What the result of an attempt means. */
export interface Verdict {
  /** What it says about the store's load; the budget learns from it. */
  readonly outcome: Outcome;
  /**
   * Which calls may be sent again: `any`, as the store did nothing; `repeatable` ones, which may be done
   * twice; or `none`. Retries of throttled attempts are paced by the budget, all others count as soft.
   */
  readonly retry: 'any' | 'repeatable' | 'none';
}

/** Decides what the result of an attempt means. Pure; `now` is in milliseconds since the epoch. */
export type Classify = (result: AttemptResult, request: ClassifiedRequest, now: number) => Verdict;

const NEUTRAL: Outcome = { kind: 'neutral' };
const NOTHING: Verdict = { outcome: NEUTRAL, retry: 'none' };

const PLACES_ORDERS =
  /\/V1\/(?:carts\/(?:mine|\d+)|guest-carts\/[^/]+)\/(?:order|payment-information)$/;

/**
 * The part of a store with a limit of its own that a request belongs to: since 2.4.7 a store may limit
 * how many orders one caller places, whatever its load.
 * @see https://developer.adobe.com/commerce/php/development/components/web-api/backpressure/
 */
export function limitScope({ method, path }: RequestLine): string | undefined {
  const writes: readonly string[] = ['PUT', 'POST'] satisfies Method[];
  return writes.includes(method) && PLACES_ORDERS.test(path) ? 'order-placement' : undefined;
}

function throttled(retryAfterMs: number | undefined, scope: string | undefined): Outcome {
  return {
    kind: 'throttled',
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(scope === undefined ? {} : { scope }),
  };
}

function ofAnswer(
  { status, headers, text }: AnsweredAttempt,
  request: ClassifiedRequest,
  now: number,
): Verdict {
  if (status === 429) {
    return {
      outcome: throttled(retryAfterMs(headers, now), limitScope(request)),
      retry: 'any',
    };
  }
  if (status === 503) {
    const wait = retryAfterMs(headers, now);
    // A gateway that gave up waiting says 503 as well, while PHP goes on with the request.
    const undone = wait !== undefined || isRefusalPage(text);
    return { outcome: throttled(wait, undefined), retry: undone ? 'any' : 'repeatable' };
  }
  if (status === 502 || status === 504) {
    return { outcome: { kind: 'soft-overload' }, retry: 'repeatable' };
  }
  if ((status === 400 || status === 500) && isTransientFault(text)) {
    return { outcome: NEUTRAL, retry: 'repeatable' };
  }
  // What did not come from Magento says nothing about how busy it is: a firewall, a login page, a proxy.
  const isMagentos = status >= 200 && status < 500 && (status < 300 || status >= 400);
  return isMagentos && !isPage(text) ? { outcome: { kind: 'ok' }, retry: 'none' } : NOTHING;
}

/** A login may be answered by another host, and its limits are its own; they do not move the level. */
function ofLogin({ status, retryAfterMs }: HttpError): Verdict {
  if (status === 429 || status === 503) {
    return { outcome: throttled(retryAfterMs, 'login'), retry: 'any' };
  }
  return status === 502 || status === 504 ? { outcome: NEUTRAL, retry: 'any' } : NOTHING;
}

function ofError({ error, sent }: UnansweredAttempt): Verdict {
  if (error instanceof AttemptTimeoutError) {
    const outcome = { kind: 'soft-overload', timedOut: true } as const;
    return { outcome, retry: sent ? 'repeatable' : 'any' };
  }
  if (error instanceof NetworkError && mayPass(error)) {
    const undone = !sent || wasNeverSent(error);
    return { outcome: { kind: 'soft-overload' }, retry: undone ? 'any' : 'repeatable' };
  }
  return error instanceof HttpError && !sent ? ofLogin(error) : NOTHING;
}

/** The classifier of every client that does not bring its own. */
export const classify: Classify = (result, request, now) =>
  'error' in result ? ofError(result) : ofAnswer(result, request, now);
