import type { Clock } from '../clock.js';

const MOST = 20;
const PER_SUCCESS = 0.1;
const PER_SECOND = 1;

/**
 * Tokens for retries after soft failures, so that an outage is not made worse by everybody trying again.
 * A full bucket holds 20; a success brings a tenth, a second brings one.
 */
export interface RetryBudget {
  succeeded(): void;
  /** Takes one token; false when there is none, and the failure is the caller's. */
  take(): boolean;
}

export function createRetryBudget(clock: Pick<Clock, 'now'>): RetryBudget {
  let tokens = MOST;
  let filledAt = clock.now();

  function fill(more: number): void {
    const now = clock.now();
    // A clock that is set back takes nothing away.
    const seconds = Math.max(0, now - filledAt) / 1000;
    tokens = Math.min(MOST, tokens + seconds * PER_SECOND + more);
    filledAt = now;
  }

  return {
    succeeded: () => fill(PER_SUCCESS),
    take() {
      fill(0);
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}
