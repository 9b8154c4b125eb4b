import type { Clock } from '../clock.js';
import { BudgetClosedError } from '../errors/budget-closed-error.js';
import { InputError } from '../errors/input-error.js';
import { QueueFullError } from '../errors/queue-full-error.js';
import type { Admission, Wish } from './admission.js';
import type { Emitter } from './events.js';
import { createNesting } from './nesting.js';
import { positiveInteger } from './options.js';
import type { AcquireOptions, ConcurrencyBudget, Lane, Permit, WaitBucket } from './types.js';
import { createWaitTimes } from './wait-times.js';

const DEAREST = 1_000;
const NEUTRAL = { kind: 'neutral' } as const;

/** What the way into a budget depends on. */
export interface EntryOptions {
  readonly clock: Clock;
  readonly queueLimit: number;
  readonly admission: Admission;
  readonly emitter: Emitter;
  /** Makes the permit of a wish that may go. */
  readonly createPermit: (wish: Wish) => Permit;
  /** Whether a permit has not been given back yet. */
  readonly isHeld: (permit: Permit) => boolean;
  /** Called with each new wish, and throws when the budget takes none now. */
  readonly onAsk?: () => void;
  /** Called when one more waits. */
  readonly onWait?: () => void;
}

/** The way into a budget of any kind: what is checked and counted before a permit, and the wait for it. */
export interface Entry extends Pick<ConcurrencyBudget, 'acquire' | 'run' | 'lane'> {
  /** Wishes that were not the first of their call. */
  readonly retried: number;
  readonly waits: readonly WaitBucket[];
  /** Refuses whoever comes, and ends every wait. */
  close(): void;
}

export function createEntry(options: EntryOptions): Entry {
  const { clock, queueLimit, admission, emitter, createPermit, isHeld, onAsk, onWait } = options;
  const nesting = createNesting(isHeld);
  const waits = createWaitTimes();
  const sharedLane: Lane = { name: 'shared', weight: 1 };
  let retried = 0;
  let closed = false;

  async function acquire(options: AcquireOptions = {}): Promise<Permit> {
    const { signal, cost = 1, lane = sharedLane, atHead = false } = options;
    signal?.throwIfAborted();
    nesting.check();
    if (closed) throw new BudgetClosedError('The budget is closed.');
    if (!Number.isSafeInteger(cost) || cost < 1 || cost > DEAREST) {
      throw new InputError(`cost must be a whole number from 1 to ${DEAREST}, not ${cost}.`);
    }
    onAsk?.();
    const wish = { ...options, cost, lane };
    if (atHead) retried += 1;
    if (admission.mayGo(wish)) {
      waits.add(0);
      return createPermit(wish);
    }
    if (admission.size >= queueLimit) {
      emitter.emit('queueFull', { queued: admission.size });
      throw new QueueFullError(`${queueLimit} calls wait already; let some finish first.`);
    }
    const asked = clock.now();
    const permit = await new Promise<Permit>((resolve, reject) => {
      const grant = () => {
        waits.add(clock.now() - asked);
        resolve(createPermit(wish));
      };
      admission.wait(wish, grant, reject);
      onWait?.();
    });
    if (!signal?.aborted) return permit;
    // The grant and the abort have crossed.
    permit.settle(NEUTRAL);
    throw signal.reason;
  }

  return {
    acquire,
    async run(task, options) {
      const permit = await acquire(options);
      try {
        const result = await nesting.run(permit, () => task(permit));
        permit.settle({ kind: 'ok' });
        return result;
      } finally {
        permit.settle(NEUTRAL);
      }
    },
    lane: ({ name, weight = 1 }) => ({ name, weight: positiveInteger(weight, 'lane weight') }),
    get retried() {
      return retried;
    },
    get waits() {
      return waits.read();
    },
    close() {
      closed = true;
      admission.failAll(() => new BudgetClosedError('The budget was closed.'));
    },
  };
}
