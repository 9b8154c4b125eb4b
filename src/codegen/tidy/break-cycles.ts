import { refKey, type Schema } from '../swagger.js';
import type { Warn } from '../warning.js';
import { shown } from './json.js';

/** What a definition is without being an object or a list in between: itself again is no type. */
function direct(schema: Schema): string[] {
  const key = refKey(schema);
  return key === undefined ? (schema.oneOf ?? []).flatMap(direct) : [key];
}

/** Makes definitions that stand for nothing but themselves unknown. Objects and lists may recur. */
export function breakCycles(
  definitions: Readonly<Record<string, Schema>>,
  warn: Warn,
): Readonly<Record<string, Schema>> {
  const next = new Map(Object.entries(definitions).map(([key, one]) => [key, direct(one)]));
  const isCircular = (key: string): boolean => {
    const seen = new Set<string>();
    const waiting = [...(next.get(key) ?? [])];
    for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
      if (one === key) return true;
      if (!seen.has(one)) waiting.push(...(next.get(one) ?? []));
      seen.add(one);
    }
    return false;
  };
  return Object.fromEntries(
    Object.entries(definitions).map(([key, schema]): [string, Schema] => {
      if (next.get(key)?.length === 0 || !isCircular(key)) return [key, schema];
      warn(`definitions › ${shown(key)}`, 'Stands for nothing but itself; its type is unknown.');
      return [key, {}];
    }),
  );
}
