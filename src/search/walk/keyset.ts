import type { Ranges } from './ranges.js';
import type { KeyRange } from './types.js';

/** A page of a walk by key. */
export interface KeysetPage<Item> {
  readonly items: readonly Item[];
  /** Items of the whole walk, as counted at its start. */
  readonly total: number | undefined;
  /** What is left after it. */
  readonly ranges: readonly KeyRange[];
}

/** Walks ranges one after the other, each page going on behind the last key of the one before. */
export async function* keysetPages<Item>(
  ranges: Ranges<Item>,
  start: readonly KeyRange[],
): AsyncGenerator<KeysetPage<Item>, undefined> {
  let total: number | undefined;
  for (const [index, range] of start.entries()) {
    const later = start.slice(index + 1);
    for (let rest: KeyRange | undefined = range; rest; ) {
      const page = await ranges.page(rest);
      // The count of one range says nothing about the others.
      if (rest === range && start.length === 1) total = page.count;
      rest = page.rest;
      if (page.items.length > 0) {
        yield { items: page.items, total, ranges: [...(rest ? [rest] : []), ...later] };
      }
    }
  }
}
