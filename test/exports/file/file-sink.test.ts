import { appendFile, mkdir, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import * as orders from '../../../generated/resources/orders.js';
import { csvFile, ExportFileError, ndjsonFile } from '../../../src/exports/file/index.js';
import { exportTo, type Sink } from '../../../src/exports/index.js';
import { createFastClock } from '../support/fast-clock.js';
import { temporaryFolder } from '../support/folder.js';
import { createRowsStore } from '../support/rows-store.js';

const rows = Array.from({ length: 30 }, (_, at) => ({ entity_id: at + 1, status: 'new' }));
const lines = rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** A store that answers a number of requests, and then fails. */
function storeFor(requests: number) {
  const { client, queries } = createRowsStore({
    rows: () => rows,
    onRequest() {
      if (queries.length > requests) throw new TypeError('fetch failed');
    },
  });
  return { client, queries, pages: orders.pages(client, { pageSize: 5 }, { lookAhead: 0 }) };
}

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await temporaryFolder();
  path = join(folder, 'deep', 'orders');
});

const files = async () => (await readdir(join(folder, 'deep'))).sort();

/** Exports until the store fails, after 15 rows. */
async function interrupted(sink: Sink<unknown> = ndjsonFile(path)): Promise<void> {
  await expect(exportTo(storeFor(3).pages, sink)).rejects.toMatchObject({ code: 'NETWORK' });
}

const refused = (reason: string) => ({ code: 'EXPORT_FILE', reason, path });

describe('a file', () => {
  it('is there when it is whole, and nothing else', async () => {
    await exportTo(storeFor(99).pages, ndjsonFile(path));
    expect(await readFile(path, 'utf8')).toBe(lines);
    expect(await files()).toEqual(['orders']);
  });

  it('replaces an older one only when it is whole', async () => {
    await exportTo(storeFor(99).pages, ndjsonFile(path));
    const old = await readFile(path, 'utf8');
    const done = { filterGroups: [{ filters: [{ field: 'status', value: 'done' }] }] };
    await interrupted();
    expect(await readFile(path, 'utf8')).toBe(old);
    const { client } = storeFor(99);
    await exportTo(orders.pages(client, done), ndjsonFile(path, { restart: true }));
    expect(await readFile(path, 'utf8')).toBe('');
  });

  it('is resumed after an error, with what was written not fetched again', async () => {
    await interrupted();
    expect(await files()).toEqual(['orders.part', 'orders.part.json']);
    const { pages, queries } = storeFor(99);
    const result = await exportTo(pages, ndjsonFile(path));
    expect(result).toMatchObject({ items: 30, resumedAt: 15 });
    expect(queries.length).toBeLessThan(5);
    expect(await readFile(path, 'utf8')).toBe(lines);
  });

  it('is cut back to what was remembered', async () => {
    await interrupted();
    await writeFile(`${path}.part.json.next`, '{"version":1,"by');
    await appendFile(`${path}.part`, '{"entity_id":16,"sta');
    await exportTo(storeFor(99).pages, ndjsonFile(path));
    expect(await readFile(path, 'utf8')).toBe(lines);
    expect(await files()).toEqual(['orders']);
  });

  it('of no rows has its header', async () => {
    const { client } = createRowsStore({ rows: () => [] });
    await exportTo(orders.pages(client), csvFile(path, { columns: ['entity_id', 'status'] }));
    expect(await readFile(path, 'utf8')).toBe('entity_id,status\r\n');
  });

  it('has one header when resumed', async () => {
    const columns = ['entity_id', { header: 'Status', value: 'status' }];
    await interrupted(csvFile(path, { columns, bom: true }));
    await exportTo(storeFor(99).pages, csvFile(path, { columns, bom: true }));
    const text = await readFile(path, 'utf8');
    expect(text).toBe(
      `\uFEFFentity_id,Status\r\n${rows.map(({ entity_id }) => `${entity_id},new\r\n`).join('')}`,
    );
  });
});

describe('what lies there unfinished', () => {
  it('of another export is left alone, and said', async () => {
    await interrupted();
    const { client, queries } = storeFor(99);
    const other = orders.pages(client, {
      filterGroups: [{ filters: [{ field: 'status', value: 'new' }] }],
    });
    const run = exportTo(other, ndjsonFile(path));
    await expect(run).rejects.toBeInstanceOf(ExportFileError);
    await expect(run).rejects.toMatchObject(refused('other'));
    await expect(run).rejects.toThrow('restart: true');
    expect(queries).toEqual([]);
    await exportTo(storeFor(99).pages, ndjsonFile(path));
    expect(await readFile(path, 'utf8')).toBe(lines);
  });

  it('with other columns is another export', async () => {
    await interrupted(csvFile(path, { columns: ['entity_id'] }));
    const run = exportTo(storeFor(99).pages, csvFile(path, { columns: ['status'] }));
    await expect(run).rejects.toMatchObject(refused('other'));
  });

  it('of no export is left alone', async () => {
    await mkdir(join(folder, 'deep'));
    await writeFile(`${path}.part`, 'mine');
    await expect(exportTo(storeFor(99).pages, ndjsonFile(path))).rejects.toMatchObject(
      refused('other'),
    );
    expect(await readFile(`${path}.part`, 'utf8')).toBe('mine');
  });

  it('and is shorter than it was left is damaged', async () => {
    await interrupted();
    await truncate(`${path}.part`, 10);
    const run = exportTo(storeFor(99).pages, ndjsonFile(path));
    await expect(run).rejects.toMatchObject(refused('damaged'));
  });

  it.each(['', '{"version":2}', '{"version":1,"bytes":"many"}'])(
    'with the state %j is damaged',
    async (state) => {
      await interrupted();
      await writeFile(`${path}.part.json`, state);
      const run = exportTo(storeFor(99).pages, ndjsonFile(path));
      await expect(run).rejects.toMatchObject(refused('damaged'));
    },
  );

  it('goes when told to start over, whatever it is', async () => {
    await interrupted();
    await writeFile(`${path}.part.json`, '');
    const { pages } = storeFor(99);
    expect(await exportTo(pages, ndjsonFile(path, { restart: true }))).toMatchObject({
      resumedAt: 0,
    });
    expect(await readFile(path, 'utf8')).toBe(lines);
    expect(await files()).toEqual(['orders']);
  });
});

describe('two exports to one file', () => {
  it('are not mixed: the second one waits, and then gives up', async () => {
    const clock = createFastClock(20);
    const sink = ndjsonFile(path, { clock });
    const { write } = sink;
    let second: unknown;
    sink.write = async (items) => {
      const other = ndjsonFile(path, { clock });
      second ??= await exportTo(storeFor(99).pages, other).catch((error: unknown) => error);
      await write(items);
    };
    await exportTo(storeFor(99).pages, sink);
    expect(second).toMatchObject(refused('busy'));
    expect(await readFile(path, 'utf8')).toBe(lines);
    expect(await files()).toEqual(['orders']);
  });

  it('are noticed by one that has lost its lock while it stood still', async () => {
    const sink = ndjsonFile(path);
    const { write } = sink;
    sink.write = async (items) => {
      // The next turn is taken by somebody else.
      await writeFile(join(`${path}.part.lock`, '2'), String(Date.now() + 60_000));
      await write(items);
    };
    await expect(exportTo(storeFor(99).pages, sink)).rejects.toMatchObject(refused('busy'));
  });

  it('are noticed by what stands in the file', async () => {
    const sink = ndjsonFile(path);
    const { write } = sink;
    sink.write = async (items) => {
      await write(items);
      await appendFile(`${path}.part`, 'something else\n');
    };
    const run = exportTo(storeFor(99).pages, sink, { checkpointEveryMs: 0 });
    await expect(run).rejects.toMatchObject(refused('damaged'));
  });
});
