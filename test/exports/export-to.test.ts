import { describe, expect, it } from 'vitest';
import * as orders from '../../generated/resources/orders.js';
import { exportTo, ndjson, type Progress, type Sink } from '../../src/exports/index.js';
import { type Cursor, walkPages } from '../../src/search/index.js';
import { collect } from './support/collect.js';
import { createRowsStore } from './support/rows-store.js';

const rows = Array.from({ length: 10 }, (_, at) => ({ entity_id: at + 1 }));
const ids = (items: readonly { readonly entity_id?: number }[]) =>
  items.map(({ entity_id }) => entity_id);
type Order = Parameters<Sink<{ readonly entity_id?: number }>['write']>[0][number];

/** A sink that refuses from an item on. */
function fullAfter(count: number) {
  const sink = collect<Order>();
  const { write } = sink;
  sink.write = async (items) => {
    if (sink.items.length >= count) throw new Error('No space left on device');
    await write(items);
  };
  return sink;
}

describe('an export', () => {
  it('writes each page when the one before was taken, and then finishes', async () => {
    const { client } = createRowsStore({ rows: () => rows });
    const sink = collect<Order>();
    const result = await exportTo(orders.pages(client, { pageSize: 4 }), sink);
    expect(ids(sink.items)).toEqual(ids(rows));
    expect(sink.calls).toEqual(['write 4', 'write 4', 'write 2', 'finish']);
    expect(result).toMatchObject({ items: 10, resumedAt: 0 });
  });

  it('tells how it gets on, with an estimate of what is left', async () => {
    const time = { now: 0 };
    const { client } = createRowsStore({
      rows: () => rows,
      onRequest: () => {
        time.now += 500;
      },
    });
    const told: Progress[] = [];
    await exportTo(orders.pages(client, { pageSize: 4 }, { lookAhead: 0 }), collect<Order>(), {
      onProgress: (progress) => told.push(progress),
      clock: { now: () => time.now },
    });
    expect(told).toEqual([
      { items: 4, total: 10, perSecond: 8, remainingMs: 750, elapsedMs: 500 },
      { items: 8, total: 10, perSecond: 8, remainingMs: 250, elapsedMs: 1000 },
      { items: 10, total: 10, perSecond: 10 / 1.5, remainingMs: 0, elapsedMs: 1500 },
    ]);
  });

  it('keeps a checkpoint now and then, and one of all that was written when it fails', async () => {
    const time = { now: 0 };
    const { client, queries } = createRowsStore({
      rows: () => rows,
      onRequest() {
        time.now += 400;
        if (queries.length >= 5) throw new TypeError('fetch failed');
      },
    });
    const saved: number[] = [];
    const sink: Sink<Order> = {
      ...collect<Order>(),
      save: async ({ items, total }) => {
        saved.push(items);
        expect(total).toBe(10);
      },
    };
    const pages = orders.pages(client, { pageSize: 2 }, { lookAhead: 0 });
    const run = exportTo(pages, sink, { clock: { now: () => time.now }, checkpointEveryMs: 1000 });
    await expect(run).rejects.toMatchObject({
      code: 'NETWORK',
      cursor: { ranges: [{ after: 8 }] },
    });
    expect(saved).toEqual([6, 8]);
  });

  it('goes on where its sink says it has come to', async () => {
    const { client } = createRowsStore({ rows: () => rows });
    const sink = collect<Order>();
    const told: Progress[] = [];
    const cursor: Cursor = { version: 1, list: 'orders.list', ranges: [{ after: 7 }] };
    const resumed: Sink<Order> = { ...sink, open: async () => ({ cursor, items: 7, total: 10 }) };
    const onProgress = (progress: Progress) => told.push(progress);
    const result = await exportTo(orders.pages(client, { pageSize: 2 }), resumed, { onProgress });
    expect(ids(sink.items)).toEqual([8, 9, 10]);
    expect(told.map(({ items, total }) => [items, total])).toEqual([
      [9, 10],
      [10, 10],
    ]);
    expect(result).toMatchObject({ items: 10, resumedAt: 7 });
  });

  it('says on an error of the sink where a walk goes on', async () => {
    const { client } = createRowsStore({ rows: () => rows });
    const sink = fullAfter(4);
    const error = await exportTo(orders.pages(client, { pageSize: 2 }), sink).catch((one) => one);
    expect(error.message).toBe('No space left on device');
    expect(sink.calls.at(-1)).toBe('abort');
    const rest: Order[] = [];
    for await (const { items } of orders.pages(client, {}, { from: error.cursor }))
      rest.push(...items);
    expect(ids(rest)).toEqual([5, 6, 7, 8, 9, 10]);
  });

  it('ends with the reason of its signal, and changes nothing about it', async () => {
    const { client } = createRowsStore({ rows: () => rows });
    const reason = new Error('enough');
    const stop = new AbortController();
    const sink = collect<Order>();
    const run = exportTo(orders.pages(client, { pageSize: 2 }), sink, {
      signal: stop.signal,
      onProgress: () => stop.abort(reason),
    });
    await expect(run).rejects.toBe(reason);
    expect(reason).not.toHaveProperty('cursor');
    expect(sink.calls).toEqual(['write 2', 'abort']);
  });

  it('is the same with other page sizes, and another in other stores, views, criteria and fields', async () => {
    const { client } = createRowsStore({ rows: () => rows });
    const other = { ...client, baseUrl: 'https://other.test/rest' };
    const done = { filterGroups: [{ filters: [{ field: 'status', value: 'done' }] }] };
    const marks: string[] = [];
    const sink: Sink<Order> = {
      ...collect<Order>(),
      open: async ({ fingerprint }) => void marks.push(fingerprint),
    };
    for (const pages of [
      orders.pages(client),
      orders.pages(client, { pageSize: 5 }, { lookAhead: 0, parallel: 1 }),
      orders.pages(client, done),
      orders.pages(client.store('de')),
      orders.pages(client, {}, { fields: 'status' }),
      walkPages<Order>(other, orders.pages(client).source.operation),
    ]) {
      await exportTo(pages, sink);
    }
    expect(marks[1]).toBe(marks[0]);
    expect(new Set(marks).size).toBe(5);
  });
});

describe('a stream', () => {
  it('gets lines of JSON, and is closed at the end', async () => {
    const { client } = createRowsStore({ rows: () => rows });
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const text = new Response(readable).text();
    await exportTo(orders.pages(client, { pageSize: 3 }), ndjson(writable));
    expect(await text).toBe(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  });

  it('that is slow holds the export up', async () => {
    const { client, queries } = createRowsStore({ rows: () => rows });
    let chunks = 0;
    let take = () => {};
    const slow = new WritableStream<Uint8Array>({
      write() {
        chunks += 1;
        return new Promise((done) => {
          take = done;
        });
      },
    });
    const run = exportTo(orders.pages(client, { pageSize: 1 }, { lookAhead: 0 }), ndjson(slow));
    while (chunks < 3) {
      const before = chunks;
      take();
      while (chunks === before) await new Promise((done) => setImmediate(done));
      for (let turn = 0; turn < 50; turn += 1) await new Promise((done) => setImmediate(done));
      expect(queries).toHaveLength(chunks);
    }
    const timer = setInterval(() => take(), 0);
    await run;
    clearInterval(timer);
    expect(chunks).toBe(10);
  });

  it('is aborted with the error of the export, and left alone when told so', async () => {
    const { client } = createRowsStore({
      rows: () => rows,
      onRequest() {
        throw new TypeError('fetch failed');
      },
    });
    const ends: string[] = [];
    const stream = () =>
      new WritableStream<Uint8Array>({
        close: () => void ends.push('close'),
        abort: (reason) => void ends.push(`abort: ${reason.code}`),
      });
    await expect(exportTo(orders.pages(client), ndjson(stream()))).rejects.toThrow();
    const kept = stream();
    const open = ndjson(kept, { preventAbort: true, preventClose: true });
    await expect(exportTo(orders.pages(client), open)).rejects.toThrow();
    expect(ends).toEqual(['abort: NETWORK']);
    const { client: working } = createRowsStore({ rows: () => rows });
    await exportTo(orders.pages(working), open);
    await kept.close();
    expect(ends).toEqual(['abort: NETWORK', 'close']);
  });
});
