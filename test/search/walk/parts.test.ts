import { describe, expect, it } from 'vitest';
import type { Filter, SearchCriteria } from '../../../src/search/index.js';
import { createRowStore, numbers, rowsOf } from './support/row-store.js';
import { connect, walkThrough } from './support/walking.js';

const skuOf = (id: number) => `${String(id).padStart(4, '0')}-${'x'.repeat(150)}`;
const rows = rowsOf(numbers(1, 150)).map((row) => ({ ...row, sku: skuOf(row.id) }));
const wanted = numbers(1, 150).filter((id) => id % 7 !== 0);
const filter: Filter = { field: 'sku', value: wanted.map(skuOf), conditionType: 'in' };
const criteria: SearchCriteria = { filterGroups: [{ filters: [filter] }], pageSize: 10 };
const idsOf = (items: readonly { readonly id?: number }[]) => items.map(({ id = 0 }) => id);
const sorted = (all: readonly number[]) => all.toSorted((a, b) => a - b);

describe.each([{}, { mode: 'offset' }, { parallel: 3 }] as const)(
  'a list of values too long for one query (%o)',
  (options) => {
    it('is walked in parts, each row once, in order inside a part', async () => {
      const store = createRowStore(rows);
      const { items, pages, error } = await walkThrough(
        connect(store).products.pages(criteria, options),
      );
      expect(error).toBeUndefined();
      expect(sorted(idsOf(items))).toEqual(wanted);
      const parts = new Map(pages.map(({ cursor }) => [cursor.part ?? 0, cursor]));
      expect(parts.size).toBeGreaterThan(1);
      expect(pages[0]?.total).toBeUndefined();
    });

    it('goes on from the cursor of any page with exactly the rest', async () => {
      const { products } = connect(createRowStore(rows));
      const whole = await walkThrough(products.pages(criteria, options));
      for (const [index, { cursor }] of whole.pages.entries()) {
        const from = JSON.parse(JSON.stringify(cursor));
        const rest = await walkThrough(products.pages(criteria, { ...options, from }));
        const delivered = whole.pages.slice(0, index + 1).flatMap(({ items }) => items);
        expect(sorted(idsOf([...delivered, ...rest.items]))).toEqual(wanted);
      }
    });
  },
);

it('asks with queries that stores take', async () => {
  const urls: string[] = [];
  const store = createRowStore(rows);
  const fetch: typeof globalThis.fetch = (input, init) => {
    urls.push(String(input));
    return store.fetch(input, init);
  };
  await walkThrough(connect({ fetch }).products.pages(criteria));
  expect(Math.max(...urls.map(({ length }) => length))).toBeLessThan(8_000);
});

it('refuses an order that the parts could not keep', async () => {
  const store = createRowStore(rows);
  const sortOrders = [{ field: 'name', direction: 'ASC' as const }];
  const { error } = await walkThrough(connect(store).products.pages({ ...criteria, sortOrders }));
  expect(error).toMatchObject({
    code: 'INPUT',
    message: expect.stringContaining('sort the items yourself'),
  });
  expect(store.asked).toEqual([]);
});
