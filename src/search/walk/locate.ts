import type { Key } from './types.js';

/** Where in a page the items begin that are new. */
export interface Located {
  readonly next: number;
  /** How far the list has moved; undefined when the last item delivered is not on the page. */
  readonly by: number | undefined;
}

/**
 * Finds the first new item of a page that should have begun `before` items before it.
 * @param recent the latest items delivered, in their order
 */
export function locate(page: readonly Key[], before: number, recent: readonly Key[]): Located {
  const last = recent.at(-1);
  if (last === undefined || page[before - 1] === last) return { next: before, by: 0 };
  const found = page.findLastIndex((identity) => recent.includes(identity));
  return { next: found + 1, by: page[found] === last ? found + 1 - before : undefined };
}
