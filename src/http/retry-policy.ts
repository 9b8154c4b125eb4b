import type { Repeat } from '../client/types.js';
import { AttemptTimeoutError } from '../errors/attempt-timeout-error.js';
import { HttpError } from '../errors/http-error.js';
import { NetworkError } from '../errors/network-error.js';
import { mayPass, wasNeverSent } from './network-failure.js';
import type { RetryLimits } from './transport.js';

/** What is known about a call when one of its attempts has failed. */
export interface FailedAttempt {
  readonly error: unknown;
  readonly repeat: Repeat;
  /** False when the failure came before the request itself was sent, as in a login. */
  readonly sent: boolean;
  readonly throttledFailures: number;
  readonly softFailures: number;
  readonly limits: RetryLimits;
}

/** Why a call may be tried again; undefined when it may not. */
export type RetryCause = 'throttled' | 'soft' | undefined;

const LONGEST_RETRY_AFTER_MS = 120_000;

function causeOf(error: unknown): RetryCause {
  if (error instanceof HttpError) {
    if (error.status === 429 || error.status === 503) return 'throttled';
    return error.status === 502 || error.status === 504 ? 'soft' : undefined;
  }
  if (error instanceof NetworkError) return mayPass(error) ? 'soft' : undefined;
  return error instanceof AttemptTimeoutError ? 'soft' : undefined;
}

/** Whether the store, for all that is known, did nothing. */
function wasRefusedUndone({ error, sent }: FailedAttempt): boolean {
  if (!sent) return true;
  if (error instanceof NetworkError) return wasNeverSent(error);
  if (!(error instanceof HttpError)) return false;
  return error.status === 429 || (error.status === 503 && error.retryAfterMs !== undefined);
}

/**
 * Decides on one more attempt. A call that changes something is repeated only when the store cannot
 * have done it, or when doing it twice is harmless.
 */
export function retryCause(failed: FailedAttempt): RetryCause {
  const { error, repeat, throttledFailures, softFailures, limits } = failed;
  const cause = causeOf(error);
  if (cause === undefined) return undefined;
  if (cause === 'throttled' ? throttledFailures >= limits.throttled : softFailures >= limits.soft) {
    return undefined;
  }
  if (error instanceof HttpError && (error.retryAfterMs ?? 0) > LONGEST_RETRY_AFTER_MS) {
    return undefined;
  }
  return repeat !== 'never' || wasRefusedUndone(failed) ? cause : undefined;
}
