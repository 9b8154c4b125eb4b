import { getEventListeners } from 'node:events';
import fc from 'fast-check';
import type {
  BudgetSnapshot,
  ConcurrencyBudget,
  Lane,
  Outcome,
  Permit,
  Priority,
} from '../../../src/budget/types.js';
import type { BudgetOptions } from '../../../src/core.js';
import type { FakeClock } from '../../support/fake-clock.js';
import { settlePromises, setUp } from './set-up.js';

/** One wish, and what has become of it. */
export interface Asked {
  readonly lane: number;
  readonly priority: Priority;
  readonly cost: number;
  readonly controller: AbortController;
  readonly deadline: number | undefined;
  state: 'waiting' | 'granted' | 'failed';
  permit: Permit | undefined;
}

/** A grant, with what was so right before it. */
export interface Grant {
  readonly asked: Asked;
  readonly level: number;
  /** Cost in flight before. */
  readonly inFlight: number;
  readonly at: number;
}

/** What can happen to a budget. Indices are taken modulo of what there is. */
export type Step =
  | {
      readonly do: 'acquire';
      readonly lane: number;
      readonly priority: Priority;
      readonly cost: number;
      readonly patienceMs: number | undefined;
    }
  | { readonly do: 'settle'; readonly index: number; readonly outcome: Outcome }
  | { readonly do: 'abort'; readonly index: number }
  | { readonly do: 'advance'; readonly ms: number }
  | {
      readonly do: 'configure';
      readonly target: number | undefined;
      readonly autoRecover: boolean | undefined;
    };

/** Random outcomes; `ok` is the most frequent. */
export const anyOutcome: fc.Arbitrary<Outcome> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Outcome>({ kind: 'ok' }) },
  { weight: 1, arbitrary: fc.constant<Outcome>({ kind: 'neutral' }) },
  { weight: 1, arbitrary: fc.constant<Outcome>({ kind: 'soft-overload' }) },
  { weight: 2, arbitrary: fc.constant<Outcome>({ kind: 'throttled' }) },
  {
    weight: 1,
    arbitrary: fc
      .integer({ min: 0, max: 5_000 })
      .map((retryAfterMs): Outcome => ({ kind: 'throttled', retryAfterMs })),
  },
);

const priorities: readonly Priority[] = ['high', 'normal', 'bulk'];

/** A random step; some properties need costs of 1. */
export function anyStep({ dearest = 3 }: { readonly dearest?: number } = {}): fc.Arbitrary<Step> {
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
  const acquire = fc.record({
    do: fc.constant('acquire' as const),
    lane: fc.nat(2),
    priority: fc.constantFrom(...priorities),
    cost: fc.integer({ min: 1, max: dearest }),
    patienceMs: fc.option(fc.integer({ min: 1, max: 4_000 }), { nil: undefined, freq: 4 }),
  });
  const settle = fc.record({
    do: fc.constant('settle' as const),
    index: fc.nat(20),
    outcome: anyOutcome,
  });
  const abort = fc.record({ do: fc.constant('abort' as const), index: fc.nat(20) });
  const advance = fc.record({
    do: fc.constant('advance' as const),
    ms: fc.integer({ min: 0, max: 3_000 }),
  });
  const change = fc.record({
    do: fc.constant('configure' as const),
    target: maybe(fc.integer({ min: 1, max: 12 })),
    autoRecover: maybe(fc.boolean()),
  });
  return fc.oneof(
    { weight: 8, arbitrary: acquire },
    { weight: 6, arbitrary: settle },
    { weight: 1, arbitrary: abort },
    { weight: 2, arbitrary: advance },
    { weight: 1, arbitrary: change },
  );
}

/** A budget that plays steps and keeps its own books. */
export interface Player {
  readonly budget: ConcurrencyBudget;
  readonly clock: FakeClock;
  readonly asked: readonly Asked[];
  readonly grants: readonly Grant[];
  snapshot(): BudgetSnapshot;
  waiting(): readonly Asked[];
  held(): readonly Asked[];
  /** Cost of the permits that are held. */
  cost(): number;
  play(step: Step): Promise<void>;
  /** Aborts every wait and settles every permit, then tells what is left behind. */
  leave(): Promise<{ timers: number; listeners: number; inFlight: number; queued: number }>;
}

export function createPlayer(options: BudgetOptions): Player {
  const { budget, clock } = setUp(options);
  const lanes: readonly Lane[] = [0, 1, 2].map((name) => budget.lane({ name: `lane ${name}` }));
  const asked: Asked[] = [];
  const grants: Grant[] = [];
  const held = () => asked.filter(({ state, permit }) => state === 'granted' && permit);
  const waiting = () => asked.filter(({ state }) => state === 'waiting');
  const cost = () => held().reduce((sum, one) => sum + one.cost, 0);

  function acquire(step: Step & { do: 'acquire' }): void {
    const { lane, priority, patienceMs } = step;
    const controller = new AbortController();
    const deadline = patienceMs === undefined ? undefined : clock.now() + patienceMs;
    const one: Asked = {
      lane,
      priority,
      cost: step.cost,
      controller,
      deadline,
      state: 'waiting',
      permit: undefined,
    };
    asked.push(one);
    const { signal } = controller;
    budget
      .acquire({ lane: lanes[lane], priority, cost: step.cost, signal, deadline })
      .then((permit) => {
        grants.push({ asked: one, level: permit.level, inFlight: cost(), at: clock.now() });
        one.state = 'granted';
        one.permit = permit;
      })
      .catch(() => {
        one.state = 'failed';
      });
  }

  function settle(one: Asked | undefined, outcome: Outcome): void {
    const permit = one?.permit;
    if (!one || !permit) return;
    one.permit = undefined;
    permit.settle(outcome);
  }

  const pick = <T>(list: readonly T[], index: number) => list[index % Math.max(1, list.length)];

  return {
    budget,
    clock,
    asked,
    grants,
    snapshot: budget.snapshot,
    waiting,
    held,
    cost,
    async play(step) {
      if (step.do === 'acquire') acquire(step);
      else if (step.do === 'settle') settle(pick(held(), step.index), step.outcome);
      else if (step.do === 'abort') pick(asked, step.index)?.controller.abort();
      else if (step.do === 'advance') await clock.advance(step.ms);
      else {
        budget.configure({
          ...(step.target === undefined ? {} : { target: step.target }),
          ...(step.autoRecover === undefined ? {} : { autoRecover: step.autoRecover }),
        });
      }
      await settlePromises();
    },
    async leave() {
      for (const { controller } of asked) controller.abort();
      await settlePromises();
      for (const one of held()) settle(one, { kind: 'neutral' });
      await settlePromises();
      const { inFlight, queued } = budget.snapshot();
      const listeners = asked.reduce(
        (sum, { controller }) => sum + getEventListeners(controller.signal, 'abort').length,
        0,
      );
      return { timers: clock.pending, listeners, inFlight, queued: Object.keys(queued).length };
    },
  };
}
