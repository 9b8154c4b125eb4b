import { describe, expect, it } from 'vitest';
import { createSandbox } from '../../src/sandbox/index.js';
import { meets } from '../../src/sandbox/search/conditions.js';
import { filterFields } from '../../src/sandbox/search/fields.js';
import { type Answer, adminToken, ask, where } from './ask.js';
import { readJson } from './recorded.js';

const lab = createSandbox({ profile: 'lab' });
const get = async (path: string): Promise<Answer> =>
  ask(lab, 'GET', path, undefined, await adminToken(lab));
const products = (query: string): Promise<Answer> => get(`/V1/products?${query}`);

interface Row {
  readonly field: string;
  readonly value: string;
  readonly status: number;
  readonly total?: number;
  readonly skus?: readonly string[];
}

describe('the recorded table of conditions', () => {
  const table = (readJson('search') as { name: string; table: Record<string, Row> }[]).find(
    ({ name }) => name === 'search-condition-table',
  )?.table;

  it.each(Object.entries(table ?? {}))('%s', async (condition, row) => {
    const answer = await products(where(row.field, condition, row.value));
    expect(answer.status).toBe(row.status);
    // The recorded `description` and `nin` counts are of the same 199 products.
    if (row.total !== undefined) expect(answer.body.total_count).toBe(row.total);
    // Without a sort order the first two tell which index the database read along.
    const skus = answer.body.items?.slice(0, 2).map(({ sku }: { sku: string }) => sku);
    if (row.skus !== undefined) expect(skus).toEqual(row.skus);
  });
});

describe('conditions', () => {
  it.each([
    ['LAB-1', 'eq', 'lab-1', true],
    ['LAB-1', 'neq', 'lab-1', false],
    ['A', 'in', 'B,A', true],
    ['A', 'in', 'B, A', false],
    ['A', 'nin', 'B, A', true],
    ['a_b', 'like', 'a\\_b', false],
    ['axb', 'like', 'a_b', true],
    ['a(b', 'like', 'a(%', true],
    ['abc', 'like', 'b', false],
    [10, 'gt', '9', true],
    [10, 'lteq', '10', true],
    [10, 'eq', '10.0', true],
    [null, 'neq', '1', false],
    [null, 'null', '1', true],
    [null, 'notnull', '1', false],
    ['x', 'null', null, false],
    [null, 'null', null, false],
    ['1,2,3', 'finset', '2', true],
    ['1,2,3', 'nfinset', '2', false],
    ['2026-05-01 10:00:00', 'gt', '2026-05-01', true],
    ['2026-05-01 10:00:00', 'lt', '2026-05-01T11:00:00Z', true],
    [['4', '5'], 'eq', '5', true],
    [['4', '5'], 'eq', '6', false],
  ] as const)('%j %s %j is %s', (column, condition, value, expected) => {
    expect(meets(column, condition, value)).toBe(expected);
  });
});

describe('a list', () => {
  it('needs searchCriteria, of which any text asks for everything', async () => {
    expect(await products('')).toMatchObject({
      status: 400,
      body: { parameters: { fieldName: 'searchCriteria' } },
    });
    for (const query of [
      'searchCriteria',
      'searchCriteria=',
      'searchCriteria=all',
      'search_criteria=',
    ]) {
      expect((await products(query)).body.items, query).toHaveLength(199);
    }
  });

  it('joins filters of a group by OR and groups by AND', async () => {
    const filter = (group: number, at: number, sku: string): string => {
      const name = `searchCriteria[filterGroups][${group}][filters][${at}]`;
      return `${name}[field]=sku&${name}[value]=${sku}`;
    };
    expect(
      (await products(`${filter(0, 0, 'LAB-0001')}&${filter(0, 1, 'LAB-0002')}`)).body.total_count,
    ).toBe(2);
    expect(
      (await products(`${filter(0, 0, 'LAB-0001')}&${filter(1, 0, 'LAB-0002')}`)).body.total_count,
    ).toBe(0);
  });

  it('takes currentPage below 1 as the first, and is empty beyond the last', async () => {
    const page = async (current: number): Promise<readonly string[]> => {
      const query = `searchCriteria[pageSize]=150&searchCriteria[currentPage]=${current}`;
      return (await products(query)).body.items.map((item: { sku: string }) => item.sku);
    };
    expect(await page(0)).toEqual(await page(1));
    expect(await page(2)).toHaveLength(49);
    expect(await page(3)).toEqual([]);
  });

  it('sorts downwards when no direction is given', async () => {
    const query = 'searchCriteria[sortOrders][0][field]=price&searchCriteria[pageSize]=1';
    expect((await products(query)).body.items[0].sku).toBe('LAB-0200');
    const bad = await products(`${query}&searchCriteria[sortOrders][0][direction]=UP`);
    expect(bad.status).toBe(400);
  });

  it('names an unknown field of products and customers, and hides one of orders', async () => {
    const query = where('nope', 'eq', '1');
    const named = {
      message: 'The "%1" attribute name is invalid. Reset the name and try again.',
      parameters: ['nope'],
    };
    expect(await products(query)).toMatchObject({ status: 400, body: named });
    expect(await get(`/V1/customers/search?${query}`)).toMatchObject({ status: 400, body: named });
    expect((await get(`/V1/orders?${query}`)).status).toBe(500);
  });

  it('refuses a page size that is no number, with the name as it was sent', async () => {
    const answer = await products('searchCriteria[pageSize]=abc');
    expect(answer.body.message).toContain('Error occurred during "pageSize" processing.');
  });

  it.each([
    ['/V1/customers/search', where('email', 'like', 'cust1%@example.com'), 11],
    ['/V1/orders', where('status', 'eq', 'pending'), 6],
    ['/V1/categories/list', where('level', 'eq', '3'), 4],
    ['/V1/customerGroups/search', where('code', 'eq', 'Wholesale'), 1],
    ['/V1/inventory/source-items', where('quantity', 'gt', '290'), 10],
    ['/V1/products/attributes', where('frontend_input', 'eq', 'gallery'), 1],
  ])('of %s is filtered too', async (path, query, total) => {
    expect((await get(`${path}?${query}`)).body.total_count).toBe(total);
  });
});

describe('fields', () => {
  const list = {
    items: [
      {
        id: 1,
        custom_attributes: [
          { attribute_code: 'a', value: '1' },
          { attribute_code: 'b', value: '2' },
        ],
      },
    ],
    total_count: 1,
  };

  it.each([
    ['total_count', { total_count: 1 }],
    ['items[id],total_count', { items: [{ id: 1 }], total_count: 1 }],
    ['items[nope]', { items: [[]] }],
    ['nope', []],
    ['items[id', []],
    ['items id', []],
    [
      'items[custom_attributes[b]]',
      { items: [{ custom_attributes: { 1: { attribute_code: 'b', value: '2' } } }] },
    ],
    [
      'items[custom_attributes[value]]',
      { items: [{ custom_attributes: [{ value: '1' }, { value: '2' }] }] },
    ],
    ['items[custom_attributes[c]]', { items: [{ custom_attributes: [] }] }],
    ['', list],
  ])('%j', (fields, expected) => {
    expect(filterFields(list, fields)).toEqual(expected);
  });

  it('turn an empty list into null', () => {
    expect(filterFields({ items: [], total_count: 0 }, 'items[id],total_count')).toEqual({
      items: null,
      total_count: 0,
    });
  });

  it('of a list of texts kill PHP', async () => {
    expect((await get('/V1/modules?fields=a')).status).toBe(500);
  });
});
