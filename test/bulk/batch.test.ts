import { describe, expect, test } from 'vitest';
import * as sourceItems from '../../generated/resources/inventorySourceItems.js';
import * as sources from '../../generated/resources/inventorySources.js';
import * as prices from '../../generated/resources/productPrices.js';
import * as products from '../../generated/resources/products.js';
import { failedRows } from '../../src/bulk/engine/batch-failures.js';
import { batch, bulk } from '../../src/bulk/index.js';
import { collect, products as many, openShop, sentTo } from './shop.js';

const price = (sku: string, value: number, store_id = 0) => ({ sku, price: value, store_id });

const byIndex = <T extends { readonly index: number }>(results: readonly T[]) =>
  [...results].sort((a, b) => a.index - b.index);

/** A shop with products IMP-0, IMP-1 and so on. */
async function shopWith(count: number, ...options: Parameters<typeof openShop>) {
  const shop = openShop(...options);
  await shop.settled(
    bulk(shop.client, products.create).run(many(count), { mode: 'direct' }).wait(),
  );
  return shop;
}

describe('rows in one request', () => {
  test('end as done, or failed with the reason of their own', async () => {
    const { client, settled, sandbox } = await shopWith(5);
    const rows = [
      price('IMP-0', 7),
      price('NOPE', 8),
      price('IMP-1', -1),
      price('IMP-2', 9),
      price('IMP-3', 9, 77),
    ];
    const results = byIndex(await settled(collect(batch(client, prices.updateBasePrices, rows))));
    expect(results.map(({ state, key }) => [state, key])).toEqual([
      ['done', 'IMP-0'],
      ['failed', 'NOPE'],
      ['failed', 'IMP-1'],
      ['done', 'IMP-2'],
      ['failed', 'IMP-3'],
    ]);
    expect(results[1]).toMatchObject({ item: rows[1], message: expect.stringContaining('NOPE') });
    expect(sentTo(sandbox, '/base-prices')).toHaveLength(1);
    const [saved] = await settled(prices.listBasePrices(client, { skus: ['IMP-2'] }));
    expect(saved).toMatchObject({ price: 9 });
  });

  test('come in chunks, learned from the refusal of larger ones', async () => {
    let most = 0;
    const { client, settled } = await shopWith(30, {}, {}, (fetch) => async (input, init) => {
      const body = String(init?.body ?? '');
      const count = body.split('"store_id"').length - 1;
      if (count > 20) {
        const parameters = { type: 'Magento\\Catalog\\Api\\Data\\BasePriceInterface', max: 20 };
        const refusal = { message: 'Maximum items of type "%type" is %max', parameters };
        return Response.json(refusal, { status: 400 });
      }
      most = Math.max(most, count);
      return fetch(input, init);
    });
    const rows = Array.from({ length: 90 }, (_, n) => price(`IMP-${n % 30}`, n));
    expect(await settled(batch(client, prices.updateBasePrices, rows).wait())).toMatchObject({
      done: 90,
    });
    expect(most).toBe(20);
  });

  test('halve when the web server finds the body too large', async () => {
    const sizes: number[] = [];
    const { client, settled } = await shopWith(10, {}, {}, (fetch) => async (input, init) => {
      const size = String(init?.body ?? '').length;
      if (size > 1_000)
        return new Response('<h1>413 Request Entity Too Large</h1>', { status: 413 });
      if (String(input).includes('base-prices')) sizes.push(size);
      return fetch(input, init);
    });
    const rows = Array.from({ length: 100 }, (_, n) => price(`IMP-${n % 10}`, n));
    expect(await settled(batch(client, prices.updateBasePrices, rows).wait())).toMatchObject({
      done: 100,
    });
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1_000);
  });

  test('that are refused as a whole are split until the bad one is alone', async () => {
    const { client, settled } = await shopWith(5);
    const row = (sku: string, quantity: number) => ({
      sku,
      source_code: 'default',
      quantity,
      status: 1,
    });
    const rows = [
      row('IMP-0', 1),
      row('IMP-1', 2),
      { ...row('IMP-2', 3), quantity: undefined as never },
      row('IMP-3', 4),
    ];
    const results = byIndex(await settled(collect(batch(client, sourceItems.update, rows))));
    expect(results.map(({ state }) => state)).toEqual(['done', 'done', 'failed', 'done']);
    expect(results[2]).toMatchObject({ message: expect.stringContaining('should be numeric') });
  });

  test('take what is the same for all of them from "input"', async () => {
    const { client, settled, sandbox } = await shopWith(3);
    const job = batch(client, sources.assignProducts, ['IMP-0', 'IMP-1'], {
      input: { sourceCodes: ['default'] },
    });
    const results = byIndex(await settled(collect(job)));
    expect(results.map(({ key, state }) => [key, state])).toEqual([
      ['IMP-0', 'done'],
      ['IMP-1', 'done'],
    ]);
    expect(sentTo(sandbox, 'source-assign')).toHaveLength(1);
  });

  test('are no single inputs, and not those that would delete each other', () => {
    const { client } = openShop();
    expect(() => batch(client, products.create as never, [])).toThrow('use bulk(client');
    expect(() => batch(client, prices.replaceTierPrices, [])).toThrow('deletes the tier prices');
  });
});

describe('failures find their rows', () => {
  const tier = (sku: string, quantity: number, customer_group = 'ALL GROUPS') => ({
    sku,
    quantity,
    customer_group,
    website_id: 0,
    price: 3,
  });
  const places = (rows: readonly unknown[], ...parameters: readonly (readonly unknown[])[]) => {
    const { byRow, unplaced } = failedRows(
      rows,
      parameters.map((values) => ({ message: 'x', parameters: values })),
    );
    return { rows: [...byRow.keys()].sort(), unplaced: unplaced.length };
  };

  test('by the values of their keys, in any order and spelling', () => {
    const rows = [tier('A', 9), tier('A', 10), tier('B', 9), tier('a', 10, 'Retail')];
    expect(places(rows, ['A', '0', 'ALL GROUPS', '10.0000'])).toEqual({ rows: [1], unplaced: 0 });
    expect(places(rows, [null, 'B', '0'])).toEqual({ rows: [2], unplaced: 0 });
    expect(places(rows, ['A', '0', 'Retail', '10'])).toEqual({ rows: [3], unplaced: 0 });
  });

  test('several rows when they cannot be told apart, none when nothing fits', () => {
    const rows = [tier('A', 9), tier('A', 9), tier('B', 9)];
    expect(places(rows, ['A', '9'])).toEqual({ rows: [0, 1], unplaced: 0 });
    expect(places(rows, ['C', '9'])).toEqual({ rows: [], unplaced: 1 });
  });

  test('one row by a wrong value alone, when no other has it', () => {
    expect(places([price('A', 1), price('B', -1)], ['Price', '-1'])).toEqual({
      rows: [1],
      unplaced: 0,
    });
    const both = [price('A', -1), price('B', -1)];
    expect(places(both, ['Price', '-1'])).toEqual({ rows: [], unplaced: 1 });
  });

  test('a row without a SKU, as a store reports it', () => {
    const rows = [price('A', 1), { price: 3, store_id: 0 }];
    expect(places(rows, ['SKU', null])).toEqual({ rows: [1], unplaced: 0 });
    expect(places(['A', 'B'], ['B'])).toEqual({ rows: [1], unplaced: 0 });
  });
});

test('a failure that fits no row is found by sending fewer', async () => {
  const { client, settled } = await shopWith(4, {}, {}, (fetch) => async (input, init) => {
    if (!String(input).endsWith('/base-prices')) return fetch(input, init);
    const isIn = String(init?.body).includes('"IMP-2"');
    return Response.json(isIn ? [{ message: 'Something is wrong.', parameters: [] }] : []);
  });
  const rows = [0, 1, 2, 3].map((n) => price(`IMP-${n}`, n));
  const results = byIndex(await settled(collect(batch(client, prices.updateBasePrices, rows))));
  expect(results.map(({ state }) => state)).toEqual(['done', 'done', 'failed', 'done']);
  expect(results[2]).toMatchObject({ message: 'Something is wrong.' });
});
