import type { Repeat } from '../client/types.js';
import type { Verdict } from './classify.js';
import type { RetryLimits } from './transport.js';

/** What is known about a call when one of its attempts has failed. */
export interface FailedAttempt {
  readonly verdict: Verdict;
  readonly repeat: Repeat;
  readonly throttledFailures: number;
  readonly softFailures: number;
  readonly limits: RetryLimits;
  /** Whether the budget follows the store; if not, throttled answers are the caller's by default. */
  readonly autoRecover: boolean;
}

/** Why a call may be tried again; undefined when it may not. */
export type RetryCause = 'throttled' | 'soft' | undefined;

const LONGEST_RETRY_AFTER_MS = 120_000;
const THROTTLED_RETRIES = 8;

/**
 * Decides on one more attempt. A call that changes something is repeated only when the store cannot
 * have done it, or when doing it twice is harmless.
 */
export function retryCause(failed: FailedAttempt): RetryCause {
  const { repeat, throttledFailures, softFailures, limits, autoRecover } = failed;
  const { outcome, retry } = failed.verdict;
  if (retry === 'none' || (retry === 'repeatable' && repeat === 'never')) return undefined;
  if (outcome.kind !== 'throttled') return softFailures < limits.soft ? 'soft' : undefined;
  if ((outcome.retryAfterMs ?? 0) > LONGEST_RETRY_AFTER_MS) return undefined;
  const limit = limits.throttled ?? (autoRecover ? THROTTLED_RETRIES : 0);
  return throttledFailures < limit ? 'throttled' : undefined;
}
