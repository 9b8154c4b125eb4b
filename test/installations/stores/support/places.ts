import type { SqlQuery } from '../../../../src/installations/stores/sql.js';

/** What better-sqlite3, libsql and `node:sqlite` have in common. */
export interface Database {
  exec(sql: string): unknown;
  prepare(sql: string): { all(...parameters: (string | number | null)[]): unknown };
}

/** Runs the statements of a store in SQLite. */
export function sqliteQuery(database: Database): SqlQuery {
  return (sql, parameters) =>
    database.prepare(sql).all(...parameters) as readonly Record<string, unknown>[];
}
