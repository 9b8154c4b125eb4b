// Keeps installed shops in SQLite: stores, lists and swaps records, and prints what became of them.
// Run: npx tsx examples/installations-sqlite.ts [file]
import {
  installationTableSql,
  type SqlQuery,
  type SqlRow,
  sqlInstallationStore,
} from '../src/installations/index.js';
import { heading, step } from './support/print.js';

/** What `node:sqlite`, better-sqlite3 and libsql have in common. */
interface Database {
  exec(sql: string): unknown;
  prepare(sql: string): { all(...parameters: (string | number | null)[]): unknown };
  close(): unknown;
}

/** Node's own SQLite (22.5 and later), or else a package with the interface of better-sqlite3. */
async function openDatabase(file: string): Promise<Database> {
  // Named by a variable, as the types of older Nodes do not know it.
  const builtIn = 'node:sqlite';
  try {
    const { DatabaseSync } = await import(builtIn);
    return new DatabaseSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_UNKNOWN_BUILTIN_MODULE') throw error;
    const { default: Libsql } = await import('libsql');
    return new Libsql(file);
  }
}

const database = await openDatabase(process.argv[2] ?? ':memory:');
database.exec('PRAGMA busy_timeout = 5000');
database.exec(installationTableSql());
const query: SqlQuery = (sql, values) => database.prepare(sql).all(...values) as SqlRow[];
const store = sqlInstallationStore(query);

heading('Three shops install the app');
for (const id of ['shop.example.com', 'shop.example.org', 'shop.example.net/de']) {
  const to = JSON.stringify({ shop: id, secrets: 'sealed' });
  const stored = await store.swap({ kind: 'installation', id, from: undefined, to });
  step(`${id}: ${stored ? 'stored' : 'was there already'}`);
}

heading('Two processes change the same record');
const record = { kind: 'installation', id: 'shop.example.org' } as const;
const from = await store.get(record.kind, record.id);
const swaps = ['first', 'second'].map((by) => {
  const to = JSON.stringify({ shop: record.id, secrets: 'sealed anew', by });
  return store.swap({ ...record, from, to });
});
const [first, second] = await Promise.all(swaps);
step(`first: ${first ? 'changed it' : 'came too late'}`);
step(`second: ${second ? 'changed it' : 'came too late'}`);

heading('All installations');
for await (const text of store.installations()) step(text);
database.close();
