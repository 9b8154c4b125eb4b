import { describe, expect, it } from 'vitest';
import { type Catalogue, createCatalogue } from '../../../src/sandbox/catalogue/catalogue.js';
import { findRows } from '../../../src/sandbox/catalogue/find.js';
import {
  catalogueSettings,
  type GeneratedProducts,
} from '../../../src/sandbox/catalogue/options.js';
import { createSandbox } from '../../../src/sandbox/index.js';
import type { Sort } from '../../../src/sandbox/search/criteria.js';
import { slice } from '../../../src/sandbox/search/sequence.js';
import { adminToken, ask } from '../ask.js';
import { products } from '../list-url.js';

function catalogue(options: number | GeneratedProducts): Catalogue {
  return createCatalogue(catalogueSettings(options, { seed: 1, nextId: 11 }), [4, 5]);
}

function idsOf({ count, idOf }: Catalogue): readonly number[] {
  return Array.from({ length: count }, (_, row) => idOf(row));
}

describe('ids of generated products', () => {
  it('are dense, from the first one on', () => {
    expect(idsOf(catalogue(3))).toEqual([11, 12, 13]);
    expect(idsOf(catalogue({ count: 2, firstId: 1_000_000 }))).toEqual([1_000_000, 1_000_001]);
  });

  it('ascend with a share of gaps at places that look like chance', () => {
    const ids = idsOf(catalogue({ count: 4000, gaps: 0.2 }));
    expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => a - b));
    expect(ids.at(-1)).toBeGreaterThan(4990);
    expect(ids.at(-1)).toBeLessThan(5012);
    const steps = new Set(ids.map((id, at) => id - (ids[at - 1] ?? id)));
    expect(steps.size).toBeGreaterThan(3);
  });

  it.each<GeneratedProducts>([
    { count: 0 },
    { count: 1.5 },
    { count: 50_000_001 },
    { count: 5, gaps: 1 },
    { count: 5, firstId: 10 },
    { count: 5, perSecond: 0 },
  ])('of %j cannot be', (options) => {
    expect(() => catalogue(options)).toThrow(RangeError);
  });
});

describe('changes of generated products', () => {
  it('come in another order than the ids, each row once, some in a second', () => {
    const { count, changes } = catalogue({ count: 1000, perSecond: 7 });
    const rows = Array.from({ length: count }, (_, place) => changes.rowAt(place, 'ASC'));
    expect(new Set(rows).size).toBe(count);
    expect(rows.map((row) => changes.placeOf(row, 'ASC'))).toEqual([...rows.keys()]);
    const times = rows.map(changes.updatedAt);
    expect(times).toEqual(times.toSorted());
    expect(new Set(times).size).toBe(Math.ceil(count / 7));
    expect(rows.filter((row, place) => row > (rows[place + 1] ?? 0)).length).toBeGreaterThan(100);
  });
});

describe('a page of a million products', () => {
  const { idOf, changes, ...rest } = catalogue(1_000_000);
  let looks = 0;
  const counted: Catalogue = {
    ...rest,
    idOf: (row) => {
      looks += 1;
      return idOf(row);
    },
    changes: {
      ...changes,
      rowAt: (place, within) => {
        looks += 1;
        return changes.rowAt(place, within);
      },
    },
  };
  const asc = (field: string): Sort => ({ field, direction: 'ASC' });
  const find = (field: string, value: string, sorts: readonly Sort[]) => {
    looks = 0;
    const groups = [[{ field, condition: 'gt', value }]];
    const criteria = { groups, sorts, pageSize: 300, currentPage: undefined };
    const rows = findRows(counted, criteria, sorts, () => {
      throw new Error('a column was read');
    });
    return { length: rows.length, page: slice(rows, 0, 300) };
  };

  it.each([0, 500_000, 999_700])('after id %i is found in a few steps', (id) => {
    const { length, page } = find('entity_id', String(id), [asc('entity_id')]);
    expect(length).toBe(1_000_000 - Math.max(0, id - 10));
    expect(page.map(idOf)).toEqual(
      Array.from({ length: Math.min(300, length) }, (_, at) => Math.max(id, 10) + at + 1),
    );
    expect(looks).toBeLessThan(50);
  });

  it.each(['2020-01-01', '2020-07-02 12:00:00', '2020-07-03 21:26:30'])(
    'changed after %s is found in a few steps',
    (time) => {
      const { length, page } = find('updated_at', time, [asc('updated_at'), asc('entity_id')]);
      expect(page).toHaveLength(Math.min(300, length));
      const keys = page.map((row) => `${changes.updatedAt(row)} ${String(idOf(row)).padStart(7)}`);
      expect(keys).toEqual(keys.toSorted());
      expect(keys.every((key) => key.slice(0, 19) > time)).toBe(true);
      expect(looks).toBeLessThan(500);
    },
  );

  it('takes no memory to speak of', () => {
    const before = process.memoryUsage().heapUsed;
    const sandbox = createSandbox({ products: 10, generatedProducts: 1_000_000 });
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(20_000_000);
    expect(sandbox.requests).toEqual([]);
  });
});

describe('a generated product', async () => {
  const sandbox = createSandbox({ products: 10, generatedProducts: 5000 });
  const token = await adminToken(sandbox);
  const get = async (sku: string) =>
    (await ask(sandbox, 'GET', `/V1/products/${sku}`, undefined, token)).body;
  const inList = async (sku: string) => {
    const filters = [['sku', 'eq', sku]] as const;
    return (await products(sandbox, token, { filters })).body.items[0];
  };

  it('is the same in a list as by itself, but for its stock', async () => {
    for (const sku of ['GEN-00000001', 'GEN-00001001', 'GEN-00004321']) {
      const { stock_item, ...extension_attributes } = (await get(sku)).extension_attributes;
      expect(await inList(sku)).toEqual({ ...(await get(sku)), extension_attributes });
      expect(stock_item.product_id).toBe((await get(sku)).id);
    }
    expect(JSON.stringify(await inList('GEN-00004321')).length).toBeGreaterThan(1000);
    expect((await get('gen-00000001')).sku).toBe('GEN-00000001');
    expect((await get('GEN-00005001')).message).toContain("doesn't exist");
  });

  it('stays the same when it is written to, but for what is written', async () => {
    const { updated_at: _old, ...before } = await get('GEN-00000077');
    await ask(sandbox, 'PUT', '/all/V1/products/GEN-00000077', { product: { price: 1.5 } }, token);
    const { updated_at: _new, ...after } = await get('GEN-00000077');
    expect(after).toEqual({ ...before, price: 1.5 });
    const stock = `/V1/inventory/get-product-salable-quantity/GEN-00000077/1`;
    const salable = await ask(sandbox, 'GET', stock, undefined, token);
    expect(salable.body).toBe(before.extension_attributes.stock_item.qty);
    expect((await inList('GEN-00000077')).price).toBe(1.5);
  });

  it('is gone when it is deleted, and its SKU is free', async () => {
    const { total_count: before } = (await products(sandbox, token, { pageSize: 1 })).body;
    await ask(sandbox, 'DELETE', '/V1/products/GEN-00000100', undefined, token);
    expect((await products(sandbox, token, { pageSize: 1 })).body.total_count).toBe(before - 1);
    expect(await inList('GEN-00000100')).toBeUndefined();
    const product = { sku: 'GEN-00000100', name: 'Again', price: 1, attribute_set_id: 4 };
    const made = await ask(sandbox, 'POST', '/V1/products', { product }, token);
    const ids = (await products(sandbox, token, { sorts: ['-entity_id'], pageSize: 2 })).body.items;
    expect(made.body.id).toBe(ids[1].id + 1);
  });

  it('is shown to shoppers too', async () => {
    const path = '/V1/products-render-info?storeId=1&currencyCode=USD&searchCriteria[pageSize]=40';
    const { body } = await ask(sandbox, 'GET', path, undefined, token);
    expect(body.items.at(-1)).toMatchObject({ type: 'simple', is_salable: '1' });
    expect(body.items.at(-1).name).toMatch(/^\w+ [\w ]+ \d+$/);
  });

  it('comes back with a reset', async () => {
    sandbox.reset();
    expect((await get('GEN-00000100')).name).toMatch(/ 100$/);
  });
});
