import type { SearchCriteria } from '../criteria.js';
import type { Ask, Question } from './ask.js';
import type { ReportDrift } from './drift.js';
import { identityOf } from './identity.js';
import { locate } from './locate.js';
import { createNumbered } from './numbered.js';
import { adjoiningPage, largerPage, overlappingPage } from './overlap.js';
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
  const identities = (items: readonly Item[]) =>
    items.map((item) => identityOf(item, plan.property));
  let { offset } = start;
  let recent: readonly Key[] = start.last === undefined ? [] : [start.last];
  let known: number | undefined;
  let total: number | undefined;

  /** The page around the place; a few items larger than asked for, if that must be and nothing failed. */
  function createQuestion(): Question {
    let isFirst = true;
    return (most) => {
      const mayExceed = isFirst && recent.length > 0 && most >= plan.pageSize;
      isFirst = false;
      const exceeding = mayExceed ? largerPage(offset, most) : adjoiningPage(offset, most);
      return toCriteria(overlappingPage(offset, most) ?? exceeding);
    };
  }

  /** Items from a few before the place on, and how many those few are. */
  async function fetchAround() {
    const answer = await ask(createQuestion());
    const { items, size } = answer;
    const before = offset % size;
    if (before > 0 || recent.length === 0) return { ...answer, before };
    // Nothing overlaps. The item before the place, asked for afterwards, mostly shows the same.
    const check = await ask(() => toCriteria({ size: 1, number: offset - 1 }));
    const isRepeated = identities(items).at(-1) === recent.at(-1);
    return { ...answer, items: [...check.items, ...(isRepeated ? [] : items)], before: 1 };
  }

  while (true) {
    const { items, count, size, before } = await fetchAround();
    const { next, by } = locate(identities(items), before, recent);
    const fresh = items.slice(next);
    const reached = offset - before + items.length;
    // The store counts more than it shows.
    const isCutOff = fresh.length === 0 && count !== undefined && reached < count;
    if (by !== 0 || isCutOff) report({ offset, kind: 'moved', by: by === 0 ? undefined : by });
    else if (known !== undefined && count !== undefined && count !== known) {
      report({ offset, kind: 'counted', by: count - known });
    }
    known = count;
    total ??= count === undefined ? undefined : Math.max(0, count - reached + fresh.length);
    if (fresh.length > 0) {
      recent = identities(fresh);
      yield { items: fresh, total, place: { offset: reached, last: recent.at(-1) } };
    }
    // A store counts after it has read the rows, and one of those may be gone by then.
    const isEnd = count !== undefined && reached >= count && items.length < size;
    if (isEnd || reached <= offset) return;
    offset = reached;
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
