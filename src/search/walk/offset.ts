import type { SearchCriteria } from '../criteria.js';
import type { Ask } from './ask.js';
import type { ReportDrift } from './drift.js';
import { identityOf } from './identity.js';
import { createNumbered } from './numbered.js';
import { adjoiningPage, overlappingPage } from './overlap.js';
import type { WalkPlan } from './plan.js';
import type { Key } from './types.js';

/** Where a walk by page numbers stands. */
export interface Place {
  /** Place of the next item, from 0. */
  readonly offset: number;
  /** Identity of the item before it; undefined at the start. */
  readonly last?: Key | undefined;
}

/** A page of a walk by page numbers. */
export interface OffsetPage<Item> {
  readonly items: readonly Item[];
  readonly total: number | undefined;
  /** Where it goes on. */
  readonly place: Place;
}

/** What a walk by page numbers needs. */
export interface OffsetWalk<Item> {
  readonly ask: Ask<Item>;
  readonly criteria: SearchCriteria;
  readonly plan: WalkPlan;
  readonly report: ReportDrift;
}

/**
 * Walks by page numbers. Each page begins before the last item delivered; where that is found says whether
 * the list has moved, and the walk goes on behind it.
 */
export async function* offsetPages<Item>(
  { ask, criteria, plan, report }: OffsetWalk<Item>,
  start: Place,
): AsyncGenerator<OffsetPage<Item>, undefined> {
  const toCriteria = createNumbered(criteria, plan.rule);
  const identity = (item: Item | undefined) => identityOf(item, plan.property);
  let { offset, last } = start;
  let known: number | undefined;
  let total: number | undefined;

  /** Items from a few before the place on, and how many those few are. */
  async function fetchAround() {
    const { items, count, size } = await ask((most) => toCriteria(overlappingPage(offset, most)));
    const before = offset % size;
    if (before > 0 || last === undefined) return { items, count, before };
    // Nothing overlaps. The item before the place, asked for afterwards, shows the same.
    const check = await ask(() => toCriteria({ size: 1, number: offset - 1 }));
    return { items: [...check.items, ...items], count, before: check.items.length };
  }

  while (true) {
    const { items, count, before } = await fetchAround();
    const isInPlace = last === undefined || (before > 0 && identity(items[before - 1]) === last);
    const found = isInPlace ? before - 1 : items.findIndex((item) => identity(item) === last);
    const isFound = isInPlace || found >= 0;
    const by = isFound ? found + 1 - before : undefined;
    const fresh = items.slice(before + (by ?? 0));
    const isCutOff = fresh.length === 0 && count !== undefined && offset + (by ?? 0) < count;
    if (by !== 0 || isCutOff) report({ offset, kind: 'moved', by: isCutOff ? undefined : by });
    else if (known !== undefined && count !== undefined && count !== known) {
      report({ offset, kind: 'counted', by: count - known });
    }
    if (fresh.length === 0) return;
    offset += by ?? 0;
    known = count;
    total ??= count === undefined ? undefined : Math.max(0, count - offset);
    offset += fresh.length;
    last = identity(fresh.at(-1));
    yield { items: fresh, total, place: { offset, last } };
    if (count !== undefined && offset >= count) return;
  }
}

/**
 * Walks a list that does not count its items by page numbers. Pages may be short, so that places are not
 * known and no drift is noticed. Ends at an empty page, or when the last one comes again, as up to Magento 2.3.
 */
export async function* uncountedPages<Item>(
  { ask, criteria, plan }: OffsetWalk<Item>,
  start: Place,
): AsyncGenerator<OffsetPage<Item>, undefined> {
  const toCriteria = createNumbered(criteria, plan.rule);
  let { offset, last } = start;
  while (true) {
    const { items, size } = await ask((most) => toCriteria(adjoiningPage(offset, most)));
    const end = items.length === 0 ? undefined : identityOf(items.at(-1), plan.property);
    if (end === undefined || end === last) return;
    offset += size;
    last = end;
    yield { items, total: undefined, place: { offset, last } };
  }
}
