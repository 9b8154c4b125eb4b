import type { KeyRange } from './types.js';

/** A range from the start of one to the end of another. */
export function spanning({ after }: KeyRange, { upTo }: KeyRange): KeyRange {
  return { ...(after === undefined ? {} : { after }), ...(upTo === undefined ? {} : { upTo }) };
}

/** Ranges in their order, those that meet made one. */
export function joined(ranges: readonly KeyRange[]): KeyRange[] {
  const all: KeyRange[] = [];
  for (const range of ranges) {
    const before = all.at(-1);
    const meets = before?.upTo !== undefined && before.upTo === range.after;
    if (before && meets) all[all.length - 1] = spanning(before, range);
    else all.push(range);
  }
  return all;
}
