import { magentoDate, percentEncode } from './encode.js';
import { InputError } from './errors/input-error.js';

/**
 * First index of a list: engines order `[2]` and `[10]` differently, so all indices of a list get the
 * same number of digits. PHP does not mind lists that start at 10.
 */
export function firstIndex(length: number): number {
  let first = 0;
  for (let width = 10; length > width - first; width *= 10) first = width;
  return first;
}

function scalar(value: unknown, name: string): string {
  if (value instanceof Date) return magentoDate(value);
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'bigint') {
    return String(value);
  }
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  throw new InputError(`Query parameter "${name}" cannot be sent: it is ${kindOf(value)}.`);
}

/** `a Map`, `a number`. */
const kindOf = (value: unknown) =>
  `a ${typeof value === 'object' ? value?.constructor.name : typeof value}`;

/** Nothing of Magento's is nested deeper than half of this. */
const DEEPEST = 20;

/** Maps, sets and the like have no members of their own and would vanish without a word. */
function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  return !(value instanceof Date || Symbol.iterator in value);
}

function addPairs(name: string, value: unknown, pairs: string[], depth = 0): void {
  if (value === undefined || value === null) return;
  if (depth > DEEPEST) {
    throw new InputError(`The query is nested deeper than ${DEEPEST} names, or holds itself.`);
  }
  if (Array.isArray(value)) {
    const first = firstIndex(value.length);
    for (const [index, item] of value.entries()) {
      addPairs(`${name}[${first + index}]`, item, pairs, depth + 1);
    }
  } else if (isPlain(value)) {
    for (const [key, item] of Object.entries(value)) {
      addPairs(`${name}[${key}]`, item, pairs, depth + 1);
    }
  } else {
    pairs.push(`${percentEncode(name)}=${percentEncode(scalar(value, name))}`);
  }
}

/**
 * Query string of named values; objects and lists become bracketed names. Always `key=value`, never a
 * repeated key and never `+`, which is what all of Magento's signature engines read alike.
 */
export function encodeQuery(query: Readonly<Record<string, unknown>>): string {
  const pairs: string[] = [];
  for (const [name, value] of Object.entries(query)) addPairs(name, value, pairs);
  return pairs.join('&');
}
