import type { AcquireOptions, ConcurrencyBudget, Permit } from '../../../src/budget/types.js';
import { type BudgetOptions, createBudget } from '../../../src/core.js';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.js';

export const ok = { kind: 'ok' } as const;

/** Lets every promise settle that can. */
export const settlePromises = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

/** A budget on a clock that stands still, without jitter. */
export function setUp(options: BudgetOptions = {}): {
  readonly clock: FakeClock;
  readonly budget: ConcurrencyBudget;
} {
  const clock = createFakeClock();
  return { clock, budget: createBudget({ clock, random: () => 0, ...options }) };
}

/** What {@link recorder} notes, and what it can do. */
export interface Recorder {
  /** Labels in the order of their grants. */
  readonly granted: string[];
  /** Permits that are still held. */
  readonly permits: Permit[];
  ask(label: string, options?: AcquireOptions): Promise<Permit>;
  /** Gives back the permit that is held longest. */
  settleNext(): Promise<void>;
}

/** Asks for permits by label and notes the order of grants. */
export function recorder(budget: ConcurrencyBudget): Recorder {
  const granted: string[] = [];
  const permits: Permit[] = [];
  return {
    granted,
    permits,
    ask: (label, options) =>
      budget.acquire(options).then((permit) => {
        granted.push(label);
        permits.push(permit);
        return permit;
      }),
    async settleNext() {
      await settlePromises();
      permits.shift()?.settle(ok);
      await settlePromises();
    },
  };
}
