import { beforeAll, describe, expect, it } from 'vitest';
import type { KeysetCursor, WalkOptions } from '../../../src/search/index.js';
import { createFakeClock } from '../../support/fake-clock.js';
import { createRowStore, numbers, rowsOf } from './support/row-store.js';
import { createSortedStore } from './support/sorted-store.js';
import { connect, walkThrough } from './support/walking.js';

// Loaded with the first walk otherwise, in its own time.
beforeAll(() => import('../../../src/search/walk/pages.js'));

const LATENCY_MS = 100;
const idsOf = (items: readonly { readonly id?: number }[]) => items.map(({ id }) => id);

/** A number from 0 up to 1, the same in every run. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Walks a list whose every answer takes 100 ms of a simulated clock. */
async function walkSlowly(ids: readonly number[], options: WalkOptions) {
  const store = createSortedStore(ids);
  const clock = createFakeClock();
  const fetch: typeof globalThis.fetch = (input) =>
    new Promise((resolve) => {
      clock.after(LATENCY_MS, () => resolve(new Response(store.answer(String(input)))));
    });
  const { products } = connect({ fetch }, { clock, budget: { target: 8 } });
  const startedAt = clock.now();
  let isDone = false;
  const walking = walkThrough(products.pages({}, options)).finally(() => {
    isDone = true;
  });
  while (!isDone) await clock.advance(LATENCY_MS);
  const { items, error } = await walking;
  expect(error).toBeUndefined();
  return { ids: idsOf(items), ms: clock.now() - startedAt, requests: store.sent };
}

const random = createRandom(7);
const CATALOGUES: Readonly<Record<string, readonly number[]>> = {
  'without gaps': numbers(1, 20_000),
  'with a fifth deleted at random': numbers(1, 25_000).filter(() => random() >= 0.2),
  'with one huge gap': [...numbers(1, 10_000), ...numbers(5_000_001, 5_010_000)],
  'with a lone row far behind': [...numbers(1, 20_000), 900_000_000],
  'where half the keys lie in one cluster': [
    ...numbers(1, 10_000),
    ...numbers(1, 10_000).map((id) => 10_000 + id * 97),
  ],
};

describe.each(Object.entries(CATALOGUES))('eight requests at once over a list %s', (_, ids) => {
  it('are at least six times as fast as one', async () => {
    const one = await walkSlowly(ids, {});
    const eight = await walkSlowly(ids, { parallel: 8 });
    expect(one.ids).toEqual(ids);
    expect(eight.ids).toEqual(ids);
    expect(one.ms / eight.ms).toBeGreaterThanOrEqual(6);
    expect(eight.requests / one.requests).toBeLessThan(1.25);
  });

  it('are as fast when pages come as they are ready, each row once', async () => {
    const { ids: found, ms } = await walkSlowly(ids, { parallel: 8, ordered: false });
    expect(found.toSorted((a = 0, b = 0) => a - b)).toEqual(ids);
    expect((Math.ceil(ids.length / 100) * LATENCY_MS) / ms).toBeGreaterThanOrEqual(6);
  });
});

describe('a walk in parallel', () => {
  const ids = [...numbers(3, 40), ...numbers(60, 75), 200, 201, 500].filter((id) => id % 6 !== 0);

  it.each([
    ['upwards', { sortOrders: [] }, ids],
    ['downwards', { sortOrders: [{ field: 'entity_id', direction: 'DESC' }] }, ids.toReversed()],
  ] as const)('comes in the order of the key, %s', async (_, order, expected) => {
    const { products } = connect(createRowStore(rowsOf(ids)));
    const { items, pages } = await walkThrough(
      products.pages({ pageSize: 4, ...order }, { parallel: 3 }),
    );
    expect(idsOf(items)).toEqual(expected);
    expect(pages.every(({ total }) => total === ids.length)).toBe(true);
    expect(pages.at(-1)?.cursor).toMatchObject({ ranges: [] });
  });

  it('has in order a cursor as short as that of one request at a time', async () => {
    const { products } = connect(createRowStore(rowsOf(ids)));
    const { pages } = await walkThrough(products.pages({ pageSize: 4 }, { parallel: 3 }));
    for (const { items, cursor } of pages.slice(0, -1)) {
      expect((cursor as KeysetCursor).ranges).toEqual([{ after: expect.any(Number) }]);
      expect((cursor as KeysetCursor).ranges[0]?.after).toBeGreaterThanOrEqual(
        items.at(-1)?.id ?? 0,
      );
    }
  });

  it.each([
    { parallel: 3 },
    { parallel: 3, ordered: false },
    { parallel: 4, ordered: false, lookAhead: 0 },
    { parallel: 2, lookAhead: 3 },
  ])(
    'goes on from the cursor of any page with exactly the rest, in any way (%o)',
    async (options) => {
      const { products } = connect(createRowStore(rowsOf(ids)));
      const whole = await walkThrough(products.pages({ pageSize: 4 }, options));
      expect(idsOf(whole.items).toSorted((a = 0, b = 0) => a - b)).toEqual(ids);
      for (const [index, { cursor }] of whole.pages.entries()) {
        const delivered = whole.pages.slice(0, index + 1).flatMap(({ items }) => idsOf(items));
        const from = JSON.parse(JSON.stringify(cursor));
        for (const way of [{ from }, { ...options, from }]) {
          const rest = await walkThrough(products.pages({ pageSize: 4 }, way));
          const all = [...delivered, ...idsOf(rest.items)];
          expect(all.toSorted((a = 0, b = 0) => a - b)).toEqual(ids);
        }
      }
    },
  );

  it('takes rows that are appended while it runs, as one request at a time does', async () => {
    const store = createRowStore(rowsOf(numbers(1, 30)), {
      before: (count) => {
        if (count === 4) for (const row of rowsOf([31, 32, 33])) store.rows.set(row.id, row);
      },
    });
    const { items } = await walkThrough(
      connect(store).products.pages({ pageSize: 4 }, { parallel: 2 }),
    );
    expect(idsOf(items)).toEqual(numbers(1, 33));
  });

  it('needs numbers for keys, a key and a count', async () => {
    const store = createRowStore(
      ['a', 'b', 'c'].map((source_code, id) => ({ id, source_code, sku: source_code })),
    );
    const { inventorySources, inventorySourceItems, products } = connect(store);
    const parallel = 2;
    const input = { storeId: 1, currencyCode: 'EUR' };
    const walks = [
      [inventorySources.pages({}, { parallel }), 'The key of inventorySources.list is a text'],
      [inventorySourceItems.pages({}, { parallel }), 'parallel goes by key only'],
      [products.pagesRenderData(input, { parallel }), 'does not count its items'],
    ] as const;
    for (const [walk, message] of walks) {
      const { error } = await walkThrough<unknown>(walk);
      expect(error).toMatchObject({ code: 'INPUT', message: expect.stringContaining(message) });
    }
  });
});
