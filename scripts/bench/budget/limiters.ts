import Bottleneck from 'bottleneck';
import pLimit from 'p-limit';
import PQueue from 'p-queue';
import type { Clock } from '../../../src/clock.js';
import { type ConcurrencyBudget, createBudget } from '../../../src/core.js';
import { createRandom } from './scenarios.js';

/** What keeps the number of requests at bay. */
export interface Limiter {
  readonly budget: ConcurrencyBudget;
  /** Retries of throttled calls; default: the client's. */
  readonly retries?: number;
  /** Runs a call, perhaps not before others have ended. */
  limit<T>(call: () => Promise<T>): Promise<T>;
}

/** Names of {@link createLimiter}. */
export type LimiterName =
  | 'magekit'
  | 'magekit + guard'
  | 'fixed level'
  | 'auto-recover off'
  | 'p-limit'
  | 'p-queue'
  | 'bottleneck';

/** What is set beside the budget; all of them send a throttled call again, as far as they can. */
export const rivals: readonly LimiterName[] = [
  'fixed level',
  'auto-recover off',
  'p-limit',
  'p-queue',
  'bottleneck',
];

const directly = <T>(call: () => Promise<T>) => call();

/** The limiter outside, and a budget that lets everything through. */
function outside(clock: Clock, limit: Limiter['limit']): Limiter {
  return { budget: createBudget({ target: 1_000, autoRecover: false, clock }), retries: 8, limit };
}

export function createLimiter(
  name: LimiterName,
  target: number,
  clock: Clock,
  seed: number,
): Limiter {
  const random = createRandom(seed + 99);
  switch (name) {
    case 'magekit':
      return { budget: createBudget({ target, clock, random }), limit: directly };
    case 'magekit + guard':
      return {
        budget: createBudget({ target, clock, random, latencyGuard: true }),
        limit: directly,
      };
    case 'fixed level':
      return {
        budget: createBudget({ target, clock, autoRecover: false }),
        retries: 8,
        limit: directly,
      };
    case 'auto-recover off':
      return { budget: createBudget({ target, clock, autoRecover: false }), limit: directly };
    case 'p-limit':
      return outside(clock, pLimit(target));
    case 'p-queue': {
      const queue = new PQueue({ concurrency: target });
      return outside(clock, (call) => queue.add(call));
    }
    case 'bottleneck': {
      const bottleneck = new Bottleneck({ maxConcurrent: target });
      return outside(clock, (call) => bottleneck.schedule(call));
    }
  }
}
