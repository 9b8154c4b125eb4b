import type { Clock } from '../clock.js';
import { BudgetPausedError } from '../errors/budget-paused-error.js';
import { DeadlineError } from '../errors/deadline-error.js';
import { allowManyListeners } from '../many-listeners.js';
import { createGate } from './gate.js';
import { createScopes, type Scope } from './scopes.js';
import type { AcquireOptions, BudgetEvents, Lane } from './types.js';
import { createWaitQueue } from './wait-queue.js';
import { append, listed, unlink, type Waiter } from './waiter.js';

/** A wish for a permit, with its defaults. */
export type Wish = AcquireOptions & { readonly cost: number; readonly lane: Lane };

/** What admission depends on. */
export interface AdmissionOptions {
  readonly clock: Clock;
  readonly random: () => number;
  /** Whether one more permit of this cost may be in flight now. */
  readonly fits: (cost: number) => boolean;
  readonly onPause: (change: Parameters<BudgetEvents['pause']>[0]) => void;
  readonly onResume: (change: Parameters<BudgetEvents['resume']>[0]) => void;
}

/** Who may go now, and who waits until when. */
export interface Admission {
  /** Everybody who waits. */
  readonly size: number;
  /** Those of them that no scope holds back. */
  readonly ready: number;
  /** Cost of whoever is next; undefined when nobody is. */
  readonly nextCost: number | undefined;
  /** When the pause ends, or null. */
  readonly pausedUntil: number | null;
  /** Whether a wish may go at once. @throws BudgetPausedError, DeadlineError */
  mayGo(wish: Wish): boolean;
  /** Waits; `grant` is called in the moment the wish may go. */
  wait(wish: Wish, grant: () => void, fail: (reason: unknown) => void): void;
  /** Lets go whoever may. */
  pump(): void;
  /** Pauses everybody, when that is later than now and than an earlier pause. */
  pause(until: number, cause: string): void;
  /** Ends the pause of everybody. */
  resume(): void;
  /** Pauses a scope; see {@link createScopes}. */
  throttled(scope: string, retryAfterMs: number | undefined): void;
  /** Pauses a scope until a time that is known already. */
  pauseScope(scope: string, until: number, cause: string): void;
  succeeded(scope: string): void;
  /** Waiting acquisitions by lane. */
  queued(): Record<string, number>;
  /** Ends every wait with an error. */
  failAll(reason: () => unknown): void;
}

function tooLong(until: number): BudgetPausedError {
  const at = new Date(until).toISOString();
  return new BudgetPausedError(`The store asked for a pause until ${at}, past this deadline.`, {
    until,
  });
}

const tooLate = () =>
  new DeadlineError('No permit was free before the deadline.', { stage: 'queue' });

export function createAdmission(options: AdmissionOptions): Admission {
  const { clock, fits, onPause, onResume } = options;
  const queue = createWaitQueue();
  const waiting = new Map<string, number>();
  const gate = createGate(clock, () => {
    onResume({});
    pump();
  });
  const scopes = createScopes(clock, options.random, (scope, { parked }) => {
    onResume({ scope });
    // To the head of their lanes, the first in front.
    for (const waiter of listed(parked).reverse()) {
      unlink(parked, waiter);
      waiter.parkedIn = undefined;
      queue.add(waiter, true);
    }
    pump();
  });
  let size = 0;

  function count(lane: Lane, change: 1 | -1): void {
    size += change;
    const left = (waiting.get(lane.name) ?? 0) + change;
    if (left > 0) waiting.set(lane.name, left);
    else waiting.delete(lane.name);
  }

  function park(waiter: Waiter, { parked, gate }: Scope): void {
    append(parked, waiter);
    waiter.parkedIn = parked;
    gate.watch();
  }

  function leave(waiter: Waiter): void {
    if (waiter.parkedIn) unlink(waiter.parkedIn, waiter);
    else queue.remove(waiter);
    waiter.parkedIn = undefined;
    count(waiter.lane, -1);
    if (queue.size === 0) gate.unwatch();
    const scope = scopes.find(waiter.scope);
    if (scope?.parked.size === 0) scope.gate.unwatch();
  }

  function pump(): void {
    if (gate.check() !== null) return;
    for (let next = queue.peek(); next; next = queue.peek()) {
      const scope = scopes.find(next.scope);
      if (scope && scope.gate.until !== null) {
        queue.remove(next);
        park(next, scope);
        continue;
      }
      if (!fits(next.cost)) return;
      queue.take();
      count(next.lane, -1);
      next.grant();
    }
  }

  function everybody(): Waiter[] {
    return [...queue.waiters(), ...[...scopes.all()].flatMap(({ parked }) => listed(parked))];
  }

  function failLate(waiters: readonly Waiter[], until: number): void {
    for (const waiter of waiters) {
      if (waiter.deadline !== undefined && waiter.deadline < until) waiter.fail(tooLong(until));
    }
  }

  function tellScopePause(scope: string, until: number, cause: string): void {
    onPause({ until, cause, scope });
    failLate(
      everybody().filter((waiter) => waiter.scope === scope),
      until,
    );
  }

  /** When a wish may go as far as pauses are concerned; null for now. */
  function closedUntil(wish: Wish): number | null {
    const until = gate.check();
    const scoped = scopes.find(wish.scope)?.gate.check() ?? null;
    return until === null || scoped === null ? (until ?? scoped) : Math.max(until, scoped);
  }

  return {
    get size() {
      return size;
    },
    get ready() {
      return queue.size;
    },
    get nextCost() {
      return queue.peek()?.cost;
    },
    get pausedUntil() {
      return gate.until;
    },
    mayGo(wish) {
      const { deadline, cost } = wish;
      const until = closedUntil(wish);
      if (deadline !== undefined && deadline <= clock.now()) throw tooLate();
      if (until !== null && deadline !== undefined && deadline < until) throw tooLong(until);
      return until === null && queue.size === 0 && fits(cost);
    },
    wait(wish, grant, fail) {
      const { signal, deadline, lane, cost, priority = 'normal', atHead = false } = wish;
      const onAbort = () => waiter.fail(signal?.reason);
      const cancelDeadline =
        deadline === undefined
          ? undefined
          : clock.after(deadline - clock.now(), () => waiter.fail(tooLate()));
      const end = () => {
        signal?.removeEventListener('abort', onAbort);
        cancelDeadline?.();
      };
      const waiter: Waiter = {
        lane,
        priority,
        cost,
        scope: wish.scope,
        deadline,
        grant() {
          end();
          grant();
        },
        fail(reason) {
          end();
          leave(waiter);
          fail(reason);
          pump();
        },
        parkedIn: undefined,
        previous: undefined,
        next: undefined,
      };
      allowManyListeners(signal);
      signal?.addEventListener('abort', onAbort, { once: true });
      count(lane, 1);
      const scope = scopes.find(wish.scope);
      if (scope && scope.gate.until !== null) park(waiter, scope);
      else queue.add(waiter, atHead);
      if (queue.size > 0) gate.watch();
    },
    pump,
    pause(until, cause) {
      if (!gate.close(until)) return;
      onPause({ until, cause });
      failLate(everybody(), until);
      if (queue.size > 0) gate.watch();
    },
    resume: () => gate.open(),
    throttled(name, retryAfterMs) {
      const until = scopes.throttled(name, retryAfterMs);
      if (until === undefined) return;
      tellScopePause(name, until, retryAfterMs === undefined ? 'throttled' : 'Retry-After');
    },
    pauseScope(name, until, cause) {
      if (scopes.close(name, until)) tellScopePause(name, until, cause);
    },
    succeeded: scopes.succeeded,
    queued: () => Object.fromEntries(waiting),
    failAll(reason) {
      for (const waiter of everybody()) waiter.fail(reason());
      gate.unwatch();
    },
  };
}
