import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  guardLevel,
  initialLatency,
  type LatencyState,
} from '../../../src/budget/latency/latency-state.js';
import { meanLogLevel, withLevel } from '../../../src/budget/latency/level-ring.js';
import { startTest, verdict, withSample } from '../../../src/budget/latency/level-test.js';
import { type LatencyEvent, reduceLatency } from '../../../src/budget/latency/reduce-latency.js';
import { createReferences } from '../../../src/budget/latency/references.js';
import type { ConcurrencyBudget } from '../../../src/budget/types.js';
import type { BudgetOptions } from '../../../src/core.js';
import type { FakeClock } from '../../support/fake-clock.js';
import { ok, settlePromises, setUp } from '../support/set-up.js';

const NOW = 1_000_000;
const warm: LatencyState = { ...initialLatency(20), seen: 100, upAt: NOW, downAt: NOW + 60_000 };

const finished = (residual: number | undefined, more: object = {}) =>
  ({ kind: 'finished', sentAt: NOW, inFlight: 20, residual, ...more }) as LatencyEvent;

describe('the residual of a latency', () => {
  it('compares with its own class, from the third request on', () => {
    const { residual } = createReferences();
    expect([residual('a', 100), residual('a', 100)]).toEqual([undefined, undefined]);
    expect(residual('a', 200)).toBeCloseTo(Math.log(2));
    expect(residual('b', 5_000)).toBeUndefined();
  });

  it('is cut where one slow request would drown the rest', () => {
    const { residual } = createReferences();
    for (let i = 0; i < 3; i += 1) residual('a', 100);
    expect(residual('a', 100_000)).toBe(1.5);
    expect(residual('a', 0)).toBe(-1.5);
  });

  it('forgets the class that is unused for longest when there are more than 64', () => {
    const { residual } = createReferences();
    for (let i = 0; i < 3; i += 1) for (const name of ['old', 'used']) residual(name, 100);
    for (let i = 0; i < 63; i += 1) {
      residual('used', 100);
      residual(String(i), 100);
    }
    expect(residual('used', 100)).toBeDefined();
    expect(residual('old', 100)).toBeUndefined();
  });
});

describe('the mean level over the time of a request', () => {
  it('weighs each level by how long it was in force', () => {
    const ring = withLevel([{ at: 0, level: 4 }], 8, 100);
    expect(meanLogLevel(ring, 50, 200)).toBeCloseTo((Math.log(4) + 2 * Math.log(8)) / 3);
  });

  it('is unknown when it began before the oldest change that is remembered', () => {
    let ring = withLevel([], 1, 0);
    for (let i = 1; i < 20; i += 1) ring = withLevel(ring, 1 + (i % 2), i);
    expect(ring).toHaveLength(10);
    expect(meanLogLevel(ring, 5, 30)).toBeUndefined();
  });
});

describe('the guard', () => {
  it.each([
    ['before 40 have finished', { ...warm, seen: 38 }, finished(0)],
    ['when less than three quarters of the level is used', warm, finished(0, { inFlight: 5 })],
    ['for a request of a class it does not know', warm, finished(undefined)],
  ])('starts no test %s', (_, state, event) => {
    expect(reduceLatency(state, event, NOW + 10, 20).test).toBeNull();
    expect(reduceLatency(warm, finished(0), NOW + 10, 20).test).not.toBeNull();
  });

  it('looks for more in steps of the whole level until it has seen congestion', () => {
    expect(reduceLatency(warm, finished(0), NOW, 20).test).toMatchObject({ low: 8, high: 16 });
    const careful = { ...warm, searching: false };
    expect(reduceLatency(careful, finished(0), NOW, 20).test).toMatchObject({ low: 8, high: 12 });
  });

  it('never tests above what the store refuses, and stops when that comes down', () => {
    const test = reduceLatency(warm, finished(0), NOW, 11);
    expect(test.test).toMatchObject({ high: 11 });
    expect(reduceLatency(test, finished(0), NOW + 9, 9)).toMatchObject({ test: null, level: 8 });
  });

  it('tests nothing downwards for 15 s after a refusal that binds', () => {
    const state = { ...warm, upAt: NOW + 90_000, downAt: NOW };
    const refused = reduceLatency(state, { kind: 'throttled' }, NOW, 8);
    expect(reduceLatency(refused, finished(0), NOW + 14_999, 8).test).toBeNull();
    expect(reduceLatency(refused, finished(0), NOW + 15_000, 8).test).toMatchObject({ up: false });
  });

  it('needs more evidence to go down where the store refuses what it cannot bear', () => {
    let test = startTest(4, 8, false, NOW);
    for (let i = 0; i < 40; i += 1) {
      const x = Math.log(i % 2 === 0 ? 4 : 8);
      test = withSample(test, x, 0.7 * x + (i % 4 < 2 ? 0.35 : -0.35));
    }
    const finding = (refuses: boolean) => verdict(test, { searching: false, refuses })?.finding;
    expect([finding(false), finding(true)]).toEqual(['worse', undefined]);
  });

  it('waits with the next test downwards when refusals held the level until now', () => {
    const bound = reduceLatency(
      { ...warm, downAt: NOW, refusedAt: NOW - 14_999 },
      finished(0),
      NOW,
      8,
    );
    expect(bound.test).toBeNull();
    const free = (ms: number) =>
      reduceLatency({ ...bound, upAt: NOW + 90_000 }, finished(0), NOW + ms, 20);
    expect(free(4_999).test).toBeNull();
    expect(free(5_000).test).toMatchObject({ up: false, high: 8 });
  });

  it('keeps 1 ≤ level ≤ limit and target, and its memory, whatever it is told', () => {
    const event = fc.record({
      after: fc.integer({ min: 0, max: 3_000 }),
      took: fc.integer({ min: 0, max: 5_000 }),
      inFlight: fc.integer({ min: 1, max: 40 }),
      residual: fc.option(fc.double({ min: -1.5, max: 1.5, noNaN: true }), { nil: undefined }),
      limit: fc.integer({ min: 1, max: 30 }),
      throttled: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.array(event, { minLength: 50, maxLength: 300 }),
        (target, events) => {
          let state: LatencyState = { ...initialLatency(target), seen: 40 };
          let now = NOW;
          for (const { after, took, inFlight, residual, limit, throttled } of events) {
            now += after;
            const sentAt = now - took;
            const told: LatencyEvent = throttled
              ? { kind: 'throttled' }
              : { kind: 'finished', sentAt, inFlight, residual };
            const next = reduceLatency(state, told, now, limit);
            expect(reduceLatency(state, told, now, limit)).toEqual(next);
            state = next;
            expect(guardLevel(state)).toBeGreaterThanOrEqual(1);
            expect(guardLevel(state)).toBeLessThanOrEqual(target);
            if (state.test) expect(state.test.low).toBeLessThan(state.test.high);
            expect(state.ring.length).toBeLessThanOrEqual(10);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

/** A store of some cores: what runs at once shares them, each request needs 100 ms of one. */
async function serve(
  budget: ConcurrencyBudget,
  clock: FakeClock,
  cores: number,
  requests: number,
): Promise<void> {
  const running: { left: number; done: (value: unknown) => void }[] = [];
  let [asked, finished] = [0, 0];
  while (finished < requests) {
    for (; asked < requests && asked < finished + 30; asked += 1) {
      const left = 60 + ((asked * 37) % 80);
      budget.run(() => new Promise((done) => running.push({ left, done })));
    }
    await clock.advance(10);
    const pace = 10 * Math.min(1, cores / Math.max(1, running.length));
    for (const job of [...running]) {
      job.left -= pace;
      if (job.left > 0) continue;
      running.splice(running.indexOf(job), 1);
      job.done(undefined);
      finished += 1;
    }
  }
}

/** A budget whose guard is loaded. */
async function guarded(options: BudgetOptions) {
  const made = setUp({ ...options, latencyGuard: true });
  while (made.budget.snapshot().latencyLevel === null) await settlePromises();
  return made;
}

describe('a budget with the guard', () => {
  it('comes down to what a silent store has cores for; without it stays at the target', async () => {
    const { budget, clock } = await guarded({ target: 10 });
    const causes = new Set<string>();
    budget.on('level', ({ cause }) => causes.add(cause));
    await serve(budget, clock, 2, 400);
    expect(budget.snapshot().level).toBeLessThanOrEqual(3);
    expect(budget.snapshot().latencyLevel).toBe(budget.snapshot().level);
    expect(causes).toContain('latency-guard');
    expect(budget.explain()).toContain('The latency guard allows');

    const plain = setUp({ target: 10 });
    await serve(plain.budget, plain.clock, 2, 400);
    expect(plain.budget.snapshot()).toMatchObject({ level: 10, latencyLevel: null });
  });

  it('lets the refusals of a store decide when they are stricter', async () => {
    const { budget } = await guarded({ target: 10 });
    for (let i = 0; i < 4; i += 1) (await budget.acquire()).settle({ kind: 'throttled' });
    expect(budget.snapshot()).toMatchObject({ level: 1, latencyLevel: 8 });
    expect(budget.explain()).toContain('The latency guard would allow 8.');
  });

  it('gives no credit above the level it holds', async () => {
    const { budget, clock } = await guarded({ target: 20 });
    await serve(budget, clock, 2, 400);
    const { ceiling, level } = budget.snapshot();
    await serve(budget, clock, 2, 400);
    expect(level).toBeLessThan(ceiling);
    expect(budget.snapshot().ceiling).toBe(ceiling);
  });

  it('does nothing while auto-recover is off', async () => {
    const { budget, clock } = await guarded({ target: 10 });
    budget.configure({ autoRecover: false });
    await serve(budget, clock, 2, 200);
    expect(budget.snapshot()).toMatchObject({ level: 10, latencyLevel: null });
  });

  it('takes an attempt that was given up as one of that length, and no other failure', async () => {
    const { budget, clock } = await guarded({ target: 8 });
    await serve(budget, clock, 8, 39);
    (await budget.acquire()).settle({ kind: 'neutral' });
    expect(budget.snapshot().latencyLevel).toBe(8);
    const permits = await Promise.all(Array.from({ length: 8 }, () => budget.acquire()));
    await clock.advance(500);
    permits.at(-1)?.settle({ kind: 'soft-overload', timedOut: true });
    expect(budget.snapshot().latencyLevel).toBe(4);
    for (const permit of permits) permit.settle(ok);
  });
});
