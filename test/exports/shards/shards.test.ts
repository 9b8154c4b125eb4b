import { describe, expect, it } from 'vitest';
import * as orders from '../../../generated/resources/orders.js';
import { createClient } from '../../../src/core.js';
import { planExport, runShard, type Shard } from '../../../src/exports/index.js';
import { anonymous, InputError } from '../../../src/index.js';
import { collect } from '../support/collect.js';
import { createRowsStore } from '../support/rows-store.js';

interface Order {
  readonly entity_id: number;
  readonly status: string;
}

const order = (entity_id: number): Order => ({ entity_id, status: entity_id % 2 ? 'new' : 'done' });
const throughQueue = (shard: Shard): Shard => JSON.parse(JSON.stringify(shard)) as Shard;

const gappy = Array.from({ length: 3000 }, (_, at) => at + 1).filter((id) => id % 7 !== 0);

describe('shards', () => {
  it('have every item once, on whichever client they run', async () => {
    const rows = gappy.map((id) => ({ ...order(id) }));
    const planner = createRowsStore({ rows: () => rows });
    const criteria = {
      filterGroups: [{ filters: [{ field: 'status', value: 'new' }] }],
      pageSize: 20,
    };
    const shards = await planExport(orders.iterate(planner.client, criteria), { shards: 12 });
    expect(planner.queries.length).toBeLessThanOrEqual(48);
    const expected = rows.filter(({ status }) => status === 'new');

    const parts = await Promise.all(
      shards.map(async (shard) => {
        const sink = collect<Order>();
        const { client } = createRowsStore({ rows: () => rows });
        await runShard(client, throughQueue(shard), sink);
        expect(Math.abs(shard.estimate - sink.items.length)).toBe(0);
        return sink.items;
      }),
    );
    expect(parts.flat()).toEqual(expected);
    for (const { length } of parts) {
      expect(Math.abs(length - expected.length / 12)).toBeLessThan(expected.length / 12 / 5 + 1);
    }
  });

  it('have every item that was there throughout once, and those that came at the end', async () => {
    let rows = gappy.map((id) => ({ ...order(id) }));
    const { client, queries } = createRowsStore({
      rows: () => rows,
      onRequest() {
        // Rows appear in the gaps below the largest key, and rows go.
        const id = queries.length * 7;
        rows = [...rows.filter(({ entity_id }) => entity_id !== id - 3), { ...order(id) }];
      },
    });
    const before = rows.map(({ entity_id }) => entity_id);
    const shards = await planExport(orders.iterate(client, { pageSize: 50 }), { shards: 8 });
    rows.push({ ...order(5000) });
    const found: number[] = [];
    for (const shard of shards) {
      const sink = collect<Order>();
      await runShard(client, shard, sink);
      found.push(...sink.items.map(({ entity_id }) => entity_id));
    }
    const remaining = new Set(rows.map(({ entity_id }) => entity_id));
    const throughout = before.filter((id) => remaining.has(id));
    expect(new Set(found).size).toBe(found.length);
    expect(throughout.filter((id) => !found.includes(id))).toEqual([]);
    expect(found).toContain(5000);
  });

  it('of a list without items are one, which finds none', async () => {
    const { client } = createRowsStore({ rows: () => [] });
    const shards = await planExport(orders.iterate(client), { shards: 4 });
    expect(shards).toMatchObject([{ index: 0, of: 1, estimate: 0 }]);
    const sink = collect<Order>();
    for (const shard of shards) await runShard(client, shard, sink);
    expect(sink.items).toEqual([]);
    expect(sink.calls).toContain('finish');
  });

  it('stay in the store view they were planned in, and carry dates and fields', async () => {
    const paths: string[] = [];
    const connect = () =>
      createClient({
        baseUrl: 'https://shop.test',
        auth: anonymous(),
        fetch: async (input) => {
          const { pathname, searchParams } = new URL((input as Request).url ?? String(input));
          paths.push(`${pathname} ${searchParams.get('fields')} ${[...searchParams.values()][1]}`);
          return Response.json({ items: [{ entity_id: 1 }], total_count: 1 });
        },
      });
    const since = new Date('2026-01-31T12:00:00Z');
    const criteria = {
      filterGroups: [
        { filters: [{ field: 'created_at', value: since, conditionType: 'gteq' as const }] },
      ],
    };
    const walk = orders.iterate(connect().store('de'), criteria, { fields: 'status' });
    const [shard] = await planExport(walk, { shards: 1 });
    paths.length = 0;
    await runShard(connect(), throughQueue(shard as Shard), collect());
    expect(paths).toHaveLength(1);
    expect(paths[0]).toMatch(/^\/rest\/de\/V1\/orders items\[status,entity_id\],total_count/);
    expect(paths[0]).toContain('2026-01-31 12:00:00');
  });

  it.each([
    ['a sort order', () => ({ sortOrders: [{ field: 'status', direction: 'ASC' as const }] }), {}],
    ['headers, which may be secret', () => ({}), { headers: { 'x-waf': 'secret' } }],
    ['a position', () => ({}), { from: { version: 1 as const, list: 'orders.list', ranges: [] } }],
  ])('are not planned for a walk with %s', async (_, criteria, options) => {
    const { client } = createRowsStore({ rows: () => [] });
    const plan = planExport(orders.iterate(client, criteria(), options), { shards: 2 });
    await expect(plan).rejects.toThrow(InputError);
  });

  it('are not planned for lists without counts', async () => {
    const { client } = createRowsStore({ rows: () => [] });
    const source = {
      client,
      operation: {
        name: 'products.listRenderInfo',
        method: 'GET',
        path: '/V1/products-render-info',
        list: { key: 'entity_id', uncounted: true },
      },
      input: {},
      options: {},
    } as const;
    await expect(planExport({ source }, { shards: 2 })).rejects.toThrow('does not count');
  });

  const whole = async () => {
    const { client } = createRowsStore({ rows: () => [{ ...order(1) }] });
    const [shard] = await planExport(orders.iterate(client), { shards: 1 });
    return JSON.parse(JSON.stringify(shard)) as Record<string, Record<string, unknown>>;
  };

  it.each([
    ['another version', (shard: Record<string, unknown>) => ({ ...shard, version: 2 })],
    ['nothing', () => undefined],
    [
      'a call that writes',
      (shard: Record<string, object>) => ({
        ...shard,
        operation: { ...shard.operation, method: 'POST' },
      }),
    ],
    [
      'no list',
      (shard: Record<string, object>) => ({
        ...shard,
        operation: { ...shard.operation, list: undefined },
      }),
    ],
    [
      'a position in another list',
      (shard: Record<string, object>) => ({
        ...shard,
        from: { ...shard.from, list: 'products.list' },
      }),
    ],
    [
      'a broken range',
      (shard: Record<string, object>) => ({
        ...shard,
        from: { ...shard.from, ranges: [{ after: {} }] },
      }),
    ],
    [
      'another address',
      (shard: Record<string, object>) => ({
        ...shard,
        operation: { ...shard.operation, path: '/V1/../../media/export.csv' },
      }),
    ],
  ])('are refused when a queue gives %s', async (_, change) => {
    const { client, queries } = createRowsStore({ rows: () => [] });
    const given = change((await whole()) as never) as unknown as Shard;
    await expect(runShard(client, given, collect())).rejects.toThrow(InputError);
    expect(queries).toEqual([]);
  });

  it('hold neither functions nor secrets', async () => {
    const shard = await whole();
    expect(Object.keys(shard).sort()).toEqual([
      'estimate',
      'from',
      'index',
      'input',
      'of',
      'operation',
      'options',
      'version',
    ]);
  });
});
