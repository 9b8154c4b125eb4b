import type { KeyRange } from './types.js';

/** Rows believed to be in a range. Shared by the parts cut from it, so that each corrects what is left. */
export interface Estimate {
  rows: number;
}

/** A range nobody has asked for yet. */
export interface Pending {
  readonly kind: 'pending';
  readonly range: KeyRange;
  /** Undefined before the first page of the range. */
  readonly estimate: Estimate | undefined;
}

/** A part of the list on its way, from the range nobody has asked for to the page nobody has taken. */
export type Segment<Item> =
  | Pending
  | { readonly kind: 'running'; readonly range: KeyRange }
  | { readonly kind: 'fetched'; readonly range: KeyRange; readonly items: readonly Item[] }
  | { readonly kind: 'failed'; readonly range: KeyRange; readonly error: unknown };

/** A range from the start of one to the end of another. */
export function spanning({ after }: KeyRange, { upTo }: KeyRange): KeyRange {
  return { ...(after === undefined ? {} : { after }), ...(upTo === undefined ? {} : { upTo }) };
}

/** What is left of a list, with ranges that meet made one. */
export function rangesOf(segments: readonly { readonly range: KeyRange }[]): KeyRange[] {
  const ranges: KeyRange[] = [];
  for (const { range } of segments) {
    const before = ranges.at(-1);
    const meets = before?.upTo !== undefined && before.upTo === range.after;
    if (before && meets) ranges[ranges.length - 1] = spanning(before, range);
    else ranges.push(range);
  }
  return ranges;
}
