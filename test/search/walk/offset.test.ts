import { describe, expect, it } from 'vitest';
import { createMagento, ListChangedError, oauth1 } from '../../../src/index.js';
import { createSandbox } from '../../../src/sandbox/index.js';
import type { Drift } from '../../../src/search/index.js';
import { createRowStore, numbers, type RowStoreOptions, rowsOf } from './support/row-store.js';
import { connect, walkThrough } from './support/walking.js';

const idsOf = (items: readonly { readonly id?: number }[]) => items.map(({ id }) => id);
const byKind = { sortOrders: [{ field: 'kind', direction: 'ASC' as const }] };
const offset = { mode: 'offset' } as const;

describe('a walk by page numbers', () => {
  it('is what another order leads to, which the key makes stable', async () => {
    const store = createRowStore(rowsOf(numbers(1, 10)));
    const { items, pages } = await walkThrough(
      connect(store).products.pages({ ...byKind, pageSize: 4 }),
    );
    expect(idsOf(items)).toEqual([3, 6, 9, 1, 4, 7, 10, 2, 5, 8]);
    expect(store.asked[0]?.sorts).toEqual([
      { field: 'kind', direction: 'ASC' },
      { field: 'entity_id', direction: 'ASC' },
    ]);
    expect(pages.map(({ total }) => total)).toEqual(pages.map(() => 10));
  });

  it('goes in the order of the key when none is asked for', async () => {
    const store = createRowStore(rowsOf([5, 3, 9, 1]));
    const { items } = await walkThrough(connect(store).products.pages({}, offset));
    expect(idsOf(items)).toEqual([1, 3, 5, 9]);
  });

  it('walks lists without a key over a store as well', async () => {
    const sandbox = createSandbox({ products: 40 });
    const { url: baseUrl, fetch, credentials } = sandbox;
    const magento = createMagento({ baseUrl, fetch, auth: oauth1(credentials.integration) });
    const everything = { searchCriteria: { pageSize: 0 } };
    const { items } = await magento.inventorySourceItems.list(everything);
    const walked = await magento.inventorySourceItems.iterate({ pageSize: 7 }).toArray();
    expect(walked).toEqual(items);
    expect(walked.length).toBeGreaterThan(20);
  });

  it.each([1, 2, 3, 4, 5, 7, 10, 20, 100])(
    'delivers every row once, and asks for known ones again, with %i a page',
    async (pageSize) => {
      const store = createRowStore(rowsOf(numbers(1, 60)));
      const { items, error } = await walkThrough(
        connect(store).products.pages({ pageSize }, offset),
      );
      expect(error).toBeUndefined();
      expect(idsOf(items)).toEqual(numbers(1, 60));
      const largest = Math.max(...store.asked.map(({ pageSize: size = 0 }) => size));
      expect(largest).toBeLessThanOrEqual(pageSize < 10 ? pageSize + 6 : pageSize);
    },
  );

  it('asks for few rows twice', async () => {
    const store = createRowStore(rowsOf(numbers(1, 1000)));
    await walkThrough(connect(store).products.pages({ pageSize: 50 }, offset));
    expect(store.asked.length).toBeLessThanOrEqual(24);
  });

  it('counts pages from 0 where the store does', async () => {
    const store = createRowStore(rowsOf(numbers(1, 25)), { zeroBased: true });
    const { items } = await walkThrough(connect(store).products.pagesSearch({ pageSize: 10 }));
    expect(idsOf(items)).toEqual(numbers(1, 25));
    expect(store.asked[0]?.currentPage).toBe(0);
  });

  it('pages lists by members of their own', async () => {
    const urls: string[] = [];
    const store = createRowStore([]);
    const fetch: typeof globalThis.fetch = async (input) => {
      urls.push(decodeURIComponent(String(input)).split('?')[1] ?? '');
      const items = [{ item_id: urls.length }, { item_id: 7 }];
      return new Response(JSON.stringify({ items, total_count: urls.length === 1 ? 2 : 0 }));
    };
    const { stockItems, pickupLocations } = connect({ ...store, fetch });
    await walkThrough(stockItems.pagesLowStock({ scopeId: 0, qty: 5, pageSize: 9 }));
    const searchRequest = { scopeCode: 'base', pageSize: 9 };
    await walkThrough(pickupLocations.pages({ searchRequest }));
    expect(urls).toEqual([
      'scopeId=0&qty=5&currentPage=1&pageSize=9',
      'searchRequest[scopeCode]=base&searchRequest[pageSize]=9&searchRequest[currentPage]=1',
    ]);
  });

  it.each([
    ['ends with an empty page', 'empty'],
    ['repeats the last page', 'repeat'],
  ] as const)('comes to the end of a list that %s', async (_, endOfList) => {
    const rows = numbers(1, 12).map((id) => ({ id, agreement_id: id }));
    const counted = createRowStore(rows, { endOfList });
    const walk = connect(counted).products.pages({ pageSize: 4 }, offset);
    expect((await walkThrough(walk)).items).toEqual(rows);
    const bare = createRowStore(rows, { endOfList, bare: true });
    const uncounted = connect(bare).checkoutAgreements.pages({ pageSize: 4 }, offset);
    expect((await walkThrough(uncounted)).items).toEqual(rows);
    const short = createRowStore(rows, { endOfList, hides: ({ id }) => id % 4 === 2 });
    const input = { storeId: 1, currencyCode: 'EUR', searchCriteria: { pageSize: 4 } };
    const hiding = connect(short).products.pagesRenderData(input, offset);
    expect((await walkThrough(hiding)).items).toEqual(rows.filter(({ id }) => id % 4 !== 2));
  });

  it.each(['empty', 'repeat'] as const)(
    'takes single items where a store gives no more (%s)',
    async (endOfList) => {
      const store = createRowStore(rowsOf(numbers(1, 6)), { endOfList, maximumPageSize: 1 });
      const pages = connect(store).products.pages({}, offset)[Symbol.asyncIterator]();
      const found: (number | undefined)[] = [];
      // One more than there are shows a walk without an end.
      for (
        let page = await pages.next();
        !page.done && found.length <= 6;
        page = await pages.next()
      ) {
        found.push(...idsOf(page.value.items));
      }
      expect(found).toEqual(numbers(1, 6));
    },
  );

  it('goes on from the cursor of any page with exactly the rest', async () => {
    const store = createRowStore(rowsOf(numbers(1, 30)));
    const { products } = connect(store);
    const criteria = { ...byKind, pageSize: 7 };
    const whole = await walkThrough(products.pages(criteria));
    for (const [index, { cursor }] of whole.pages.entries()) {
      const from = JSON.parse(JSON.stringify(cursor));
      const rest = await walkThrough(products.pages(criteria, { from }));
      expect(rest.error).toBeUndefined();
      expect(rest.items).toEqual(whole.pages.slice(index + 1).flatMap(({ items }) => items));
    }
  });

  it('tells items without a key apart by all they hold, and keeps that short in the cursor', async () => {
    const rows = numbers(1, 20).map((id) => ({ id, sku: `S-${id}`, text: 'long '.repeat(500) }));
    const store = createRowStore(rows);
    const { products } = connect(store);
    const { pages } = await walkThrough(products.pagesSearch({ pageSize: 6 }));
    const cursor = pages[0]?.cursor;
    expect(JSON.stringify(cursor).length).toBeLessThan(120);
    store.rows.delete(2);
    const { error } = await walkThrough(
      products.pagesSearch({ pageSize: 6 }, cursor && { from: cursor }),
    );
    expect(error).toBeInstanceOf(ListChangedError);
  });
});

describe('a list that changes under a walk by page numbers', () => {
  /** Changes the list before the second page, and tells what the walk says and delivers. */
  async function walkOver(
    change: (rows: ReturnType<typeof createRowStore>['rows']) => void,
    options: RowStoreOptions = {},
    listen = true,
  ) {
    const store = createRowStore(rowsOf(numbers(1, 40).map((id) => id * 10)), {
      ...options,
      before: (count) => {
        if (count === 2) change(store.rows);
      },
    });
    const drifts: Drift[] = [];
    const onDrift = listen ? (drift: Drift) => void drifts.push(drift) : undefined;
    const walk = connect(store).products.pages(
      { pageSize: 10 },
      { ...offset, onDrift, lookAhead: 0 },
    );
    return { ...(await walkThrough(walk)), drifts };
  }
  const original = numbers(1, 40).map((id) => id * 10);
  const [added] = rowsOf([5]);

  it('is noticed when rows came before, and nothing is lost or repeated', async () => {
    const { items, drifts, error } = await walkOver((rows) => added && rows.set(5, added));
    expect(error).toBeUndefined();
    expect(drifts).toEqual([{ offset: 10, kind: 'moved', by: 1 }]);
    expect(idsOf(items)).toEqual(original);
  });

  it('is noticed when rows went, and what the page still shows is not lost', async () => {
    const { items, drifts } = await walkOver((rows) => rows.delete(20));
    expect(drifts).toEqual([{ offset: 10, kind: 'moved', by: undefined }]);
    expect(idsOf(items)).toEqual(original);
  });

  it('is walked on when so many rows came that a page shows nothing new', async () => {
    const { items, drifts } = await walkOver((rows) => {
      for (const row of rowsOf(numbers(101, 129)))
        rows.set(row.id - 100, { ...row, id: row.id - 100 });
    });
    expect(drifts.length).toBeGreaterThan(0);
    expect(idsOf(items)).toEqual(expect.arrayContaining(original));
  });

  it('is noticed when rows came or went behind, and nothing is lost or repeated', async () => {
    const { items, drifts } = await walkOver((rows) => rows.delete(300));
    expect(drifts).toEqual([{ offset: 10, kind: 'counted', by: -1 }]);
    expect(idsOf(items)).toEqual(original.filter((id) => id !== 300));
  });

  it('is noticed when the last item itself is gone, and the walk goes on behind the one before', async () => {
    const { items, drifts } = await walkOver((rows) => {
      rows.delete(100);
      for (const row of rowsOf([5, 6])) rows.set(row.id, row);
    });
    expect(drifts).toEqual([{ offset: 10, kind: 'moved', by: undefined }]);
    expect(idsOf(items)).toEqual(original);
  });

  it.each(['empty', 'repeat'] as const)(
    'is noticed when it ends before the place (%s)',
    async (endOfList) => {
      const { drifts, error } = await walkOver(
        (rows) => {
          for (const id of original.slice(4)) rows.delete(id);
        },
        { endOfList },
      );
      expect(error).toBeUndefined();
      expect(drifts).toEqual([{ offset: 10, kind: 'moved', by: undefined }]);
    },
  );

  it.each([1, 2, 3])(
    'is noticed with %i a page too, where only larger pages overlap',
    async (pageSize) => {
      const store = createRowStore(rowsOf(original), {
        before: (count) => {
          if (count === 3) store.rows.delete(10);
        },
      });
      const { error } = await walkThrough(connect(store).products.pages({ pageSize }, offset));
      expect(error).toBeInstanceOf(ListChangedError);
    },
  );

  it('ends the walk with an error that says what to do when nobody listens', async () => {
    const { error, pages } = await walkOver((rows) => added && rows.set(5, added), {}, false);
    expect(error).toBeInstanceOf(ListChangedError);
    expect(error).toMatchObject({
      code: 'LIST_CHANGED',
      drift: { offset: 10, kind: 'moved', by: 1 },
      hint: expect.stringMatching(/by key.*onDrift/),
      cursor: pages[0]?.cursor,
      message: expect.stringContaining('products.list moved by +1 before place 10'),
    });
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({
      drift: { kind: 'moved' },
      cursor: { offset: 10, last: 100 },
    });
    const counted = await walkOver((rows) => rows.delete(300), {}, false);
    expect(counted.error).toMatchObject({ drift: { kind: 'counted' } });
  });
});
