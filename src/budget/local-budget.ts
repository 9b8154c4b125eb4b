import { type Clock, systemClock } from '../clock.js';
import { BudgetClosedError } from '../errors/budget-closed-error.js';
import { BudgetPausedError } from '../errors/budget-paused-error.js';
import { ConfigError } from '../errors/config-error.js';
import { QueueFullError } from '../errors/queue-full-error.js';
import { createEmitter } from './events.js';
import type { AcquireOptions, BudgetSnapshot, ConcurrencyBudget, Lane, Permit } from './types.js';
import { createWaitQueue } from './wait-queue.js';
import type { Waiter } from './waiter.js';

/** Options of {@link createBudget}. */
export interface BudgetOptions {
  /** Attempts in flight at most. Default 10. Small stores are quicker with 4. */
  readonly target?: number;
  /** Acquisitions that may wait at most. Default 10,000. */
  readonly queueLimit?: number;
  /** Longest pause a `Retry-After` may cause, in milliseconds. Default 120,000. */
  readonly longestPauseMs?: number;
  /** Where time comes from. Default: the system. */
  readonly clock?: Clock;
}

function positiveInteger(value: number, option: string): number {
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new ConfigError(`createBudget: ${option} must be a whole number above 0, not ${value}.`);
}

/**
 * Makes a budget for this process. Give it to as many clients as you like; each gets a lane of its own.
 * @throws ConfigError when a number is not a positive integer
 */
export function createBudget(options: BudgetOptions = {}): ConcurrencyBudget {
  const { clock = systemClock, longestPauseMs = 120_000 } = options;
  const queueLimit = positiveInteger(options.queueLimit ?? 10_000, 'queueLimit');
  const queue = createWaitQueue();
  const emitter = createEmitter();
  const sharedLane: Lane = { name: 'shared', weight: 1 };
  let target = positiveInteger(options.target ?? 10, 'target');
  let inFlight = 0;
  let throttled = 0;
  let pausedUntil = 0;
  let cancelResume: (() => void) | undefined;
  let closed = false;

  /** A permit dearer than the level would wait for ever, so it may go when nothing else is in flight. */
  const fits = (cost: number) => inFlight + cost <= target || inFlight === 0;

  function createPermit(cost: number): Permit {
    let settled = false;
    const permit: Permit = {
      level: target,
      settle(outcome) {
        if (settled) return;
        settled = true;
        inFlight -= cost;
        if (outcome.kind === 'throttled') {
          throttled += 1;
          emitter.emit('throttle', outcome);
          if (outcome.retryAfterMs !== undefined) pause(outcome.retryAfterMs);
        }
        grantWaiters();
      },
      [Symbol.dispose]: () => permit.settle({ kind: 'neutral' }),
    };
    inFlight += cost;
    return permit;
  }

  function grantWaiters(): void {
    if (clock.now() < pausedUntil) return;
    for (let next = queue.peek(); next && fits(next.cost); next = queue.peek()) {
      queue.take();
      next.grant(createPermit(next.cost));
    }
  }

  function pause(ms: number): void {
    const until = clock.now() + Math.min(ms, longestPauseMs);
    if (until <= pausedUntil) return;
    pausedUntil = until;
    emitter.emit('pause', { until, cause: 'Retry-After' });
    for (const waiter of queue.waiters()) {
      if (waiter.deadline !== undefined && waiter.deadline < until) waiter.fail(tooLong(until));
    }
    cancelResume?.();
    cancelResume = queue.size > 0 ? clock.after(until - clock.now(), resume) : undefined;
  }

  function resume(): void {
    cancelResume = undefined;
    // A timer may fire a moment before the clock says so; nobody would wake the waiters again.
    pausedUntil = 0;
    emitter.emit('resume');
    grantWaiters();
  }

  function tooLong(until: number): BudgetPausedError {
    const at = new Date(until).toISOString();
    return new BudgetPausedError(`The store asked for a pause until ${at}, past this deadline.`, {
      until,
    });
  }

  function enqueue(options: AcquireOptions, cost: number): Promise<Permit> {
    const { signal, deadline, lane = sharedLane, priority = 'normal', atHead = false } = options;
    return new Promise((resolve, reject) => {
      const onAbort = () => waiter.fail(signal?.reason);
      const leave = () => signal?.removeEventListener('abort', onAbort);
      const waiter: Waiter = {
        lane,
        priority,
        cost,
        deadline,
        grant(permit) {
          leave();
          resolve(permit);
        },
        fail(reason) {
          leave();
          queue.remove(waiter);
          reject(reason);
          grantWaiters();
        },
        previous: undefined,
        next: undefined,
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      queue.add(waiter, atHead);
      const wait = pausedUntil - clock.now();
      if (wait > 0) cancelResume ??= clock.after(wait, resume);
    });
  }

  async function acquire(options: AcquireOptions = {}): Promise<Permit> {
    const { signal, deadline, cost = 1 } = options;
    signal?.throwIfAborted();
    if (closed) throw new BudgetClosedError('The budget is closed.');
    const paused = clock.now() < pausedUntil;
    if (paused && deadline !== undefined && deadline < pausedUntil) throw tooLong(pausedUntil);
    if (!paused && queue.size === 0 && fits(cost)) return createPermit(cost);
    if (queue.size >= queueLimit) {
      throw new QueueFullError(`${queueLimit} calls wait already; let some finish first.`);
    }
    return enqueue(options, cost);
  }

  return {
    acquire,
    async run(task, options) {
      const permit = await acquire(options);
      try {
        const result = await task(permit);
        permit.settle({ kind: 'ok' });
        return result;
      } finally {
        permit.settle({ kind: 'neutral' });
      }
    },
    lane: ({ name, weight = 1 }) => ({ name, weight: positiveInteger(weight, 'lane weight') }),
    configure(change) {
      if (change.target === undefined || change.target === target) return;
      const from = target;
      target = positiveInteger(change.target, 'target');
      emitter.emit('level', { at: clock.now(), from, to: target, cause: 'configure' });
      grantWaiters();
    },
    snapshot(): BudgetSnapshot {
      const queued: Record<string, number> = {};
      for (const { lane } of queue.waiters()) queued[lane.name] = (queued[lane.name] ?? 0) + 1;
      const until = clock.now() < pausedUntil ? pausedUntil : null;
      return { target, level: target, inFlight, queued, pausedUntil: until, throttled };
    },
    on: emitter.on,
    async close() {
      closed = true;
      cancelResume?.();
      for (const waiter of queue.waiters()) {
        waiter.fail(new BudgetClosedError('The budget was closed.'));
      }
    },
  };
}
