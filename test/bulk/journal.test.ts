import { spawn } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import * as orders from '../../generated/resources/orders.js';
import * as products from '../../generated/resources/products.js';
import { fileJournal } from '../../src/bulk/file.js';
import { bulk, type Journal, type JournalRecord } from '../../src/bulk/index.js';
import { collect, losing, products as many, openShop, product, sentTo } from './shop.js';

/** A journal in memory that outlives its jobs. */
function memoryJournal(
  records: JournalRecord[] = [],
): Journal & { readonly records: JournalRecord[] } {
  return {
    records,
    async *read() {
      yield* [...records];
    },
    async append(added) {
      records.push(...added);
    },
  };
}

const comment = (text: string) => ({
  id: 1,
  statusHistory: { comment: text, is_customer_notified: 0, is_visible_on_front: 0, parent_id: 1 },
});

const folder = () => {
  const path = mkdtempSync(join(tmpdir(), 'magekit-journal-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return join(path, 'import.journal');
};

const readAll = async (journal: Journal) => {
  try {
    return await collect(journal.read());
  } finally {
    await journal.close?.();
  }
};

describe('a later run with the same journal', () => {
  test.each(['async', 'direct'] as const)(
    '%s: sends nothing that is finished, and says what came of it',
    async (mode) => {
      const { client, settled, sandbox } = openShop();
      const journal = memoryJournal();
      const items = [...many(4), product('BAD', { attribute_set_id: 9999 })];
      const options = { mode, journal };
      const first = await settled(collect(bulk(client, products.create).run(items, options)));
      const sent = sentTo(sandbox, '/V1/products').length;
      const second = await settled(
        collect(bulk(client, products.create).run([...items].reverse(), options)),
      );
      expect(sentTo(sandbox, '/V1/products')).toHaveLength(sent);
      expect(second.map(({ key, state, recorded }) => [key, state, recorded])).toEqual(
        ['BAD', 'IMP-3', 'IMP-2', 'IMP-1', 'IMP-0'].map((key) => [
          key,
          key === 'BAD' ? 'failed' : 'done',
          true,
        ]),
      );
      const reason = (results: typeof first) => results.find(({ state }) => state === 'failed');
      expect(reason(second)).toMatchObject({ message: expect.stringContaining('attribute set') });
      expect(JSON.stringify(journal.records)).not.toContain('IMP-');
    },
  );

  test('sends what has changed, and what was not sent', async () => {
    const { client, settled, sandbox } = openShop();
    const journal = memoryJournal();
    await settled(bulk(client, products.create).run(many(2), { journal }).wait());
    const items = [...many(3), product('IMP-0', { name: 'new' })];
    const results = await settled(collect(bulk(client, products.create).run(items, { journal })));
    expect(results.map(({ recorded }) => recorded ?? false).sort()).toEqual([
      false,
      false,
      true,
      true,
    ]);
    expect((await settled(products.get(client, { sku: 'IMP-0' }))).name).toBe('new');
    expect(sentTo(sandbox, '/V1/products').filter(({ method }) => method === 'POST')).toHaveLength(
      4,
    );
  });

  test('counts two equal items as two', async () => {
    const { client, settled, sandbox } = openShop();
    const journal = memoryJournal();
    for (const run of [1, 2]) {
      const job = bulk(client, orders.addComment).run([comment('same'), comment('same')], {
        journal,
      });
      expect(await settled(job.wait()), `run ${run}`).toMatchObject({ done: 2 });
    }
    expect(sentTo(sandbox, '/comments')).toHaveLength(2);
  });

  test('follows what an earlier run has put into the queue, instead of sending it', async () => {
    const { client, settled, sandbox } = openShop({ worker: { running: false } });
    const journal = memoryJournal();
    const options = { mode: 'async', journal, parallel: 150 } as const;
    const job = bulk(client, products.create).run(many(150), options);
    await expect(settled(job.wait())).rejects.toThrow('Nothing has moved');
    const sent = sentTo(sandbox, '/async/bulk/').length;
    const noted = memoryJournal([...journal.records]);
    sandbox.queue.start();
    const again = bulk(client, products.create).run(many(150), { ...options, journal: noted });
    expect(await settled(again.wait())).toMatchObject({ done: 150 });
    expect(sentTo(sandbox, '/async/bulk/')).toHaveLength(sent);
  });

  test.each([
    ['is not there', undefined, 'unknown', 0],
    ['finds it', async () => true, 'done', 0],
    ['does not find it', async () => false, 'done', 1],
  ])(
    'what was on its way when the run ended: a look-up that %s',
    async (_, verify, state, posts) => {
      const { client, settled, sandbox } = openShop();
      const noted = memoryJournal();
      await settled(
        bulk(client, orders.addComment)
          .run([comment('a')], { journal: noted })
          .wait(),
      );
      const before = sentTo(sandbox, '/comments').length;
      const journal = memoryJournal(noted.records.filter(({ kind }) => kind !== 'done'));
      expect(journal.records.map(({ kind }) => kind)).toEqual(['job', 'sent']);
      const job = bulk(client, orders.addComment).run([comment('a')], { journal, verify });
      const [result] = await settled(collect(job));
      expect(result).toMatchObject({ state });
      expect(sentTo(sandbox, '/comments')).toHaveLength(before + posts);
    },
  );

  test('an item that ended as unknown stays open in the journal', async () => {
    const { client, settled } = openShop(
      {},
      {},
      losing((path, count) => path.endsWith('/comments') && count === 1),
    );
    const journal = memoryJournal();
    expect(
      await settled(
        bulk(client, orders.addComment)
          .run([comment('a')], { journal })
          .wait(),
      ),
    ).toMatchObject({ unknown: 1 });
    const again = bulk(client, orders.addComment).run([comment('a')], {
      journal,
      verify: async () => true,
    });
    expect(await settled(again.wait())).toMatchObject({ done: 1 });
  });

  test('is of the same operation', async () => {
    const { client, settled } = openShop();
    const journal = memoryJournal();
    await settled(bulk(client, products.create).run([], { journal }).wait());
    const job = bulk(client, products.delete).run([{ sku: 'A' }], { journal });
    await expect(settled(job.wait())).rejects.toThrow('This journal is of products.create');
  });

  test('a journal that cannot be written stops the job before anything is sent twice', async () => {
    const { client, settled, sandbox } = openShop();
    const full: Journal = {
      ...memoryJournal(),
      append: async (records) => {
        if (records[0]?.kind === 'sent') throw new Error('no space left on device');
      },
    };
    const job = bulk(client, orders.addComment).run([comment('a')], { journal: full });
    await expect(settled(job.wait())).rejects.toThrow('no space left');
    expect(sentTo(sandbox, '/comments')).toEqual([]);
    expect(job.status()).toMatchObject({ notSent: 1 });
  });
});

describe('a journal in a file', () => {
  const records: JournalRecord[] = [
    { kind: 'job', version: 1, operation: 'products.create' },
    { kind: 'done', item: 'a' },
    { kind: 'failed', item: 'b', message: 'Zwölf Boxkämpfer 🥊' },
  ];

  test('gives back what was written, in private', async () => {
    const path = folder();
    const journal = fileJournal(path);
    expect(await collect(journal.read())).toEqual([]);
    await Promise.all(records.map((record) => journal.append([record])));
    await journal.close?.();
    expect(await readAll(fileJournal(path))).toEqual(records);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(existsSync(`${path}.lock`)).toBe(false);
  });

  test.each([1, 5, 30])(
    'does without a last line that lost %i bytes, and goes on after it',
    async (lost) => {
      const path = folder();
      const journal = fileJournal(path);
      await journal.append(records);
      await journal.close?.();
      const bytes = readFileSync(path);
      writeFileSync(path, bytes.subarray(0, bytes.length - lost));
      const later = fileJournal(path);
      expect(await collect(later.read())).toEqual(records.slice(0, 2));
      await later.append([{ kind: 'done', item: 'c' }]);
      await later.close?.();
      expect(await readAll(fileJournal(path))).toEqual([
        ...records.slice(0, 2),
        { kind: 'done', item: 'c' },
      ]);
    },
  );

  test('says which line was changed', async () => {
    const path = folder();
    writeFileSync(path, '{"kind":"done","item":"a"}\nnonsense\n{"kind":"done","item":"b"}\n');
    await expect(readAll(fileJournal(path))).rejects.toThrow('line 2 of');
  });

  test('serves one process; that of a dead one is taken over', async () => {
    const path = folder();
    const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)']);
    writeFileSync(`${path}.lock`, `${other.pid} x`);
    await expect(readAll(fileJournal(path))).rejects.toThrow(`in use by process ${other.pid}`);
    other.kill('SIGKILL');
    await new Promise((resolve) => other.once('exit', resolve));
    expect(await readAll(fileJournal(path))).toEqual([]);
  });

  test('holds many thousands of records', async () => {
    const path = folder();
    const lines = Array.from({ length: 20_000 }, (_, n) =>
      JSON.stringify({ kind: 'done', item: `ü${n}` }),
    );
    appendFileSync(path, `${lines.join('\n')}\n`);
    expect(await readAll(fileJournal(path))).toHaveLength(20_000);
  });
});
