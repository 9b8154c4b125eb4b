import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Page, PageWalk, WalkOptions } from '../../../src/search/index.js';
import { createFakeClock } from '../../support/fake-clock.js';
import { createRowStore, numbers, type Row, rowsOf } from './support/row-store.js';
import { connect } from './support/walking.js';

// Loaded with the first walk otherwise, in its own time.
beforeAll(async () => {
  await import('../../../src/search/walk/pages.js');
  await import('../../../src/http/list-query.js');
});

/** A store that answers when told to. */
function createSlowStore(rows: readonly Row[]) {
  const store = createRowStore(rows);
  const waiting: (() => void)[] = [];
  const signals: AbortSignal[] = [];
  const clock = createFakeClock();
  const fetch: typeof globalThis.fetch = (input, init) => {
    const { signal } = init ?? {};
    if (signal) signals.push(signal);
    return new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason));
      waiting.push(() => resolve(store.fetch(input, init)));
    });
  };
  return {
    fetch,
    signals,
    /** Requests so far. */
    get sent() {
      return signals.length;
    },
    /** Lets what has begun go as far as it can without an answer. */
    settle: () => clock.advance(0),
    /** Answers all that wait, and what they lead to, until nothing waits. */
    async answerAll() {
      await clock.advance(0);
      while (waiting.length > 0) {
        for (const answer of waiting.splice(0)) answer();
        await clock.advance(0);
      }
    },
    /** Answers the first that waits. */
    async answerOne() {
      await clock.advance(0);
      waiting.shift()?.();
      await clock.advance(0);
    },
    /** Answers the last that waits. */
    async answerLast() {
      await clock.advance(0);
      waiting.pop()?.();
      await clock.advance(0);
    },
  };
}

const idsOf = (page: IteratorResult<Page<{ id?: number }>, undefined>) =>
  page.value?.items.map(({ id }) => id);

function begin(options: WalkOptions) {
  const store = createSlowStore(rowsOf(numbers(1, 100)));
  const magento = connect(store, { budget: { target: 20 } });
  const walk: PageWalk<{ id?: number }> = magento.products.pages({ pageSize: 5 }, options);
  const iterator = walk[Symbol.asyncIterator]();
  onTestFinished(async () => void (await iterator.return?.()));
  return { store, iterator, budget: magento.budget };
}

describe.each(['keyset', 'offset'] as const)('looking ahead (%s)', (mode) => {
  it('sends nothing before the first page is asked for', async () => {
    const { store } = begin({ mode });
    await store.settle();
    expect(store.sent).toBe(0);
  });

  it.each([0, 1, 2, 5])(
    'fetches %i pages more than were taken, and no further',
    async (lookAhead) => {
      const { store, iterator } = begin({ mode, lookAhead });
      for (let taken = 1; taken <= 4; taken++) {
        const page = iterator.next();
        await store.answerAll();
        expect((await page).done).toBe(false);
        expect(store.sent).toBe(taken + lookAhead);
      }
    },
  );

  it('aborts what is in flight at once when the loop is left', async () => {
    const { store, iterator, budget } = begin({ mode });
    const first = iterator.next();
    await store.answerOne();
    await first;
    await store.settle();
    expect([store.sent, store.signals[1]?.aborted]).toEqual([2, false]);
    expect(await iterator.return?.()).toEqual({ done: true, value: undefined });
    expect(store.signals[1]?.aborted).toBe(true);
    expect(budget.snapshot().inFlight).toBe(0);
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
  });

  it('aborts at once while a page is waited for, which then is the end', async () => {
    const { store, iterator } = begin({ mode });
    const page = iterator.next();
    await store.settle();
    const returned = iterator.return?.();
    expect(store.signals[0]?.aborted).toBe(true);
    expect(await page).toEqual({ done: true, value: undefined });
    expect(await returned).toEqual({ done: true, value: undefined });
  });

  it('throws the reason of the caller’s signal unchanged', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const { store, iterator } = begin({ mode, signal: controller.signal });
    const page = iterator.next();
    await store.settle();
    controller.abort(reason);
    await expect(page).rejects.toBe(reason);
    expect(store.signals[0]?.aborted).toBe(true);
    expect(Object.keys(reason)).toEqual([]);
  });
});

describe('walking in parallel', () => {
  const mode = 'keyset';

  it('sends as many requests at once as wanted, and holds twice as many pages at most', async () => {
    const { store, iterator, budget } = begin({ mode, parallel: 4 });
    const first = iterator.next();
    await store.answerOne();
    await store.answerOne();
    await first;
    expect(budget.snapshot().inFlight).toBe(4);
    await store.answerAll();
    // The first page was taken, the look for the last key was no page.
    expect(store.sent - 2).toBeLessThanOrEqual(8);
    const sent = store.sent;
    expect(idsOf(await iterator.next())).toEqual([6, 7, 8, 9, 10]);
    await store.answerAll();
    expect(store.sent).toBe(sent + 1);
  });

  it.each([true, false])(
    'aborts all that is in flight when the loop is left (ordered: %s)',
    async (ordered) => {
      const { store, iterator, budget } = begin({ mode, parallel: 4, ordered });
      const first = iterator.next();
      await store.answerOne();
      await store.answerOne();
      await first;
      expect(budget.snapshot().inFlight).toBe(4);
      await iterator.return?.();
      await store.settle();
      expect(store.signals.slice(2).every(({ aborted }) => aborted)).toBe(true);
      expect(budget.snapshot().inFlight).toBe(0);
    },
  );

  it('delivers pages in the order of the key when they come otherwise, unless told not to', async () => {
    for (const ordered of [true, false]) {
      const { store, iterator } = begin({ mode, parallel: 2, ordered });
      const first = iterator.next();
      await store.answerOne();
      await store.answerOne();
      await first;
      const second = iterator.next();
      // The answer to the later of both comes first.
      await store.answerLast();
      const isThere = await Promise.race([
        second.then(() => true),
        store.settle().then(() => false),
      ]);
      expect(isThere).toBe(!ordered);
      await store.answerAll();
      expect(idsOf(await second)).toEqual(ordered ? [6, 7, 8, 9, 10] : [11, 12, 13, 14, 15]);
    }
  });
});

describe('items of a walk', () => {
  it('end at once with the caller’s signal, in the middle of a page', async () => {
    const store = createRowStore(rowsOf(numbers(1, 50)));
    const controller = new AbortController();
    const { signal } = controller;
    const seen: (number | undefined)[] = [];
    const walking = async () => {
      for await (const { id } of connect(store).products.iterate({ pageSize: 10 }, { signal })) {
        seen.push(id);
        if (id === 4) controller.abort();
      }
    };
    const thrown = await walking().catch((error: unknown) => error);
    expect(thrown).toBe(signal.reason);
    expect(seen).toEqual([1, 2, 3, 4]);
  });

  it('fetch no more when the loop is left', async () => {
    const store = createRowStore(rowsOf(numbers(1, 50)));
    for await (const { id } of connect(store).products.iterate({ pageSize: 10 })) {
      if (id === 13) break;
    }
    expect(store.asked.length).toBeLessThanOrEqual(3);
  });

  it('come all at once up to a limit', async () => {
    const store = createRowStore(rowsOf(numbers(1, 50)));
    const walk = connect(store).products.iterate({ pageSize: 10 });
    expect(await walk.toArray({ limit: 50 })).toHaveLength(50);
    const before = store.asked.length;
    await expect(walk.toArray({ limit: 15 })).rejects.toMatchObject({
      code: 'INPUT',
      message: expect.stringContaining('more than 15 items'),
    });
    expect(store.asked.length - before).toBeLessThanOrEqual(3);
    await expect(walk.toArray({ limit: 0 })).rejects.toMatchObject({ code: 'INPUT' });
  });
});
