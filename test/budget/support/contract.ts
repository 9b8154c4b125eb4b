import { describe, expect, it, onTestFinished } from 'vitest';
import type { AcquireOptions, ConcurrencyBudget, Permit } from '../../../src/budget/types.js';
import { type BudgetOptions, NestedAcquireError } from '../../../src/core.js';
import { ok } from './set-up.js';

/** A budget under test, and the time it lives in. */
export interface Subject {
  readonly budget: ConcurrencyBudget;
  now(): number;
  /** Lets time pass. */
  pass(ms: number): Promise<void>;
  /** Lets everything happen that can happen without time. */
  quiet(): Promise<void>;
}

type Make = (
  options: Pick<BudgetOptions, 'target' | 'autoRecover' | 'queueLimit'>,
) => Promise<Subject>;

const throttled = { kind: 'throttled' } as const;

/** Asks by label, notes the order of grants, and gives back one after the other. */
function recorder({ budget, quiet }: Subject) {
  const granted: string[] = [];
  const permits: Permit[] = [];
  return {
    granted,
    permits,
    ask(label: string, options?: AcquireOptions) {
      const wait = budget.acquire(options).then((permit) => {
        granted.push(label);
        permits.push(permit);
      });
      wait.catch(() => undefined);
    },
    async settleNext() {
      await expect.poll(() => permits.length, { interval: 2 }).toBeGreaterThan(0);
      permits.shift()?.settle(ok);
      await quiet();
    },
  };
}

/** What every budget keeps. */
export function describeBudget(name: string, make: Make): void {
  const setUp = async (options: Parameters<Make>[0] = {}) => {
    const subject = await make(options);
    onTestFinished(() => subject.budget.close());
    return { ...subject, ...recorder(subject) };
  };
  const soon = <T>(value: () => T) => expect.poll(value, { interval: 2 });

  describe(`${name}: permits`, () => {
    it('are granted up to the target and no further', async () => {
      const { budget, granted, ask, settleNext, quiet } = await setUp({ target: 2 });
      for (const label of ['a', 'b', 'c']) ask(label);
      await soon(() => granted.length).toBe(2);
      await quiet();
      expect(granted).toEqual(['a', 'b']);
      expect(budget.snapshot()).toMatchObject({ inFlight: 2, queued: { shared: 1 } });
      await settleNext();
      await soon(() => granted).toEqual(['a', 'b', 'c']);
    });

    it('count once however often they are settled', async () => {
      const { budget } = await setUp({ target: 1 });
      const permit = await budget.acquire();
      permit.settle(ok);
      permit.settle(ok);
      permit[Symbol.dispose]();
      expect(budget.snapshot().inFlight).toBe(0);
      await budget.acquire();
      expect(budget.snapshot().inFlight).toBe(1);
    });

    it('are given back however a task ends', async () => {
      const { budget } = await setUp({ target: 1 });
      await expect(budget.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
      await expect(budget.run(async () => 'done')).resolves.toBe('done');
      expect(budget.snapshot().inFlight).toBe(0);
    });

    it('dearer than the level are granted when nothing else is in flight', async () => {
      const { granted, ask, settleNext, quiet } = await setUp({ target: 2 });
      ask('a');
      ask('dear', { cost: 5 });
      ask('b');
      await soon(() => granted).toEqual(['a']);
      await quiet();
      await settleNext();
      await soon(() => granted).toEqual(['a', 'dear']);
      await quiet();
      expect(granted).toEqual(['a', 'dear']);
      await settleNext();
      await soon(() => granted).toEqual(['a', 'dear', 'b']);
    });

    it.each([0, 1.5, Number.NaN])('are never had for a cost of %d', async (cost) => {
      const { budget } = await setUp();
      await expect(budget.acquire({ cost })).rejects.toMatchObject({ code: 'INPUT' });
    });

    it('are refused under a permit of the same budget', async () => {
      const { budget } = await setUp();
      const nested = budget.run(() => budget.run(async () => 'never'));
      await expect(nested).rejects.toThrow(NestedAcquireError);
    });
  });

  describe(`${name}: the queue`, () => {
    it('is first in, first out within a lane, with retries at the head', async () => {
      const { budget, granted, ask, settleNext } = await setUp({ target: 1 });
      const held = await budget.acquire();
      for (const label of ['a', 'b', 'c']) ask(label);
      ask('retry', { atHead: true });
      held.settle(ok);
      for (let i = 0; i < 4; i++) await settleNext();
      expect(granted).toEqual(['retry', 'a', 'b', 'c']);
    });

    it('has lanes take turns by their weights', async () => {
      const { budget, granted, ask, settleNext } = await setUp({ target: 1 });
      const lanes = [budget.lane({ name: 'x', weight: 3 }), budget.lane({ name: 'y' })];
      const held = await budget.acquire();
      for (let i = 0; i < 9; i++) for (const lane of lanes) ask(lane.name, { lane });
      held.settle(ok);
      for (let i = 0; i < 8; i++) await settleNext();
      expect(granted.slice(0, 8).join('')).toBe('xxxyxxxy');
    });

    it('is left at once on abort, with the reason of the signal', async () => {
      const { budget, granted, ask, quiet } = await setUp({ target: 1 });
      const held = await budget.acquire();
      const controller = new AbortController();
      const waiting = budget.acquire({ signal: controller.signal });
      await quiet();
      const reason = new Error('changed my mind');
      controller.abort(reason);
      await expect(waiting).rejects.toBe(reason);
      expect(budget.snapshot().queued).toEqual({});
      ask('next');
      held.settle(ok);
      await soon(() => granted).toEqual(['next']);
      await expect(budget.acquire({ signal: AbortSignal.abort('no') })).rejects.toBe('no');
    });

    it('is left when a deadline has come', async () => {
      const { budget, now, pass } = await setUp({ target: 1 });
      await budget.acquire();
      const late = expect(budget.acquire({ deadline: now() + 100 })).rejects.toMatchObject({
        code: 'DEADLINE',
      });
      await pass(100);
      await late;
    });

    it('takes no more than its bound', async () => {
      const { budget, ask } = await setUp({ target: 1, queueLimit: 2 });
      await budget.acquire();
      for (const label of ['a', 'b']) ask(label);
      await expect(budget.acquire()).rejects.toMatchObject({ code: 'QUEUE_FULL' });
    });

    it('is left by all on close, and later comers are refused', async () => {
      const { budget } = await setUp({ target: 1 });
      await budget.acquire();
      const waiting = expect(budget.acquire()).rejects.toMatchObject({ code: 'BUDGET_CLOSED' });
      await budget.close();
      await waiting;
      await expect(budget.acquire()).rejects.toMatchObject({ code: 'BUDGET_CLOSED' });
    });
  });

  describe(`${name}: the level`, () => {
    it('falls once per burst of throttled answers, and tells why', async () => {
      const { budget } = await setUp({ target: 20 });
      const changes: unknown[] = [];
      budget.on('level', (change) => changes.push(change));
      const permits = await Promise.all(Array.from({ length: 8 }, () => budget.acquire()));
      for (const permit of permits) permit.settle(throttled);
      await soon(() => budget.snapshot().level).toBe(5);
      expect(budget.snapshot()).toMatchObject({ ceiling: 7, throttled: 8, decreases: 1 });
      expect(changes).toMatchObject([{ from: 8, to: 5, cause: 'throttled' }]);
      expect(budget.explain()).toContain('At most 5 of 20 requests at once (8 before)');
    });

    it('climbs while its permits are used', async () => {
      const { budget, quiet } = await setUp({ target: 9 });
      const permits = await Promise.all(Array.from({ length: 8 }, () => budget.acquire()));
      for (const permit of permits) permit.settle(ok);
      await soon(() => budget.snapshot().level).toBe(9);
      await quiet();
      expect(budget.snapshot()).toMatchObject({ lastChange: { from: 8, to: 9, cause: 'probe' } });
    });

    it('stays at the target without auto-recover, and nothing pauses', async () => {
      const { budget, quiet } = await setUp({ target: 12, autoRecover: false });
      const permits = await Promise.all(Array.from({ length: 12 }, () => budget.acquire()));
      for (const permit of permits) permit.settle({ ...throttled, retryAfterMs: 9_000 });
      await quiet();
      expect(budget.snapshot()).toMatchObject({ level: 12, pausedUntil: null, throttled: 12 });
      await expect(budget.acquire()).resolves.toMatchObject({ level: 12 });
    });

    it('follows a change of the target, for waiters too', async () => {
      const { budget, granted, ask } = await setUp({ target: 1 });
      for (const label of ['a', 'b', 'c']) ask(label);
      await soon(() => granted).toEqual(['a']);
      budget.configure({ target: 3 });
      await soon(() => granted).toEqual(['a', 'b', 'c']);
      expect(budget.snapshot()).toMatchObject({ target: 3, lastChange: { cause: 'configure' } });
      expect(() => budget.configure({ target: 0 })).toThrow(/target must be a whole number/);
      expect(() => budget.configure({ autoRecover: 'no' as never })).toThrow(/true or false/);
    });
  });

  describe(`${name}: a pause`, () => {
    it('holds everybody back until its end, and is told', async () => {
      const { budget, now, pass, quiet, granted, ask } = await setUp({ target: 4 });
      const events: string[] = [];
      budget.on('pause', ({ cause }) => events.push(cause));
      budget.on('resume', () => events.push('resume'));
      (await budget.acquire()).settle({ ...throttled, retryAfterMs: 400 });
      await soon(() => budget.snapshot().pausedUntil ?? 0).toBeGreaterThan(now());
      const until = budget.snapshot().pausedUntil ?? 0;
      ask('a');
      await quiet();
      expect(granted).toEqual([]);
      await pass(until - now());
      await soon(() => granted).toEqual(['a']);
      expect(now()).toBeGreaterThanOrEqual(until - 2);
      expect(events).toEqual(['Retry-After', 'resume']);
    });

    it('fails at once whoever cannot wait that long, and says until when', async () => {
      const { budget, now } = await setUp({ target: 1 });
      const held = await budget.acquire();
      const queued = expect(budget.acquire({ deadline: now() + 2_000 })).rejects.toMatchObject({
        code: 'BUDGET_PAUSED',
      });
      held.settle({ ...throttled, retryAfterMs: 9_000 });
      await queued;
    });

    it('ends for everybody when auto-recover is switched off', async () => {
      const { budget, granted, ask } = await setUp({ target: 2 });
      (await budget.acquire()).settle({ ...throttled, retryAfterMs: 9_000 });
      await soon(() => budget.snapshot().pausedUntil).not.toBeNull();
      ask('a');
      budget.configure({ autoRecover: false });
      await soon(() => granted).toEqual(['a']);
    });

    it('of a scope holds back its calls only', async () => {
      const scope = 'order-placement';
      const { budget, pass, quiet, granted, ask } = await setUp({ target: 4 });
      const held = await budget.acquire({ scope });
      held.settle({ ...throttled, scope, retryAfterMs: 300 });
      await quiet();
      ask('order', { scope });
      ask('read');
      await soon(() => granted).toEqual(['read']);
      expect(budget.snapshot()).toMatchObject({ level: 4, queued: { shared: 1 } });
      await pass(300);
      await soon(() => granted).toEqual(['read', 'order']);
    });
  });
}
