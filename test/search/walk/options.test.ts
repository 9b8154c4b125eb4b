import { describe, expect, it } from 'vitest';
import type { Criteria, Cursor, WalkOptions } from '../../../src/search/index.js';
import { createRowStore, rowsOf } from './support/row-store.js';
import { connect, walkThrough } from './support/walking.js';

const keyset: Cursor = { version: 1, list: 'products.list', ranges: [{ after: 5 }] };
const offset: Cursor = { version: 1, list: 'products.list', offset: 5, last: 5 };
const byName = { sortOrders: [{ field: 'name', direction: 'ASC' as const }] };
const down = { sortOrders: [{ field: 'entity_id', direction: 'DESC' as const }] };

/** What a walk over products is refused with, before anything is sent. */
async function refusal(criteria: Criteria, options: object) {
  const store = createRowStore(rowsOf([1]));
  const walk = connect(store).products.pages(criteria, options as WalkOptions);
  const { error } = await walkThrough(walk);
  expect(store.asked).toEqual([]);
  expect(error).toMatchObject({ code: 'INPUT' });
  return (error as Error).message;
}

describe('a walk refuses before anything is sent', () => {
  it.each<[string, Criteria, object, RegExp]>([
    ['a page number', { currentPage: 2 }, {}, /goes over all pages.*from: page\.cursor/],
    ['a page size of 0', { pageSize: 0 }, {}, /whole number above 0/],
    ['half a page', { pageSize: 1.5 }, {}, /whole number/],
    ['a mode it does not know', {}, { mode: 'cursor' }, /mode of a walk must be keyset or offset/],
    [
      'no requests at once',
      {},
      { parallel: 0 },
      /parallel of a walk must be a whole number from 1/,
    ],
    ['a negative look-ahead', {}, { lookAhead: -1 }, /lookAhead/],
    ['an order that is neither', {}, { ordered: 'yes' }, /ordered/],
    ['a listener that is none', {}, { onDrift: true }, /onDrift/],
    ['a cursor that is none', {}, { from: 'products' }, /from/],
    ['an option it does not know', {}, { pageSize: 5 }, /no option "pageSize"/],
    ['keys in another order', byName, { mode: 'keyset' }, /order of "entity_id".*mode: 'offset'/],
    ['page numbers in parallel', byName, { parallel: 2 }, /parallel goes by key only/],
    [
      'a cursor of another list',
      {},
      { from: { ...keyset, list: 'orders.list' } },
      /it is of orders\.list/,
    ],
    ['a cursor of another version', {}, { from: { ...keyset, version: 2 } }, /another version/],
    ['a cursor by key of an order', byName, { from: keyset, mode: 'offset' }, /walk by key/],
    ['a cursor by page numbers', {}, { from: offset, mode: 'keyset' }, /by page numbers/],
    ['a cursor the other way', down, { from: keyset }, /the other way/],
    ['a cursor of a part there is not', {}, { from: { ...keyset, part: 3 } }, /other criteria/],
    ['a broken range', {}, { from: { ...keyset, ranges: [{ after: {} }] } }, /broken/],
    ['a broken offset', {}, { from: { ...offset, offset: -1 } }, /broken/],
    ['an empty object as cursor', {}, { from: {} }, /no cursor/],
  ])('%s', async (_, criteria, options, message) => {
    expect(await refusal(criteria, options)).toMatch(message);
  });

  it('a walk by key over a list without one', async () => {
    const store = createRowStore([]);
    const walk = connect(store).inventorySourceItems.pages({}, { mode: 'keyset' });
    expect((await walkThrough(walk)).error).toMatchObject({
      code: 'INPUT',
      message: expect.stringMatching(/no key that is unique.*'offset'/),
    });
  });
});

describe('the way of a walk', () => {
  const ways = async (list: 'products' | 'returns', criteria: Criteria, options: WalkOptions) => {
    const store = createRowStore(rowsOf([1, 2, 3]));
    const { products, returns } = connect(store);
    const walks = {
      products: () => products.pages(criteria, options),
      returns: () => returns.pages(criteria, options),
    };
    await walkThrough<unknown>(walks[list]());
    return store.asked[0]?.currentPage === undefined ? 'keyset' : 'offset';
  };

  it.each([
    ['by key', 'products', {}, {}, 'keyset'],
    ['by key for its own order', 'products', down, {}, 'keyset'],
    ['by page numbers for another order', 'products', byName, {}, 'offset'],
    ['by page numbers when told to', 'products', {}, { mode: 'offset' }, 'offset'],
    ['by page numbers where the key is not proven', 'returns', {}, {}, 'offset'],
    ['by a key that is not proven when told to', 'returns', {}, { mode: 'keyset' }, 'keyset'],
    ['as its cursor came about', 'products', {}, { from: offset }, 'offset'],
    [
      'by a key that is not proven as its cursor came about',
      'returns',
      {},
      { from: { ...keyset, list: 'returns.list' } },
      'keyset',
    ],
  ] as const)('is %s', async (_, list, criteria, options, expected) => {
    expect(await ways(list, criteria, options)).toBe(expected);
  });
});
