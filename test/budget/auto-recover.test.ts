import { describe, expect, it } from 'vitest';
import type { ConcurrencyBudget, Outcome } from '../../src/budget/types.js';
import { ok, recorder, settlePromises, setUp } from './support/set-up.js';

const throttled = { kind: 'throttled' } as const;

/** As many attempts at once as the level allows, all ending alike; again and again. */
async function play(budget: ConcurrencyBudget, outcome: Outcome, rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const { level } = budget.snapshot();
    const permits = await Promise.all(Array.from({ length: level }, () => budget.acquire()));
    for (const permit of permits) permit.settle(outcome);
  }
}

describe('a budget that recovers by itself', () => {
  it('starts at 8, falls once per burst of throttled answers and tells why', async () => {
    const { budget, clock } = setUp({ target: 20 });
    const changes: unknown[] = [];
    budget.on('level', (change) => changes.push(change));
    expect(budget.snapshot()).toMatchObject({ target: 20, level: 8, ceiling: 8 });
    await play(budget, throttled, 1);
    expect(budget.snapshot()).toMatchObject({
      level: 5,
      ceiling: 7,
      throttled: 8,
      decreases: 1,
      lastChange: { at: clock.now(), from: 8, to: 5, cause: 'throttled' },
    });
    expect(changes).toEqual([{ at: clock.now(), from: 8, to: 5, cause: 'throttled' }]);
  });

  it('climbs back to its ceiling, probes beyond it and counts how that went', async () => {
    const { budget, clock } = setUp({ target: 20 });
    await play(budget, throttled, 1);
    await play(budget, ok, 10);
    expect(budget.snapshot()).toMatchObject({ level: 7, lastChange: { cause: 'recovery' } });
    await clock.advance(2_000);
    await play(budget, ok, 30);
    expect(budget.snapshot().probes).toEqual({ confirmed: 4, failed: 0 });
    expect(budget.snapshot()).toMatchObject({ level: 20, ceiling: 20 });
  });

  it('lets nobody go after a decrease before enough permits are back', async () => {
    const { budget } = setUp({ target: 8 });
    const { granted, permits, ask } = recorder(budget);
    for (let i = 0; i < 9; i += 1) ask(String(i));
    await settlePromises();
    permits[0]?.settle(throttled);
    permits[1]?.settle(ok);
    await settlePromises();
    expect(budget.snapshot()).toMatchObject({ level: 5, inFlight: 6 });
    expect(granted).toHaveLength(8);
    permits[2]?.settle(ok);
    permits[3]?.settle(ok);
    await settlePromises();
    expect(granted).toHaveLength(9);
  });

  it('pauses when even single requests are refused, and gives no grant until it is over', async () => {
    const { budget, clock } = setUp({ target: 1 });
    const pauses: unknown[] = [];
    budget.on('pause', (change) => pauses.push(change));
    await play(budget, throttled, 1);
    const { granted, ask } = recorder(budget);
    ask('a');
    await clock.advance(799);
    expect(granted).toEqual([]);
    await clock.advance(1);
    expect(granted).toEqual(['a']);
    expect(pauses).toEqual([{ until: clock.now(), cause: 'throttled' }]);
  });

  it('opens a little late after a Retry-After, so that not everybody returns at once', async () => {
    const { budget, clock } = setUp({ random: () => 1 });
    (await budget.acquire()).settle({ ...throttled, retryAfterMs: 3_000 });
    expect(budget.snapshot().pausedUntil).toBe(clock.now() + 3_060);
  });

  it('forgets its ceiling after a minute without traffic, not before', async () => {
    const { budget, clock } = setUp({ target: 20 });
    await play(budget, throttled, 1);
    await clock.advance(59_000);
    await play(budget, ok, 1);
    expect(budget.snapshot()).toMatchObject({ level: 6, ceiling: 7 });
    await clock.advance(60_000);
    await play(budget, ok, 1);
    expect(budget.snapshot()).toMatchObject({ level: 8, lastChange: { cause: 'probe' } });
  });

  it('takes a change of target and switch while it runs', async () => {
    const { budget } = setUp({ target: 20 });
    await play(budget, throttled, 1);
    budget.configure({ target: 3 });
    expect(budget.snapshot()).toMatchObject({ target: 3, level: 3 });
    budget.configure({ autoRecover: false, target: 6 });
    expect(budget.snapshot()).toMatchObject({ target: 6, level: 6, autoRecover: false });
    budget.configure({ autoRecover: true });
    expect(budget.snapshot()).toMatchObject({ level: 6, autoRecover: true });
    expect(() => budget.configure({ target: 0 })).toThrow(/target must be a whole number/);
    expect(() => budget.configure({ autoRecover: 'no' as never })).toThrow(/true or false/);
  });
});

describe('a budget with a fixed level', () => {
  it('never moves and never pauses; what the store asks for is only reported', async () => {
    const { budget } = setUp({ target: 12, autoRecover: false });
    const told: unknown[] = [];
    budget.on('throttle', (outcome) => told.push(outcome));
    budget.on('level', (change) => told.push(change));
    await play(budget, { ...throttled, retryAfterMs: 9_000 }, 1);
    await play(budget, { kind: 'soft-overload' }, 3);
    expect(budget.snapshot()).toMatchObject({ level: 12, pausedUntil: null, throttled: 12 });
    expect(told).toHaveLength(12);
    expect(told[0]).toEqual({ ...throttled, retryAfterMs: 9_000 });
  });

  it('lets waiters go at once when it is made so in the middle of a pause', async () => {
    const { budget, clock } = setUp({ target: 2 });
    (await budget.acquire()).settle({ ...throttled, retryAfterMs: 9_000 });
    const { granted, ask } = recorder(budget);
    ask('a');
    await settlePromises();
    budget.configure({ autoRecover: false });
    await settlePromises();
    expect(granted).toEqual(['a']);
    expect(clock.pending).toBe(0);
  });
});

describe('explain', () => {
  it('says in one paragraph what the level is, why, and since when', async () => {
    const { budget, clock } = setUp({ target: 20 });
    await play(budget, throttled, 1);
    await clock.advance(5_000);
    expect(budget.explain()).toBe(
      'At most 5 of 20 requests at once (8 before) since 2023-11-14T22:13:20.000Z, 5 s ago, because the store refused requests as too many. The store is believed to bear 7 (the ceiling); more is tried from time to time. 0 in flight, nobody waits.',
    );
  });

  it('names a pause and who waits', async () => {
    const { budget } = setUp({ target: 2 });
    (await budget.acquire()).settle({ ...throttled, retryAfterMs: 180_000 });
    const lane = budget.lane({ name: 'orders' });
    for (let i = 0; i < 2; i += 1) budget.acquire({ lane }).catch(() => undefined);
    const text = budget.explain();
    expect(text).toContain('Paused until 2023-11-14T22:15:20.000Z, 2 min more');
    expect(text).toContain('0 in flight, waiting: orders 2.');
    await budget.close();
  });

  it('says that a level is fixed', () => {
    const { budget } = setUp({ autoRecover: false });
    expect(budget.explain()).toContain('The level is fixed: auto-recover is off.');
  });
});
