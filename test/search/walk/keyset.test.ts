import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMagento, isMagentoError, type Magento, oauth1 } from '../../../src/index.js';
import { type RunningSandbox, startSandbox } from '../../../src/sandbox/index.js';
import { createRowStore, numbers, rowsOf } from './support/row-store.js';
import { connect, walkThrough } from './support/walking.js';

let sandbox: RunningSandbox;
let magento: Magento;

beforeAll(async () => {
  sandbox = await startSandbox({ products: 40 });
  const { url, credentials } = sandbox;
  magento = createMagento({ baseUrl: url, auth: oauth1(credentials.integration) });
});
afterAll(() => sandbox.close());

const idsOf = (items: readonly { readonly id?: number }[]) => items.map(({ id }) => id);
const lastQuery = () => decodeURIComponent(sandbox.requests.at(-1)?.url ?? '');

describe('a walk by key over a store', () => {
  it('delivers what one large page holds, in the order of the key, for every list with rows', async () => {
    const everything = { searchCriteria: { pageSize: 0 } };
    const few = { pageSize: 3 };
    const { products, orders, customers, categories, customerGroups, inventorySources } = magento;
    const pairs = [
      [await products.list(everything), await products.iterate(few).toArray()],
      [await orders.list(everything), await orders.iterate(few).toArray()],
      [await customers.list(everything), await customers.iterate(few).toArray()],
      [await categories.list(everything), await categories.iterate(few).toArray()],
      [await customerGroups.list(everything), await customerGroups.iterate(few).toArray()],
      [await inventorySources.list(everything), await inventorySources.iterate(few).toArray()],
    ] as const;
    for (const [page, items] of pairs) {
      expect(items.length).toBeGreaterThan(0);
      expect(new Set(items)).toEqual(new Set(page.items));
      expect(items).toHaveLength(page.items.length);
    }
  });

  it('begins with the key 0, which guests’ customer group has', async () => {
    const groups = await magento.customerGroups.iterate({ pageSize: 1 }).toArray();
    expect(groups[0]?.id).toBe(0);
  });

  it('adds its key to other filters in a group of its own', async () => {
    const criteria = {
      filterGroups: [
        { filters: [{ field: 'sku', value: '24-%', conditionType: 'like' } as const] },
        { filters: [{ field: 'status', value: 1 }] },
      ],
    };
    const page = await magento.products.list({ searchCriteria: { ...criteria, pageSize: 0 } });
    const items = await magento.products.iterate({ ...criteria, pageSize: 4 }).toArray();
    expect(idsOf(items)).toEqual(idsOf(page.items).sort((a = 0, b = 0) => a - b));
    expect(lastQuery()).toMatch(/\[2\]\[filters\]\[0\]\[field\]=entity_id/);
  });

  it('asks for the wanted members of an item, for the key and for the count', async () => {
    const items = await magento.products
      .iterate({ pageSize: 30 }, { fields: 'sku,price' })
      .toArray();
    expect(Object.keys(items[0] ?? {}).sort()).toEqual(['id', 'price', 'sku']);
    expect(items.length).toBeGreaterThan(30);
    expect(lastQuery()).toContain('fields=items[sku,price,id],total_count');
  });

  it('walks in the store view, with the headers and the signal of its options', async () => {
    const options = { store: 'default', headers: { 'x-walk': '1' }, signal: AbortSignal.abort() };
    await magento.products.iterate({}, { ...options, signal: undefined }).toArray();
    expect(lastQuery()).toContain('/rest/default/V1/products');
    const aborted = walkThrough(magento.products.pages({}, options));
    expect((await aborted).error).toBe(options.signal.reason);
  });

  it('begins anew with each for await', async () => {
    const walk = magento.products.iterate({ pageSize: 25 });
    const [first, second] = [await walk.toArray(), await walk.toArray()];
    expect(second).toEqual(first);
  });
});

describe('a walk by key', () => {
  const ids = [...numbers(1, 12), 40, 41, 900];

  it('needs one request for each page, and no page number', async () => {
    const store = createRowStore(rowsOf(ids));
    const { items } = await walkThrough(connect(store).products.pages({ pageSize: 4 }));
    expect(idsOf(items)).toEqual(ids);
    expect(store.asked.map(({ pageSize, currentPage }) => [pageSize, currentPage])).toEqual(
      Array(4).fill([4, undefined]),
    );
    expect(store.asked.at(-1)?.groups).toEqual([
      [{ field: 'entity_id', value: '12', condition: 'gt' }],
    ]);
  });

  it('goes down when the key is sorted by downwards', async () => {
    const store = createRowStore(rowsOf(ids));
    const sortOrders = [{ field: 'entity_id', direction: 'DESC' as const }];
    const walk = connect(store).products.pages({ pageSize: 4, sortOrders });
    const { items, pages } = await walkThrough(walk);
    expect(idsOf(items)).toEqual(ids.toReversed());
    expect(store.asked[1]?.groups).toEqual([
      [{ field: 'entity_id', value: '12', condition: 'lt' }],
    ]);
    expect(pages[0]?.cursor).toMatchObject({ direction: 'DESC', ranges: [{ after: 12 }] });
  });

  it('says how much there was, and the end of the list with its last page', async () => {
    const walk = connect(createRowStore(rowsOf(ids))).products.pages({ pageSize: 6 });
    const { pages } = await walkThrough(walk);
    expect(pages.map(({ total }) => total)).toEqual([15, 15, 15]);
    expect(pages.map(({ cursor }) => cursor)).toEqual([
      { version: 1, list: 'products.list', ranges: [{ after: 6 }] },
      { version: 1, list: 'products.list', ranges: [{ after: 12 }] },
      { version: 1, list: 'products.list', ranges: [] },
    ]);
  });

  it.each([{}, { mode: 'offset' }, { parallel: 2 }] as const)(
    'does not believe a full page to be the last, as rows can go before the store counts (%o)',
    async (options) => {
      const store = createRowStore(rowsOf(numbers(1, 6)));
      const whole = store.answer;
      let isCounted = false;
      store.answer = (url) => {
        const answer = whole(url);
        if (isCounted || !url.includes('pageSize%5D=5')) return answer;
        isCounted = true;
        store.rows.delete(2);
        return { ...answer, body: answer.body.replace('"total_count":6', '"total_count":5') };
      };
      const walk = connect(store).products.pages(
        { pageSize: 5 },
        { ...options, onDrift: () => {} },
      );
      expect(idsOf((await walkThrough(walk)).items)).toContain(6);
    },
  );

  it('delivers nothing of an empty list, and nothing from a cursor at the end', async () => {
    const empty = createRowStore([]);
    expect(await walkThrough(connect(empty).products.pages())).toMatchObject({ pages: [] });
    expect(empty.asked).toHaveLength(1);
    const store = createRowStore(rowsOf(ids));
    const from = { version: 1, list: 'products.list', ranges: [] } as const;
    expect(await walkThrough(connect(store).products.pages({}, { from }))).toMatchObject({
      pages: [],
      error: undefined,
    });
    expect(store.asked).toHaveLength(0);
  });

  it.each(['ASC', 'DESC'] as const)(
    'goes on from the cursor of any page with exactly the rest (%s)',
    async (direction) => {
      const store = createRowStore(rowsOf(ids));
      const { products } = connect(store);
      const criteria = { pageSize: 4, sortOrders: [{ field: 'entity_id', direction }] };
      const whole = await walkThrough(products.pages(criteria));
      for (const [index, { cursor }] of whole.pages.entries()) {
        const from = JSON.parse(JSON.stringify(cursor));
        const rest = await walkThrough(products.pages(criteria, { from }));
        expect(rest.items).toEqual(whole.pages.slice(index + 1).flatMap(({ items }) => items));
        expect(rest.pages[0]?.total).toBe(rest.pages[0] && rest.items.length);
      }
    },
  );

  it('stays inside the ranges of a cursor', async () => {
    const store = createRowStore(rowsOf(ids));
    const ranges = [{ upTo: 2 }, { after: 4, upTo: 7 }, { after: 30, upTo: 41 }, { after: 100 }];
    const from = { version: 1, list: 'products.list', ranges } as const;
    const { items } = await walkThrough(connect(store).products.pages({ pageSize: 2 }, { from }));
    expect(idsOf(items)).toEqual([1, 2, 5, 6, 7, 40, 41, 900]);
  });

  it('goes by texts as well', async () => {
    const rows = ['a', 'B', 'c', 'd,e', 'ü'].map((sku, id) => ({ id, sku, source_code: sku }));
    const store = createRowStore(rows);
    const salable = { salesChannelType: 'website', salesChannelCode: 'base' };
    const walk = connect(store).inventorySalability.pagesSalableQuantities({
      ...salable,
      searchCriteria: { pageSize: 2 },
    });
    const { items } = await walkThrough(walk);
    expect(items).toEqual(rows);
  });

  it('goes on after short pages where the store does not count, to the first empty one', async () => {
    const store = createRowStore(rowsOf(ids), { hides: ({ id }) => id % 5 === 2 });
    const input = { storeId: 1, currencyCode: 'EUR', searchCriteria: { pageSize: 4 } };
    const { items, pages } = await walkThrough(connect(store).products.pagesRenderData(input));
    expect(idsOf(items)).toEqual(ids.filter((id) => id % 5 !== 2));
    expect(pages[0]?.total).toBeUndefined();
  });

  it('takes a list without an envelope', async () => {
    const rows = numbers(1, 7).map((id) => ({ id, agreement_id: id, name: `Terms ${id}` }));
    const store = createRowStore(rows, { bare: true });
    const { products, checkoutAgreements } = connect(store);
    const walk = checkoutAgreements.pages({ pageSize: 3 }, { fields: 'name' });
    expect((await walkThrough(walk)).items).toEqual(
      rows.map(({ agreement_id, name }) => ({ agreement_id, name })),
    );
    const { error } = await walkThrough(products.pages());
    expect(error).toMatchObject({ code: 'RESPONSE_FORMAT' });
  });

  it.each([
    ['ignores filters', () => rowsOf(numbers(1, 9)).slice(0, 3), 'is not in its order|came twice'],
    ['ignores the order', () => rowsOf([3, 1, 2]), 'is not in its order'],
    ['leaves the key out', () => [{ sku: 'A' }], 'an item has no "id"'],
    ['gives a key twice', () => rowsOf([1, 1]), 'came twice'],
  ])('ends with an error at a store that %s', async (_, items, message) => {
    const body = JSON.stringify({ items: items(), total_count: 50 });
    const fetch = async () =>
      new Response(body, { headers: { 'content-type': 'application/json' } });
    const { error } = await walkThrough(connect({ fetch }).products.pages({ pageSize: 3 }));
    expect(error).toMatchObject({
      code: 'RESPONSE_FORMAT',
      hint: expect.stringContaining('offset'),
    });
    expect(isMagentoError(error) && error.message).toMatch(new RegExp(message));
  });

  it('ends with an error at a store that gives the same texts for ever', async () => {
    const body = JSON.stringify({
      items: [{ source_code: 'a' }, { source_code: 'b' }],
      total_count: 9,
    });
    const fetch = async () =>
      new Response(body, { headers: { 'content-type': 'application/json' } });
    const { error, pages } = await walkThrough(connect({ fetch }).inventorySources.pages());
    expect(error).toMatchObject({ code: 'RESPONSE_FORMAT', cursor: { ranges: [{ after: 'b' }] } });
    expect(pages).toHaveLength(1);
  });
});
