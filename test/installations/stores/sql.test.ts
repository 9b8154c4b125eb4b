import { inspect } from 'node:util';
import Libsql from 'libsql';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ConfigError } from '../../../src/errors/config-error.js';
import {
  type SqlInstallationStoreOptions,
  type SqlQuery,
  sqlInstallationStore,
} from '../../../src/installations/stores/sql.js';
import { installationTableSql } from '../../../src/installations/stores/sql-statements.js';
import { sqliteQuery } from './support/places.js';
import { skippingClock } from './support/skipping-clock.js';

function setUp(options: SqlInstallationStoreOptions = {}) {
  const database = new Libsql(':memory:');
  onTestFinished(() => void database.close());
  database.exec(installationTableSql(options.table));
  const query = sqliteQuery(database);
  const clock = skippingClock();
  const count = () => database.prepare('SELECT kind, id FROM magekit_installations').all().length;
  return { clock, query, count, store: sqlInstallationStore(query, { clock, ...options }) };
}

describe('an installation store in SQL', () => {
  it('makes its table again and again without harm', async () => {
    const { query, store } = setUp();
    await store.swap({ kind: 'installation', id: 'a', from: undefined, to: 'text' });
    await query(`${installationTableSql()} `, []);
    expect(await store.get('installation', 'a')).toBe('text');
  });

  it('sends each change as one statement with nothing of it in the SQL', async () => {
    const { query } = setUp();
    const sent: (readonly [string, readonly unknown[]])[] = [];
    const store = sqlInstallationStore((sql, parameters) => {
      sent.push([sql, parameters]);
      return query(sql, parameters);
    });
    const record = { kind: 'installation', id: "o'id" } as const;
    await store.swap({ ...record, from: undefined, to: "o'one" });
    await store.swap({ ...record, from: "o'one", to: "o'two", expiresAt: 5e12 + 0.5 });
    await store.swap({ ...record, from: "o'two", to: undefined });
    expect(sent.map(([sql]) => sql.split(' ')[0])).toEqual(['INSERT', 'UPDATE', 'DELETE']);
    for (const [sql, parameters] of sent) {
      expect(sql).not.toContain("'");
      expect(sql.split('?')).toHaveLength(parameters.length + 1);
    }
    expect(sent[1]?.[1]).toContain(5e12 + 1);
  });

  it('numbers the placeholders for PostgreSQL', async () => {
    const sent: string[] = [];
    const query: SqlQuery = async (sql, parameters) => {
      sent.push(sql);
      expect(sql.match(/\$\d+/g)).toEqual(parameters.map((_, i) => `$${i + 1}`));
      return sql.startsWith('SELECT id') && parameters.length === 3
        ? Array.from({ length: 100 }, (_, i) => ({ id: `${i}`, value: 'x' }))
        : [];
    };
    const store = sqlInstallationStore(query, { dialect: 'postgresql', table: 'app.shops' });
    await store.get('installation', 'a');
    for (const from of ['one', undefined]) {
      for (const to of ['two', undefined]) {
        await store.swap({ kind: 'activation', id: 'a', from, to });
      }
    }
    for await (const text of store.installations()) expect(text).toBe('x');
    expect(new Set(sent).size).toBe(7);
    for (const sql of sent) expect(sql).toContain('app.shops');
  });

  it('deletes activations an hour after their end when others begin, and nothing else', async () => {
    const { clock, count, store } = setUp();
    const add = (kind: 'installation' | 'activation', id: string, life?: number) =>
      store.swap({
        kind,
        id,
        from: undefined,
        to: 'text',
        expiresAt: life === undefined ? undefined : clock.now() + life,
      });
    await add('activation', 'ends', 300_000);
    await add('activation', 'stays');
    await add('installation', 'ends', 300_000);
    clock.skip(300_000 + 3_500_000);
    await add('activation', 'early');
    expect(count()).toBe(4);
    clock.skip(100_001);
    await add('activation', 'late');
    expect(count()).toBe(4);
    expect(await store.get('activation', 'stays')).toBe('text');
  });

  it('keeps a change that is made when tidying up fails', async () => {
    const { query } = setUp();
    const store = sqlInstallationStore((sql, parameters) => {
      if (sql.startsWith('DELETE')) throw new Error('locked');
      return query(sql, parameters);
    });
    const change = { kind: 'activation', id: 'a', from: undefined, to: 'text' } as const;
    expect(await store.swap(change)).toBe(true);
    expect(await store.get('activation', 'a')).toBe('text');
  });

  it('rejects with the error of the query, without the texts', async () => {
    const failing: SqlQuery = (sql, parameters) => {
      const error = new Error(`${sql} failed with ${JSON.stringify(parameters)}`, {
        cause: parameters,
      });
      throw Object.assign(error, { code: 'SQLITE_BUSY', parameters });
    };
    const store = sqlInstallationStore(failing);
    for (const [from, to] of [
      ['"before"', '"after"'],
      [undefined, '"after"'],
      ['"before"', undefined],
    ]) {
      const error: unknown = await store
        .swap({ kind: 'installation', id: 'a', from, to })
        .catch((reason) => reason);
      expect(error).toMatchObject({ code: 'SQLITE_BUSY', message: expect.stringContaining('***') });
      expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/before|after/);
    }
    await expect(store.get('installation', 'a')).rejects.toThrow('failed');
    await expect(store.installations()[Symbol.asyncIterator]().next()).rejects.toThrow('failed');
  });

  it.each([
    ['no array', { rows: [] }, /array of rows.*"rows"/],
    ['nothing', undefined, /array of rows/],
    ['rows that are arrays', [['a', 'text']], /row without the text "value".*object/],
    ['a value that is no text', [{ id: 'a', value: new Uint8Array(1) }], /row without the text/],
  ])('refuses a query that gives %s', async (_name, answer, message) => {
    const store = sqlInstallationStore((() => answer) as unknown as SqlQuery);
    const error: unknown = await store.get('installation', 'a').catch((reason) => reason);
    expect(error).toBeInstanceOf(ConfigError);
    expect(String(error)).toMatch(message);
    await expect(store.installations()[Symbol.asyncIterator]().next()).rejects.toThrow(ConfigError);
    if (!Array.isArray(answer)) {
      const change = { kind: 'installation', id: 'a', from: 'one', to: 'two' } as const;
      await expect(store.swap(change)).rejects.toThrow(ConfigError);
    }
  });

  it.each(['', 'a b', 'a;b', '"a"', 'a.b.c', '1a', 'a-b', 'é', 'a\n', 'x'.repeat(64), 5, null])(
    'refuses the table %j',
    (table) => {
      const named = { table: table as string };
      expect(() => sqlInstallationStore(() => [], named)).toThrow(ConfigError);
      expect(() => installationTableSql(table as string)).toThrow(/plain name/);
    },
  );

  it('refuses a dialect that it does not speak', () => {
    const dialect = 'mysql' as 'sqlite';
    expect(() => sqlInstallationStore(() => [], { dialect })).toThrow(/"sqlite" or "postgresql"/);
  });
});
