import type { Clock } from '../clock.js';
import { ConfigError } from '../errors/config-error.js';

/** Options of {@link createBudget}. */
export interface BudgetOptions {
  /** Attempts in flight at most. Default 10. Small stores are quicker with 4. */
  readonly target?: number;
  /**
   * Finds the level a store can bear, up to the target, from its answers. False holds the level at the
   * target and leaves throttled answers to the caller. Default true.
   */
  readonly autoRecover?: boolean;
  /**
   * Also lowers the level when more requests at once only make each of them slower. For jobs of hundreds of
   * requests against stores that slow down instead of refusing; see `docs/concurrency.md`. Needs
   * `autoRecover`. Default false.
   */
  readonly latencyGuard?: boolean;
  /** Acquisitions that may wait at most. Default 10,000. */
  readonly queueLimit?: number;
  /** Longest pause a `Retry-After` may cause, in milliseconds. Default 120,000. */
  readonly longestPauseMs?: number;
  /** Where time comes from. Default: the system. */
  readonly clock?: Clock;
  /** A number from 0 up to 1, for jitter. Default `Math.random`. */
  readonly random?: () => number;
}

/** @throws ConfigError when the value is not a whole number above 0 */
export function positiveInteger(value: number, option: string, maker = 'createBudget'): number {
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new ConfigError(`${maker}: ${option} must be a whole number above 0, not ${value}.`);
}

/** @throws ConfigError when the value is neither true nor false */
export function trueOrFalse(value: boolean, option: string, maker = 'createBudget'): boolean {
  if (typeof value === 'boolean') return value;
  throw new ConfigError(`${maker}: ${option} must be true or false, not ${String(value)}.`);
}
