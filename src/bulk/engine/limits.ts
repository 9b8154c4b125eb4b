import { InputError } from '../../errors/input-error.js';
import type { ChunkOptions } from '../options.js';

/** Bounds of one request, lowered when the store names lower ones. */
export interface Limits {
  items: number;
  bytes: number;
}

/** @throws InputError for a bound that lets nothing through */
export function limitsFrom({ items = 100, bytes = 1_000_000 }: ChunkOptions = {}): Limits {
  if (!Number.isInteger(items) || items < 1 || !(bytes >= 1)) {
    throw new InputError('chunk: "items" is a whole number from 1, "bytes" a number from 1.');
  }
  return { items, bytes };
}

/** Two halves of a list, the first no shorter than the second. */
export function halves<T>(list: readonly T[]): readonly (readonly T[])[] {
  const middle = Math.ceil(list.length / 2);
  return [list.slice(0, middle), list.slice(middle)];
}

/** A list in parts of at most so many. */
export function slices<T>(list: readonly T[], most: number): readonly (readonly T[])[] {
  const count = Math.ceil(list.length / most);
  return Array.from({ length: count }, (_, part) => list.slice(part * most, (part + 1) * most));
}
