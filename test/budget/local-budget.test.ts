import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Permit } from '../../src/budget/types.js';
import { createBudget } from '../../src/core.js';
import { createFakeClock } from '../support/fake-clock.js';
import { ok, recorder, settlePromises, setUp } from './support/set-up.js';

describe('permits', () => {
  it('are granted up to the target and no further', async () => {
    const { budget } = setUp({ target: 2 });
    const { granted, ask, settleNext } = recorder(budget);
    for (const label of ['a', 'b', 'c']) ask(label);
    await settlePromises();
    expect(granted).toEqual(['a', 'b']);
    expect(budget.snapshot()).toMatchObject({ inFlight: 2, queued: { shared: 1 } });
    await settleNext();
    expect(granted).toEqual(['a', 'b', 'c']);
  });

  it('count once however often they are settled', async () => {
    const { budget } = setUp({ target: 1 });
    const permit = await budget.acquire();
    permit.settle(ok);
    permit.settle(ok);
    permit[Symbol.dispose]();
    expect(budget.snapshot().inFlight).toBe(0);
  });

  it('are given back when a task throws', async () => {
    const { budget } = setUp();
    await expect(budget.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(budget.snapshot().inFlight).toBe(0);
  });

  it('dearer than the level are granted when nothing else is in flight', async () => {
    const { budget } = setUp({ target: 2 });
    const { granted, ask, settleNext } = recorder(budget);
    ask('a');
    ask('dear', { cost: 5 });
    ask('b');
    await settlePromises();
    expect(granted).toEqual(['a']);
    await settleNext();
    expect(granted).toEqual(['a', 'dear']);
    await settleNext();
    expect(granted).toEqual(['a', 'dear', 'b']);
  });

  it('follow a change of the target at once', async () => {
    const { budget } = setUp({ target: 1 });
    const levels: unknown[] = [];
    budget.on('level', (change) => levels.push(change));
    const { granted, ask } = recorder(budget);
    for (const label of ['a', 'b', 'c']) ask(label);
    budget.configure({ target: 3 });
    await settlePromises();
    expect(granted).toEqual(['a', 'b', 'c']);
    expect(levels).toMatchObject([{ from: 1, to: 3, cause: 'configure' }]);
  });
});

describe('order', () => {
  it('is first in, first out within a lane, with retries at the head', async () => {
    const { budget } = setUp({ target: 1 });
    const { granted, ask, settleNext } = recorder(budget);
    for (const label of ['a', 'b', 'c']) ask(label);
    ask('retry', { atHead: true });
    for (let i = 0; i < 4; i++) await settleNext();
    expect(granted).toEqual(['a', 'retry', 'b', 'c']);
  });

  it('lets lanes take turns, so that a long queue holds nobody up', async () => {
    const { budget } = setUp({ target: 1 });
    const { granted, ask, settleNext } = recorder(budget);
    const [bulk, light] = [budget.lane({ name: 'bulk' }), budget.lane({ name: 'light' })];
    for (let i = 0; i < 5; i++) ask(`bulk${i}`, { lane: bulk });
    ask('light0', { lane: light });
    for (let i = 0; i < 3; i++) await settleNext();
    expect(granted.slice(0, 3)).toEqual(['bulk0', 'bulk1', 'light0']);
  });

  it('gives a lane of weight 3 three turns for one', async () => {
    const { budget } = setUp({ target: 1 });
    const { granted, ask, settleNext } = recorder(budget);
    const lanes = [budget.lane({ name: 'x', weight: 3 }), budget.lane({ name: 'y' })];
    const blocker = await budget.acquire();
    for (let i = 0; i < 12; i++) for (const lane of lanes) ask(lane.name, { lane });
    blocker.settle(ok);
    for (let i = 0; i < 7; i++) await settleNext();
    expect(granted.slice(0, 8).join('')).toBe('xxxyxxxy');
  });

  it('serves the bands 8 : 4 : 1', async () => {
    const { budget } = setUp({ target: 1 });
    const { granted, ask, settleNext } = recorder(budget);
    const blocker = await budget.acquire();
    for (let i = 0; i < 30; i++) {
      for (const priority of ['high', 'normal', 'bulk'] as const) ask(priority, { priority });
    }
    blocker.settle(ok);
    for (let i = 0; i < 25; i++) await settleNext();
    const count = (label: string) => granted.slice(0, 26).filter((one) => one === label).length;
    expect([count('high'), count('normal'), count('bulk')]).toEqual([16, 8, 2]);
  });
});

describe('leaving the queue', () => {
  it('happens at once on abort, with the reason of the signal', async () => {
    const { budget } = setUp({ target: 1 });
    const held = await budget.acquire();
    const controller = new AbortController();
    const waiting = budget.acquire({ signal: controller.signal });
    const reason = new Error('changed my mind');
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    expect(budget.snapshot().queued).toEqual({});
    held.settle(ok);
    expect(budget.snapshot().inFlight).toBe(0);
  });

  it('is refused entry when the signal has fired already', async () => {
    const { budget } = setUp();
    await expect(budget.acquire({ signal: AbortSignal.abort('no') })).rejects.toBe('no');
    expect(budget.snapshot().inFlight).toBe(0);
  });

  it('happens to all on close, and later comers are refused', async () => {
    const { budget, clock } = setUp({ target: 1 });
    await budget.acquire();
    const waiting = budget.acquire();
    await Promise.all([
      expect(waiting).rejects.toMatchObject({ code: 'BUDGET_CLOSED' }),
      budget.close(),
    ]);
    await expect(budget.acquire()).rejects.toMatchObject({ code: 'BUDGET_CLOSED' });
    expect(clock.pending).toBe(0);
  });

  it('is not needed beyond the bound: who comes then is refused', async () => {
    const { budget } = setUp({ target: 1, queueLimit: 2 });
    const { ask } = recorder(budget);
    for (const label of ['a', 'b', 'c']) ask(label);
    await expect(budget.acquire()).rejects.toMatchObject({ code: 'QUEUE_FULL' });
  });
});

describe('a pause', () => {
  const throttled = { kind: 'throttled', retryAfterMs: 5_000 } as const;

  it('holds everybody back until its end', async () => {
    const { budget, clock } = setUp({ target: 2 });
    const events: string[] = [];
    budget.on('pause', ({ cause }) => events.push(cause));
    budget.on('resume', () => events.push('resume'));
    const { granted, ask } = recorder(budget);
    (await budget.acquire()).settle(throttled);
    ask('a');
    await clock.advance(4_999);
    expect(granted).toEqual([]);
    expect(budget.snapshot().pausedUntil).toBe(clock.now() + 1);
    await clock.advance(1);
    expect(granted).toEqual(['a']);
    expect(events).toEqual(['Retry-After', 'resume']);
    expect(budget.snapshot()).toMatchObject({ pausedUntil: null, throttled: 1 });
  });

  it('ends by the clock, although a timer fires a moment before', async () => {
    const fake = createFakeClock();
    const early = {
      ...fake,
      after: (ms: number, callback: () => void) => fake.after(ms - 1, callback),
    };
    const budget = createBudget({ clock: early, random: () => 0, target: 8 });
    (await budget.acquire()).settle(throttled);
    const waiting = budget.acquire();
    await fake.advance(4_999);
    expect(budget.snapshot()).toMatchObject({ inFlight: 0, queued: { shared: 1 } });
    await fake.advance(1);
    await expect(waiting).resolves.toMatchObject({ level: 5 });
  });

  it('is never shortened by a later, shorter one, and never longer than the cap', async () => {
    const { budget, clock } = setUp({ target: 2, longestPauseMs: 10_000 });
    const [a, b] = [await budget.acquire(), await budget.acquire()];
    a.settle({ kind: 'throttled', retryAfterMs: 3_600_000 });
    b.settle({ kind: 'throttled', retryAfterMs: 1_000 });
    expect(budget.snapshot().pausedUntil).toBe(clock.now() + 10_000);
  });

  it('fails at once whoever cannot wait that long, and says until when', async () => {
    const { budget, clock } = setUp({ target: 1 });
    const held = await budget.acquire();
    const queued = budget.acquire({ deadline: clock.now() + 1_000 });
    const late = expect(queued).rejects.toMatchObject({
      code: 'BUDGET_PAUSED',
      until: clock.now() + 5_000,
    });
    held.settle(throttled);
    await late;
    await expect(budget.acquire({ deadline: clock.now() + 1_000 })).rejects.toMatchObject({
      code: 'BUDGET_PAUSED',
    });
  });
});

it('keeps its invariants over random schedules', async () => {
  const action = fc.oneof(
    fc.record({
      do: fc.constant('acquire' as const),
      cost: fc.integer({ min: 1, max: 3 }),
      lane: fc.nat(2),
    }),
    fc.record({ do: fc.constant('settle' as const), index: fc.nat(9), throttle: fc.boolean() }),
    fc.record({ do: fc.constant('abort' as const), index: fc.nat(9) }),
    fc.record({ do: fc.constant('advance' as const), ms: fc.integer({ min: 0, max: 3_000 }) }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.array(action, { maxLength: 40 }),
      async (target, plan) => {
        const { budget, clock } = setUp({ target });
        const lanes = [0, 1, 2].map((i) => budget.lane({ name: `lane ${i}` }));
        const permits: Permit[] = [];
        const waits: AbortController[] = [];
        let costs = 0;
        for (const step of plan) {
          if (step.do === 'acquire') {
            const controller = new AbortController();
            waits.push(controller);
            const options = { signal: controller.signal, lane: lanes[step.lane], cost: step.cost };
            budget.acquire(options).then(
              (permit) => {
                costs += step.cost;
                permits.push({
                  ...permit,
                  settle(outcome) {
                    costs -= step.cost;
                    permit.settle(outcome);
                  },
                });
              },
              () => undefined,
            );
          } else if (step.do === 'settle') {
            const [permit] = permits.splice(step.index % Math.max(1, permits.length), 1);
            permit?.settle(step.throttle ? { kind: 'throttled', retryAfterMs: 500 } : ok);
          } else if (step.do === 'abort') waits[step.index]?.abort();
          else await clock.advance(step.ms);
          await settlePromises();
          const { inFlight, queued, pausedUntil } = budget.snapshot();
          expect(inFlight).toBe(costs);
          expect(inFlight <= target || permits.length === 1).toBe(true);
          // No lost wake-up: with a free level, no pause and a waiter there is always somebody in flight.
          if (pausedUntil === null && Object.keys(queued).length > 0)
            expect(inFlight).toBeGreaterThan(0);
        }
        for (const controller of waits) controller.abort();
        await settlePromises();
        for (const permit of permits) permit.settle(ok);
        expect(budget.snapshot()).toMatchObject({ inFlight: 0, queued: {} });
        await budget.close();
        expect(clock.pending).toBe(0);
      },
    ),
    { numRuns: 200 },
  );
});
