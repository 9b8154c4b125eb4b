import { magentoDate } from '../dates.js';
import type { CatalogueSettings } from './options.js';

/** When rows were changed: in another order than the one they were made in, some in each second. */
export interface Changes {
  /** `updated_at` of a row. */
  readonly updatedAt: (row: number) => string;
  /** The row at a place in the order of time; rows of one second ascend, or descend. */
  readonly rowAt: (place: number, withinSecond: 'ASC' | 'DESC') => number;
  /** The place of a row in that order. */
  readonly placeOf: (row: number, withinSecond: 'ASC' | 'DESC') => number;
  /** A place within the same second, found faster. */
  readonly roughPlaceOf: (row: number) => number;
}

const start = Date.UTC(2020, 6, 1);

/**
 * Places and rows are one permutation, multiplication modulo the count, so that neither needs a table.
 * Rows of one second are put in order when they are looked at.
 */
export function createChanges({ count, perSecond }: CatalogueSettings): Changes {
  const factor = coprimeTo(count);
  const inverse = inverseOf(factor, count);
  const roughPlaceOf = (row: number): number => remainder(row * factor, count);
  const secondOf = (row: number): number => Math.floor(roughPlaceOf(row) / perSecond);
  let known = { second: -1, rows: [] as readonly number[] };
  const rowsOf = (second: number): readonly number[] => {
    if (second !== known.second) {
      const from = second * perSecond;
      const length = Math.min(perSecond, count - from);
      const rows = Array.from({ length }, (_, at) => ((from + at) * inverse) % count);
      known = { second, rows: rows.sort((a, b) => a - b) };
    }
    return known.rows;
  };
  return {
    updatedAt: (row) => magentoDate(start + secondOf(row) * 1000),
    rowAt: (place, withinSecond) => {
      const rows = rowsOf(Math.floor(place / perSecond));
      const at = place % perSecond;
      return rows[withinSecond === 'ASC' ? at : rows.length - 1 - at] ?? 0;
    },
    placeOf: (row, withinSecond) => {
      const second = secondOf(row);
      const rows = rowsOf(second);
      const at = rows.indexOf(row);
      return second * perSecond + (withinSecond === 'ASC' ? at : rows.length - 1 - at);
    },
    roughPlaceOf,
  };
}

/** `dividend % divisor` of whole numbers, many times as fast where the dividend is large. */
function remainder(dividend: number, divisor: number): number {
  const rest = dividend - Math.floor(dividend / divisor) * divisor;
  // The quotient may be rounded to the next one.
  return rest < 0 ? rest + divisor : rest >= divisor ? rest - divisor : rest;
}

/** A number near the golden section of the modulus, which scatters well, without a common divisor. */
function coprimeTo(modulus: number): number {
  let factor = Math.max(1, Math.floor(modulus * 0.618));
  while (greatestDivisor(factor, modulus) !== 1) factor += 1;
  return factor;
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

/** The extended Euclidean algorithm. */
function inverseOf(factor: number, modulus: number): number {
  let [a, b] = [factor, modulus];
  let [x, next] = [1, 0];
  while (b !== 0) {
    const quotient = Math.floor(a / b);
    [a, b] = [b, a % b];
    [x, next] = [next, x - quotient * next];
  }
  return ((x % modulus) + modulus) % modulus;
}
