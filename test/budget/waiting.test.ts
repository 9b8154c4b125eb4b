import { getEventListeners } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { createBudget, NestedAcquireError } from '../../src/core.js';
import { ok, recorder, settlePromises, setUp } from './support/set-up.js';

describe('a deadline', () => {
  it('ends a wait when it has come, and leaves nothing behind', async () => {
    const { budget, clock } = setUp({ target: 1 });
    const held = await budget.acquire();
    const late = expect(budget.acquire({ deadline: clock.now() + 500 })).rejects.toMatchObject({
      code: 'DEADLINE',
      stage: 'queue',
    });
    await clock.advance(500);
    await late;
    expect(budget.snapshot().queued).toEqual({});
    expect(clock.pending).toBe(0);
    held.settle(ok);
    expect(budget.snapshot().inFlight).toBe(0);
  });

  it('that is over is refused', async () => {
    const { budget, clock } = setUp();
    const late = budget.acquire({ deadline: clock.now() });
    await expect(late).rejects.toMatchObject({ code: 'DEADLINE' });
  });

  it('leaves no timer when the permit comes in time', async () => {
    const { budget, clock } = setUp({ target: 1 });
    const held = await budget.acquire();
    const waiting = budget.acquire({ deadline: clock.now() + 500 });
    held.settle(ok);
    await waiting;
    expect(clock.pending).toBe(0);
  });
});

describe('an abort', () => {
  it('in the same moment as the grant gives the permit to the next', async () => {
    const { budget } = setUp({ target: 1 });
    const held = await budget.acquire();
    const controller = new AbortController();
    const crossed = budget.acquire({ signal: controller.signal });
    const next = budget.acquire();
    held.settle(ok);
    controller.abort('changed my mind');
    await expect(crossed).rejects.toBe('changed my mind');
    await expect(next).resolves.toBeDefined();
    expect(budget.snapshot().inFlight).toBe(1);
  });

  it('of a dear wait lets those behind it go at once', async () => {
    const { budget } = setUp({ target: 2 });
    const { granted, ask } = recorder(budget);
    await budget.acquire();
    const controller = new AbortController();
    ask('dear', { cost: 2, signal: controller.signal }).catch(() => undefined);
    ask('cheap');
    await settlePromises();
    expect(granted).toEqual([]);
    controller.abort();
    await settlePromises();
    expect(granted).toEqual(['cheap']);
  });

  it('of the last waiter takes the timer of a pause along', async () => {
    const { budget, clock } = setUp();
    (await budget.acquire()).settle({ kind: 'throttled', retryAfterMs: 5_000 });
    const controller = new AbortController();
    const waiting = budget.acquire({ signal: controller.signal });
    await settlePromises();
    expect(clock.pending).toBe(1);
    controller.abort('no');
    await expect(waiting).rejects.toBe('no');
    expect(clock.pending).toBe(0);
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  });
});

describe('a pause', () => {
  it('is told once, however many answers come in the meantime', async () => {
    const { budget } = setUp({ target: 4 });
    const pauses: unknown[] = [];
    budget.on('pause', (change) => pauses.push(change));
    const permits = await Promise.all(Array.from({ length: 4 }, () => budget.acquire()));
    permits[0]?.settle({ kind: 'throttled', retryAfterMs: 5_000 });
    permits[1]?.settle({ kind: 'throttled', retryAfterMs: 1_000 });
    permits[2]?.settle(ok);
    expect(pauses).toHaveLength(1);
  });
});

describe('a pause that nobody waited out', () => {
  it('is reported as over with the next permit', async () => {
    const { budget, clock } = setUp();
    const events: string[] = [];
    budget.on('resume', () => events.push('resume'));
    (await budget.acquire()).settle({ kind: 'throttled', retryAfterMs: 5_000 });
    await clock.advance(60_000);
    expect(events).toEqual([]);
    await budget.acquire();
    expect(events).toEqual(['resume']);
  });
});

describe('a scope', () => {
  const scope = 'order-placement';
  const refusal = { kind: 'throttled', scope } as const;

  it('that is throttled holds back its own calls and nobody else, and leaves the level alone', async () => {
    const { budget, clock } = setUp({ target: 4 });
    const { granted, ask } = recorder(budget);
    (await budget.acquire({ scope })).settle({ ...refusal, retryAfterMs: 3_000 });
    ask('order 1', { scope });
    ask('order 2', { scope });
    ask('read');
    await settlePromises();
    expect(granted).toEqual(['read']);
    expect(budget.snapshot()).toMatchObject({ level: 4, pausedUntil: null, queued: { shared: 2 } });
    await clock.advance(3_000);
    expect(granted).toEqual(['read', 'order 1', 'order 2']);
  });

  it('takes its calls out of the way when it closes while they wait, and lets them in first', async () => {
    const { budget, clock } = setUp({ target: 1 });
    const { granted, ask, settleNext } = recorder(budget);
    const order = await budget.acquire({ scope });
    ask('order', { scope });
    ask('read 1');
    ask('read 2');
    await settlePromises();
    order.settle({ ...refusal, retryAfterMs: 3_000 });
    await settlePromises();
    expect(granted).toEqual(['read 1']);
    await clock.advance(3_000);
    await settleNext();
    expect(granted).toEqual(['read 1', 'order']);
  });

  it('without a Retry-After waits twice as long each time, until it works again', async () => {
    const { budget, clock } = setUp({ target: 4 });
    const pauses: number[] = [];
    budget.on('pause', ({ until }) => pauses.push(until - clock.now()));
    const attempt = async (outcome: typeof refusal | typeof ok) => {
      (await budget.acquire({ scope })).settle(outcome);
      await clock.advance(60_000);
    };
    for (let i = 0; i < 3; i += 1) await attempt(refusal);
    await attempt(ok);
    await attempt(refusal);
    expect(pauses).toEqual([800, 1_600, 3_200, 800]);
  });

  it('counts refusals that were under way together as one', async () => {
    const { budget, clock } = setUp({ target: 4 });
    const orders = await Promise.all([budget.acquire({ scope }), budget.acquire({ scope })]);
    for (const order of orders) order.settle(refusal);
    await clock.advance(1_000);
    const pauses: number[] = [];
    budget.on('pause', ({ until }) => pauses.push(until - clock.now()));
    (await budget.acquire({ scope })).settle(refusal);
    expect(pauses).toEqual([1_600]);
  });

  it('is not opened earlier by a shorter wait', async () => {
    const { budget, clock } = setUp({ target: 4 });
    const orders = await Promise.all([budget.acquire({ scope }), budget.acquire({ scope })]);
    orders[0]?.settle({ ...refusal, retryAfterMs: 9_000 });
    orders[1]?.settle({ ...refusal, retryAfterMs: 1_000 });
    const { granted, ask } = recorder(budget);
    ask('order', { scope });
    await clock.advance(8_999);
    expect(granted).toEqual([]);
    await clock.advance(1);
    expect(granted).toEqual(['order']);
  });

  it('lets go of calls that are aborted, or cannot wait that long', async () => {
    const { budget, clock } = setUp({ target: 4 });
    (await budget.acquire({ scope })).settle({ ...refusal, retryAfterMs: 9_000 });
    const controller = new AbortController();
    const aborted = budget.acquire({ scope, signal: controller.signal });
    const late = budget.acquire({ scope, deadline: clock.now() + 1_000 });
    await expect(late).rejects.toMatchObject({ code: 'BUDGET_PAUSED', until: clock.now() + 9_000 });
    controller.abort('no');
    await expect(aborted).rejects.toBe('no');
    expect(clock.pending).toBe(0);
  });
});

describe('acquiring under a permit of the same budget', () => {
  it('is refused instead of hanging, however deep', async () => {
    const { budget } = setUp({ target: 1 });
    const nested = budget.run(async () => {
      await settlePromises();
      return budget.run(async () => 'never');
    });
    await expect(nested).rejects.toThrow(NestedAcquireError);
    expect(budget.snapshot().inFlight).toBe(0);
  });

  it('is fine once that permit is given back, and under one of another budget', async () => {
    const { budget } = setUp({ target: 1 });
    const { budget: other } = setUp({ target: 1 });
    const result = budget.run(async (permit) => {
      await other.run(async () => undefined);
      permit.settle(ok);
      return budget.run(async () => 'done');
    });
    await expect(result).resolves.toBe('done');
  });

  it('is refused through a permit of another budget as well', async () => {
    const { budget } = setUp({ target: 1 });
    const { budget: other } = setUp({ target: 1 });
    const nested = budget.run(() => other.run(() => budget.run(async () => 'never')));
    await expect(nested).rejects.toThrow(NestedAcquireError);
    expect([budget.snapshot().inFlight, other.snapshot().inFlight]).toEqual([0, 0]);
  });

  it('is noticed by nobody where the platform cannot follow code', async () => {
    const { getBuiltinModule } = process;
    Object.assign(process, { getBuiltinModule: undefined });
    vi.resetModules();
    try {
      const { createBudget } = await import('../../src/core.js');
      const budget = createBudget({ target: 2 });
      const nested = budget.run(() => budget.run(async () => 'done'));
      await expect(nested).resolves.toBe('done');
    } finally {
      Object.assign(process, { getBuiltinModule });
    }
  });
});

describe('what a budget counts', () => {
  it('includes waits by their length, retries and refusals at the bound', async () => {
    const { budget, clock } = setUp({ target: 1, queueLimit: 1 });
    const full: unknown[] = [];
    budget.on('queueFull', (change) => full.push(change));
    const held = await budget.acquire();
    const waiting = budget.acquire({ atHead: true });
    await expect(budget.acquire()).rejects.toMatchObject({ code: 'QUEUE_FULL' });
    await clock.advance(100);
    held.settle(ok);
    await waiting;
    const { waits, retried } = budget.snapshot();
    expect(waits.filter(({ count }) => count > 0)).toEqual([
      { belowMs: 1, count: 1 },
      { belowMs: 256, count: 1 },
    ]);
    expect(retried).toBe(1);
    expect(full).toEqual([{ queued: 1 }]);
  });

  it.each([0, 1.5, -1, 1_001, Number.NaN])('is never a cost of %d', async (cost) => {
    await expect(createBudget().acquire({ cost })).rejects.toMatchObject({ code: 'INPUT' });
  });
});

describe('a listener that throws', () => {
  it('does not keep a permit or a waiter', async () => {
    const { budget } = setUp({ target: 1 });
    const unheard = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    const thrown = new Promise((resolve) => process.once('uncaughtException', resolve));
    budget.on('throttle', () => {
      throw new Error('not mine');
    });
    const held = await budget.acquire();
    const waiting = budget.acquire();
    held.settle({ kind: 'throttled', scope: 'other' });
    await expect(waiting).resolves.toBeDefined();
    await expect(thrown).resolves.toMatchObject({ message: 'not mine' });
    for (const listener of unheard) process.on('uncaughtException', listener);
  });
});
