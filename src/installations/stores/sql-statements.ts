import { ConfigError } from '../../errors/config-error.js';

/** A kind of SQL that the store can speak. */
export type SqlDialect = 'sqlite' | 'postgresql';

/** The statements of a store, with their parameters in the order of their placeholders. */
export interface SqlStatements {
  /** kind, id, now → value */
  readonly select: string;
  /** kind, id, expires_at, value, now → a row if there was none that still counts */
  readonly insert: string;
  /** new value, expires_at, kind, id, value, now → a row if it was still this one */
  readonly update: string;
  /** kind, id, value, now → a row if it was still this one */
  readonly remove: string;
  /** kind, moment → a row for each that ended by then */
  readonly sweep: string;
  /** kind, now, limit → id, value */
  readonly firstPage: string;
  /** kind, now, id of the last row, limit → id, value */
  readonly nextPage: string;
}

/** A name that needs no quotes, with the name of its schema or without. */
const TABLE = /^(?:[a-z_][a-z0-9_]{0,62}\.)?[a-z_][a-z0-9_]{0,62}$/i;

function checkTable(table: string): void {
  if (typeof table === 'string' && TABLE.test(table)) return;
  throw new ConfigError(
    '"table" must be a plain name, or a schema and a name with a dot between.',
    {
      hint: 'Letters, digits and underscores; no quotes. Default: "magekit_installations".',
    },
  );
}

/** `?` as they are, or `$1`, `$2`… */
function placeholders(sql: string, dialect: SqlDialect): string {
  let count = 0;
  return dialect === 'sqlite' ? sql : sql.replaceAll('?', () => `$${++count}`);
}

/**
 * SQL that makes the table of `sqlInstallationStore`, for a migration; it does nothing when the table is
 * there. It fits SQLite and PostgreSQL.
 * @param table default `magekit_installations`
 * @throws ConfigError when the name is no plain identifier
 */
export function installationTableSql(table = 'magekit_installations'): string {
  checkTable(table);
  return `CREATE TABLE IF NOT EXISTS ${table} (
  kind VARCHAR(16) NOT NULL,
  id VARCHAR(512) NOT NULL,
  expires_at BIGINT,
  value TEXT NOT NULL,
  PRIMARY KEY (kind, id)
)`;
}

/**
 * The statements for a table. Each changes one record at most in one go, but for `sweep`.
 * @throws ConfigError when the name is no plain identifier or the dialect is unknown
 */
export function sqlStatements(table: string, dialect: SqlDialect): SqlStatements {
  checkTable(table);
  if (dialect !== 'sqlite' && dialect !== 'postgresql') {
    throw new ConfigError('"dialect" must be "sqlite" or "postgresql".');
  }
  const write = (sql: string) => placeholders(sql, dialect);
  const counts = '(expires_at IS NULL OR expires_at > ?)';
  const page = `SELECT id, value FROM ${table} WHERE kind = ? AND ${counts}`;
  return {
    select: write(`SELECT value FROM ${table} WHERE kind = ? AND id = ? AND ${counts}`),
    insert: write(`INSERT INTO ${table} AS existing (kind, id, expires_at, value)
VALUES (?, ?, ?, ?)
ON CONFLICT (kind, id) DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at
WHERE existing.expires_at <= ?
RETURNING id`),
    update: write(`UPDATE ${table} SET value = ?, expires_at = ?
WHERE kind = ? AND id = ? AND value = ? AND ${counts}
RETURNING id`),
    remove: write(`DELETE FROM ${table} WHERE kind = ? AND id = ? AND value = ? AND ${counts}
RETURNING id`),
    sweep: write(`DELETE FROM ${table} WHERE kind = ? AND expires_at <= ? RETURNING id`),
    firstPage: write(`${page} ORDER BY id LIMIT ?`),
    nextPage: write(`${page} AND id > ? ORDER BY id LIMIT ?`),
  };
}
