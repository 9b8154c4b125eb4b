import { type Clock, systemClock } from '../../clock.js';
import { ConfigError } from '../../errors/config-error.js';
import type { InstallationStore, RecordChange } from '../store.js';
import { concealingChange } from './conceal-change.js';
import { type SqlDialect, sqlStatements } from './sql-statements.js';

/** A value that is bound to a placeholder. */
export type SqlParameter = string | number | null;

/** A row, by the names of its columns. */
export type SqlRow = Readonly<Record<string, unknown>>;

/** Runs one statement and gives the rows it returns; none for a statement that returns nothing. */
export type SqlQuery = (
  sql: string,
  parameters: readonly SqlParameter[],
) => readonly SqlRow[] | Promise<readonly SqlRow[]>;

/** How a store in a SQL database works. */
export interface SqlInstallationStoreOptions {
  /** The table, as made by {@link installationTableSql}. Default `magekit_installations`. */
  readonly table?: string;
  /** `sqlite` (3.35 and later; placeholders `?`) or `postgresql` (9.5 and later; `$1`). Default `sqlite`. */
  readonly dialect?: SqlDialect;
  /** Where time comes from; machines that share a table need the same time. Default: the platform's clock. */
  readonly clock?: Pick<Clock, 'now'>;
}

const PAGE = 100;
/** An activation stays this long after its end, so that no machine deletes what lives by another's clock. */
const GRACE_MS = 3_600_000;

function textOf(row: SqlRow, column: 'id' | 'value'): string {
  const text = row[column];
  if (typeof text === 'string') return text;
  throw new ConfigError(`sqlInstallationStore: "query" gave a row without the text "${column}".`, {
    hint: 'It must give each row as an object with the names of the columns.',
  });
}

/**
 * Keeps installations in one table of a SQL database. Each change is one statement, so the store is as
 * atomic as the database. Activations that have expired are deleted, after another hour, when others begin.
 *
 * A query that fails rejects with its error, from which the texts of a change are taken out. Do not let
 * `query` run in a transaction that may be rolled back later. Where processes share a SQLite file, set
 * `PRAGMA busy_timeout`, or those that meet are refused.
 *
 * @throws ConfigError when the name of the table is no plain identifier or the dialect is unknown
 * @example
 * // node-postgres
 * sqlInstallationStore(async (sql, values) => (await pool.query(sql, [...values])).rows, {
 *   dialect: 'postgresql',
 * });
 */
export function sqlInstallationStore(
  query: SqlQuery,
  options: SqlInstallationStoreOptions = {},
): InstallationStore {
  const { table = 'magekit_installations', dialect = 'sqlite', clock = systemClock } = options;
  const statements = sqlStatements(table, dialect);

  async function run(
    sql: string,
    parameters: readonly SqlParameter[],
    texts: Pick<RecordChange, 'from' | 'to'> = { from: undefined, to: undefined },
  ): Promise<readonly SqlRow[]> {
    const rows: unknown = await concealingChange(texts, async () => query(sql, parameters));
    if (Array.isArray(rows)) return rows;
    throw new ConfigError('sqlInstallationStore: "query" must give an array of rows.', {
      hint: 'Many drivers put them into a member of what they answer, such as "rows".',
    });
  }

  async function select(kind: string, id: string): Promise<string | undefined> {
    const [row] = await run(statements.select, [kind, id, clock.now()]);
    return row && textOf(row, 'value');
  }

  /** Best effort: the change before it is made. */
  async function sweep(): Promise<void> {
    const moment = clock.now() - GRACE_MS;
    await run(statements.sweep, ['activation', moment]).catch(() => undefined);
  }

  return {
    get: select,
    async swap(change) {
      const { kind, id, from, to, expiresAt = Number.POSITIVE_INFINITY } = change;
      const now = clock.now();
      const ends = Number.isFinite(expiresAt) ? Math.ceil(expiresAt) : null;
      const changes = async (sql: string, parameters: readonly SqlParameter[]) =>
        (await run(sql, parameters, change)).length > 0;

      if (from === undefined) {
        if (to === undefined) return (await select(kind, id)) === undefined;
        const inserted = await changes(statements.insert, [kind, id, ends, to, now]);
        if (kind === 'activation') await sweep();
        return inserted;
      }
      if (to === undefined) return changes(statements.remove, [kind, id, from, now]);
      return changes(statements.update, [to, ends, kind, id, from, now]);
    },
    async *installations() {
      let last: string | undefined;
      do {
        const start = last === undefined ? [] : [last];
        const sql = last === undefined ? statements.firstPage : statements.nextPage;
        const rows = await run(sql, ['installation', clock.now(), ...start, PAGE]);
        for (const row of rows) yield textOf(row, 'value');
        const end = rows.length < PAGE ? undefined : rows.at(-1);
        last = end && textOf(end, 'id');
      } while (last !== undefined);
    },
  };
}
