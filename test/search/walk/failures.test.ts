import { describe, expect, it } from 'vitest';
import { anonymous, createMagento, isMagentoError, type Magento } from '../../../src/index.js';
import type { Cursor, WalkOptions } from '../../../src/search/index.js';
import type { TestServer } from '../../support/server.js';
import { FAULTS, serveRows } from './support/faulty-store.js';
import { createRowStore, numbers, rowsOf } from './support/row-store.js';
import { walkThrough } from './support/walking.js';

const WAYS: Readonly<Record<string, WalkOptions>> = {
  'by key': {},
  'by page numbers': { mode: 'offset' },
  'in parallel': { parallel: 4 },
  'in parallel, as they come': { parallel: 4, ordered: false },
};

const ids = numbers(1, 60).filter((id) => id % 7 !== 0);
const idsOf = (items: readonly { readonly id?: number }[]) => items.map(({ id }) => id);

function connect({ url }: TestServer): Magento {
  return createMagento({
    baseUrl: url,
    auth: anonymous(),
    attemptTimeoutMs: 300,
    maxBodyBytes: 100_000,
    retry: { soft: 0 },
    random: () => 0,
  });
}

/** The cursor of an error as it comes back from where it was kept. */
function cursorOf(error: unknown): Cursor {
  if (!isMagentoError(error) || !error.cursor) throw new Error('no cursor', { cause: error });
  return JSON.parse(JSON.stringify(error)).cursor;
}

describe.each(Object.entries(WAYS))('a walk %s', (_, options) => {
  it.each(FAULTS)(
    'ends with a typed error at $name, and goes on from there',
    async ({ answer, code }) => {
      const store = createRowStore(rowsOf(ids));
      let isBroken = true;
      // From the fourth request on nothing works.
      const server = await serveRows(store, (count) =>
        isBroken && count > 3 ? answer : undefined,
      );
      const { products } = connect(server);
      const first = await walkThrough(products.pages({ pageSize: 8 }, options));
      expect(first.error).toMatchObject({ code, cursor: { version: 1, list: 'products.list' } });
      expect(first.items.length).toBeGreaterThan(0);
      expect(first.items.length).toBeLessThan(ids.length);
      isBroken = false;
      const from = cursorOf(first.error);
      const rest = await walkThrough(products.pages({ pageSize: 8 }, { ...options, from }));
      expect(rest.error).toBeUndefined();
      const all = idsOf([...first.items, ...rest.items]);
      expect(options.ordered === false ? all.sort((a = 0, b = 0) => a - b) : all).toEqual(ids);
    },
  );

  it.each(FAULTS)('goes on with smaller pages after $name', async ({ answer }) => {
    const store = createRowStore(rowsOf(ids));
    const server = await serveRows(store, (_, url) => {
      const size = Number(/pageSize%5D=(\d+)/.exec(url)?.[1]);
      return size > 3 ? answer : undefined;
    });
    const { products } = connect(server);
    const { items, error } = await walkThrough(products.pages({ pageSize: 8 }, options));
    expect(error).toBeUndefined();
    const all = idsOf(items);
    expect(options.ordered === false ? all.sort((a = 0, b = 0) => a - b) : all).toEqual(ids);
  });

  it('delivers all rows before the one that cannot be fetched', async () => {
    const store = createRowStore(rowsOf(ids));
    const whole = store.answer;
    store.answer = (url) => {
      const answer = whole(url);
      return answer.body.includes('"id":30,') ? { status: 500, body: '{"message":"no"}' } : answer;
    };
    const { products } = connect(await serveRows(store, () => undefined));
    const { items, error } = await walkThrough(products.pages({ pageSize: 8 }, options));
    expect(error).toMatchObject({ code: 'SERVER', status: 500 });
    const before = ids.filter((id) => id < 30);
    // As they come, others may come too, and some of these not yet.
    const expected = options.ordered === false ? expect.arrayContaining([1, 2, 3, 4]) : before;
    expect(idsOf(items)).toEqual(expected);
  });
});

it('keeps the place of a walk whose deadline for a page has passed', async () => {
  const store = createRowStore(rowsOf(ids));
  const silent = FAULTS[0]?.answer;
  const server = await serveRows(store, (count) => (count > 2 ? silent : undefined));
  const { products } = connect(server);
  const walk = products.pages({ pageSize: 8 }, { deadlineMs: 60 });
  const { error, items } = await walkThrough(walk);
  expect(error).toMatchObject({ code: 'DEADLINE', cursor: { ranges: [{ after: ids[15] }] } });
  expect(idsOf(items)).toEqual(ids.slice(0, 16));
});

it('gives an error before the first page the cursor it began with', async () => {
  const server = await serveRows(createRowStore([]), () => FAULTS[2]?.answer);
  const { products } = connect(server);
  const from = { version: 1, list: 'products.list', ranges: [{ after: 7 }] } as const;
  expect((await walkThrough(products.pages({}, { from }))).error).toMatchObject({ cursor: from });
  expect((await walkThrough(products.pages())).error).toMatchObject({ cursor: { ranges: [{}] } });
});
