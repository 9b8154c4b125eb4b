import type { SqlQuery } from '../../../../src/installations/stores/sql.js';
import type { UpstashClient } from '../../../../src/redis/ports.js';
import { type SendCommand, upstashClient } from '../../../tokens/support/places.js';

/** Decodes each part of an answer for itself, as `@upstash/redis` 1.39.0 does. */
function decode(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.map(decode);
  try {
    const value: unknown = JSON.parse(String(answer));
    return typeof value === 'number' && String(value) !== answer ? answer : value;
  } catch {
    return answer;
  }
}

/** The Upstash client of the token tests, whose scripts also answer lists. */
export function upstashWithLists(send: SendCommand): UpstashClient {
  return {
    ...upstashClient(send),
    async eval(script, keys, args) {
      const words = ['eval', script, String(keys.length), ...keys, ...args];
      try {
        return decode(await send(words));
      } catch (error) {
        throw new Error(`${error}, command was: ${JSON.stringify(words)}`);
      }
    },
  };
}

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
