import type { Authenticator } from '../auth/authenticator.js';
import type { ConcurrencyBudget, Lane } from '../budget/types.js';
import type { Clock } from '../clock.js';
import type { ServerTime } from './server-time.js';

/** How often a call is tried again. */
export interface RetryLimits {
  /** Retries after 429 and 503. */
  readonly throttled: number;
  /** Retries after a gateway error, a broken connection or a timeout. */
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
  readonly attemptTimeoutMs: number;
  readonly maxBodyBytes: number;
  readonly headers: Readonly<Record<string, string>>;
}
