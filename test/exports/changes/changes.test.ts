import { describe, expect, it } from 'vitest';
import * as cmsPages from '../../../generated/resources/cmsPages.js';
import * as orders from '../../../generated/resources/orders.js';
import * as products from '../../../generated/resources/products.js';
import { magentoDate } from '../../../src/encode.js';
import {
  type ChangesCursor,
  type ChangesOptions,
  exportChanges,
} from '../../../src/exports/index.js';
import { anonymous, createClient, InputError } from '../../../src/index.js';
import type { Walk } from '../../../src/search/index.js';
import { createRowsStore } from '../support/rows-store.js';

const NOON = Date.UTC(2026, 0, 31, 12);
const second = (after: number) => magentoDate(new Date(NOON + after * 1000));
const row = (entity_id: number, after: number, status = 'new') => ({
  entity_id,
  updated_at: second(after),
  status,
});

async function runOf<Item>(walk: Walk<Item>, options: ChangesOptions = {}) {
  const items: Item[] = [];
  let cursor: ChangesCursor | undefined;
  for await (const batch of exportChanges(walk, options)) {
    items.push(...batch.items);
    cursor = JSON.parse(JSON.stringify(batch.cursor)) as ChangesCursor;
  }
  return { items, cursor };
}

/** A store at noon, where time stands still until it is moved. */
function storeOf(rows: ReturnType<typeof row>[]) {
  const time = { now: NOON };
  return { time, ...createRowsStore({ rows: () => rows, now: () => time.now }) };
}

describe('changes', () => {
  it('come in the order of their time, then of their key', async () => {
    const { client } = storeOf([row(3, -50), row(1, -40), row(4, -60), row(2, -50)]);
    const { items } = await runOf(orders.iterate(client, { pageSize: 2 }));
    expect(items.map(({ entity_id }) => entity_id)).toEqual([4, 2, 3, 1]);
  });

  it('begin at `since`, that second included, and end at `until` or the time of the store', async () => {
    const { client } = storeOf([row(1, -61), row(2, -60), row(3, -30), row(4, -29), row(5, 1)]);
    const ids = async (options: ChangesOptions) =>
      (await runOf(orders.iterate(client), options)).items.map(({ entity_id }) => entity_id);
    const since = new Date(NOON - 60_000);
    expect(await ids({ since })).toEqual([2, 3, 4]);
    expect(await ids({ since, until: new Date(NOON - 30_000) })).toEqual([2, 3]);
    expect(await ids({ since, until: new Date(NOON + 60_000) })).toEqual([2, 3, 4]);
  });

  it('end although rows go on changing', async () => {
    const rows = [row(1, -5), row(2, -4)];
    const time = { now: NOON };
    const { client, queries } = createRowsStore({
      rows: () => rows,
      now: () => time.now,
      onRequest() {
        time.now += 2000;
        rows.push(row(rows.length + 1, (time.now - NOON) / 1000));
      },
    });
    const first = await runOf(orders.iterate(client, { pageSize: 1 }));
    expect(queries.length).toBeLessThan(10);
    const { items } = await runOf(orders.iterate(client), { cursor: first.cursor });
    expect(new Set([...first.items, ...items].map(({ entity_id }) => entity_id)).size).toBe(
      first.items.length + items.length,
    );
  });

  it('go by the clock of the store, not by that of this machine', async () => {
    const { client, time } = storeOf([row(1, -5), row(2, 3000)]);
    const walk = orders.iterate(client);
    const clock = { now: () => NOON + 86_400_000 };
    expect((await runOf(walk, { clock })).items).toHaveLength(1);
    time.now += 3_600_000;
    expect((await runOf(walk, { clock: { now: () => 0 } })).items).toHaveLength(2);
  });

  it('of one second are found whatever their number', async () => {
    const { client } = storeOf(Array.from({ length: 700 }, (_, at) => row(at + 1, -60)));
    const { items } = await runOf(orders.iterate(client, { pageSize: 50 }));
    expect(items.map(({ entity_id }) => entity_id)).toEqual(
      Array.from({ length: 700 }, (_, at) => at + 1),
    );
  });

  it('within the second that is still going on are not lost', async () => {
    const rows = [row(1, 0, 'new')];
    const { client } = storeOf(rows);
    const walk = orders.iterate(client);
    const first = await runOf(walk);
    rows[0] = row(1, 0, 'paid');
    const next = await runOf(walk, { cursor: first.cursor });
    expect([...first.items, ...next.items].map(({ status }) => status)).toEqual(['new', 'paid']);
    expect((await runOf(walk, { cursor: next.cursor })).items).toEqual([]);
  });

  it('do not come again when the next run looks back further', async () => {
    const { client } = storeOf([row(1, -40), row(2, -20)]);
    const walk = orders.iterate(client);
    const { cursor } = await runOf(walk, { overlapMs: 10_000 });
    const next = await runOf(walk, { cursor, overlapMs: 60_000 });
    const last = await runOf(walk, { cursor: next.cursor, overlapMs: 60_000 });
    expect([...next.items, ...last.items]).toEqual([]);
  });

  it('are remembered no longer than they could come again', async () => {
    const { client, time } = storeOf([row(1, -3), row(2, -2)]);
    const walk = orders.iterate(client);
    const { cursor } = await runOf(walk);
    expect(cursor?.seen).toHaveLength(2);
    time.now += 3_600_000;
    const next = await runOf(walk, { cursor });
    expect(next).toMatchObject({ items: [], cursor: { seen: [] } });
  });

  it('keep to filters, store view and fields of the walk', async () => {
    const { client, queries } = storeOf([row(1, -60, 'new'), row(2, -50, 'done')]);
    const criteria = { filterGroups: [{ filters: [{ field: 'status', value: 'done' }] }] };
    const { items } = await runOf(orders.iterate(client, criteria, { fields: 'status' }));
    expect(items).toEqual([{ entity_id: 2, updated_at: second(-50), status: 'done' }]);
    expect(queries.slice(1).every((query) => query.includes('status'))).toBe(true);
  });

  it('are told by another column where there is one', async () => {
    const pages = [{ page_id: 1, id: 1, update_time: second(-60), title: 'Home' }];
    const { client } = createRowsStore({ rows: () => pages, now: () => NOON });
    const { items } = await runOf(cmsPages.iterate(client), { field: 'update_time' });
    expect(items).toEqual(pages);
  });

  it('cannot be told by a column that is no time', async () => {
    const { client } = createRowsStore({
      rows: () => [{ entity_id: 1, updated_at: '2026-01-31' }],
    });
    await expect(runOf(orders.iterate(client))).rejects.toThrow('option "field"');
  });

  it('end with an error where the store shows other times than it filters by', async () => {
    const items = [row(1, -60), row(2, -50)];
    const client = createClient({
      baseUrl: 'https://shop.test',
      auth: anonymous(),
      fetch: async () => Response.json({ items, total_count: 9 }),
    });
    await expect(runOf(orders.iterate(client))).rejects.toThrow('otherwise than it filters by it');
  });

  it('end with the reason of their signal', async () => {
    const { client } = storeOf([row(1, -60)]);
    const reason = new Error('enough');
    const run = runOf(orders.iterate(client), { signal: AbortSignal.abort(reason) });
    await expect(run).rejects.toBe(reason);
  });

  it.each([
    ['another list', { list: 'products.list' }, 'is of products.list'],
    ['another column', { field: 'created_at' }, 'by "created_at"'],
    ['another version', { version: 2 }, 'another version'],
    ['no place', { at: 'yesterday' }, 'damaged'],
    ['a broken memory', { seen: [['2026']] }, 'damaged'],
  ])('refuse a cursor of %s', async (_, change, message) => {
    const { client } = storeOf([]);
    const { cursor } = await runOf(orders.iterate(client));
    const run = runOf(orders.iterate(client), {
      cursor: { ...cursor, ...change } as ChangesCursor,
    });
    await expect(run).rejects.toThrow(InputError);
    await expect(run).rejects.toThrow(message);
  });

  it('refuse walks in an order of their own, and lists without key', async () => {
    const { client } = storeOf([]);
    const sorted = { sortOrders: [{ field: 'status', direction: 'ASC' as const }] };
    await expect(runOf(orders.iterate(client, sorted))).rejects.toThrow('sort order');
    const search = products.iterateSearch(client, {});
    await expect(runOf(search)).rejects.toThrow('has no key');
  });
});
