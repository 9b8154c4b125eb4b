import type { Outcome } from '../budget/types.js';
import { AttemptTimeoutError } from '../errors/attempt-timeout-error.js';
import { NetworkError } from '../errors/network-error.js';
import type { Answer } from './exchange.js';
import { retryAfterMs } from './retry-after.js';

/** What an answer says about the store's load. */
export function outcomeOf({ status, headers }: Answer, now: number): Outcome {
  if (status === 429 || status === 503) {
    const wait = retryAfterMs(headers, now);
    return { kind: 'throttled', ...(wait === undefined ? {} : { retryAfterMs: wait }) };
  }
  if (status === 502 || status === 504) return { kind: 'soft-overload' };
  return status >= 500 ? { kind: 'neutral' } : { kind: 'ok' };
}

/** What a failure without an answer says about it. */
export function outcomeOfFailure(error: unknown): Outcome {
  return error instanceof NetworkError || error instanceof AttemptTimeoutError
    ? { kind: 'soft-overload' }
    : { kind: 'neutral' };
}
