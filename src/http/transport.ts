import type { Authenticator } from '../auth/authenticator.js';
import type { ConcurrencyBudget, Lane } from '../budget/types.js';
import type { Observer } from '../client/observer.js';
import type { Clock } from '../clock.js';
import type { Classify } from './classify.js';
import type { RetryBudget } from './retry-budget.js';
import type { ServerTime } from './server-time.js';

/** How often a call is tried again. */
export interface RetryLimits {
  /** Retries after 429 and 503. Default 8, or none when the budget does not recover by itself. */
  readonly throttled: number | undefined;
  /** Retries after a gateway error, a broken connection, a timeout or a deadlock. */
  readonly soft: number;
}

/** Everything a client lends to each of its calls. */
export interface Transport {
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  readonly serverTime: ServerTime;
  /** A number from 0 up to 1, for jitter. */
  readonly random: () => number;
  readonly auth: Authenticator;
  readonly budget: ConcurrencyBudget;
  readonly lane: Lane;
  readonly retry: RetryLimits;
  readonly retryBudget: RetryBudget;
  readonly classify: Classify;
  readonly observe: Observer | undefined;
  readonly attemptTimeoutMs: number;
  readonly maxBodyBytes: number;
  readonly headers: Readonly<Record<string, string>>;
}
