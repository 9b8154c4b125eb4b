import type { Direction } from './direction.js';
import type { KeyRange } from './types.js';

/** What is known about a range that is to be cut. */
export interface Cuttable {
  readonly range: KeyRange;
  /** Rows it holds, as far as known. */
  readonly count: number | undefined;
  /** Its last key; undefined when nobody knows. */
  readonly end: KeyRange['upTo'];
}

/** A place to cut. */
export interface Cut {
  /** Last key of the part in front. */
  readonly at: number;
  /** Rows that the part should hold. */
  readonly rows: number;
}

/** How a range is cut. */
export interface CutOptions {
  readonly pageSize: number;
  readonly direction: Direction;
  /** How much wider than estimated; grows in gaps. */
  readonly stretch: number;
}

/**
 * Standard deviations that a part stays below a page: what overflows costs a request for a few rows, and at
 * 1.5 one part in fifteen does.
 */
const MARGIN = 1.5;

/**
 * Where to cut from the front of a range a part that should just fit one page, if the rows were spread
 * evenly: with keys missing at random, the rows of a part vary as in a binomial distribution.
 * Undefined when the range is to be fetched as it is.
 */
export function cutFront({ range, count, end }: Cuttable, options: CutOptions): Cut | undefined {
  const { pageSize, direction, stretch } = options;
  const { after } = range;
  if (typeof after !== 'number' || typeof end !== 'number' || count === undefined) return undefined;
  if (count <= pageSize) return undefined;
  const sign = direction === 'ASC' ? 1 : -1;
  const span = sign * (end - after);
  // Rows that came meanwhile may lie behind what was the last key.
  if (span <= 0) return undefined;
  const density = Math.min(1, count / span);
  const fitting = Math.max(1, pageSize - MARGIN * Math.sqrt(pageSize * (1 - density)));
  const width = Math.ceil((fitting / density) * stretch);
  return width < span ? { at: after + sign * width, rows: density * width } : undefined;
}
