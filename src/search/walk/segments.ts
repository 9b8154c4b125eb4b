import { cutFront } from './cut.js';
import type { WalkPlan } from './plan.js';
import type { RangePage } from './ranges.js';
import { joined, spanning } from './spans.js';
import type { Key, KeyRange } from './types.js';

/** Rows believed to be in a range. Shared by the parts cut from it, so that each corrects what is left. */
interface Estimate {
  rows: number;
}

/** A range nobody has asked for yet. */
interface Pending {
  readonly kind: 'pending';
  readonly range: KeyRange;
  /** Undefined before the first page of the range. */
  readonly estimate: Estimate | undefined;
}

/** A part that is asked for. */
export interface Running {
  readonly kind: 'running';
  readonly range: KeyRange;
  /** Tells what is left how many rows the part had. */
  readonly counted: (rows: number | undefined) => void;
}

interface Fetched<Item> {
  readonly kind: 'fetched';
  readonly range: KeyRange;
  readonly items: readonly Item[];
}

interface Failed {
  readonly kind: 'failed';
  readonly range: KeyRange;
  readonly error: unknown;
}

type Segment<Item> = Pending | Running | Fetched<Item> | Failed;

/** The undelivered list as a row of segments. */
export interface Segments<Item> {
  readonly isEmpty: boolean;
  /** Takes the earliest part there is to ask for; undefined when there is none for now. */
  take(): Running | undefined;
  fetched(part: Running, page: RangePage<Item>): void;
  failed(part: Running, error: unknown): void;
  /** The next page, when it has come. */
  deliver(): readonly Item[] | undefined;
  /** What stands before the next page. */
  failure(): Failed | undefined;
  /** What is not delivered. */
  ranges(): KeyRange[];
  /** The last key of the list, which estimates need; undefined when it is not to be had. */
  setEnd(key: Key | undefined): void;
}

const WIDEST_STRETCH = 2 ** 30;

/** Makes the segments of a parallel walk. Those without an end wait for it before they are cut. */
export function createSegments<Item>(
  { parallel, ordered, lookAhead, direction, pageSize }: WalkPlan,
  start: readonly KeyRange[],
): Segments<Item> {
  const most = Math.max(parallel, parallel * (1 + lookAhead) - 1);
  const list: Segment<Item>[] = start.map((range) => ({
    kind: 'pending',
    range,
    estimate: undefined,
  }));
  let end: Key | undefined;
  let isEndKnown = false;
  /** Twice as wide after each empty part, to leave gaps quickly. */
  let stretch = 1;

  const replace = (segment: Segment<Item>, ...others: readonly Segment<Item>[]) =>
    list.splice(list.indexOf(segment), 1, ...others);

  const isOnItsWay = (segment: Segment<Item>) =>
    segment.kind === 'running' || (segment.kind === 'fetched' && segment.items.length > 0);

  /** The first segment may always run, or all others would wait for it. */
  function next(): Pending | undefined {
    const index = list.findIndex(({ kind }) => kind === 'pending' || kind === 'failed');
    const segment = list[index];
    if (segment?.kind !== 'pending') return undefined;
    const isUncut = segment.estimate && segment.range.upTo === undefined && !isEndKnown;
    const room = most + (index === 0 ? 1 : 0) - list.filter(isOnItsWay).length;
    return isUncut || room <= 0 ? undefined : segment;
  }

  /** Cuts a part from the front that should hold one page. */
  function cut({ range, estimate }: Pending): [Running, ...Pending[]] {
    const last = range.upTo ?? end;
    const options = { pageSize, direction, stretch };
    const place = cutFront({ range, count: estimate?.rows, end: last }, options);
    if (!place || !estimate) return [{ kind: 'running', range, counted: () => {} }];
    estimate.rows -= place.rows;
    const counted = (rows = place.rows) => {
      estimate.rows += place.rows - rows;
      stretch = rows > 0 ? 1 : Math.min(stretch * 2, WIDEST_STRETCH);
    };
    return [
      { kind: 'running', range: spanning(range, { upTo: place.at }), counted },
      { kind: 'pending', range: { ...range, after: place.at }, estimate },
    ];
  }

  return {
    get isEmpty() {
      return list.length === 0;
    },
    take() {
      const segment = next();
      if (!segment) return undefined;
      const parts = cut(segment);
      replace(segment, ...parts);
      return parts[0];
    },
    fetched(part, { items, last, rest, count }) {
      part.counted(count);
      const range = rest && last !== undefined ? spanning(part.range, { upTo: last }) : part.range;
      const estimate = count === undefined ? undefined : { rows: count - items.length };
      const left: Pending[] = rest ? [{ kind: 'pending', range: rest, estimate }] : [];
      replace(part, { kind: 'fetched', range, items }, ...left);
    },
    failed(part, error) {
      replace(part, { kind: 'failed', range: part.range, error });
    },
    deliver() {
      while (true) {
        const segment = ordered ? list[0] : list.find(({ kind }) => kind === 'fetched');
        if (segment?.kind !== 'fetched') return undefined;
        replace(segment);
        if (segment.items.length > 0) return segment.items;
      }
    },
    failure() {
      const segment = ordered ? list[0] : list.find(({ kind }) => kind === 'failed');
      return segment?.kind === 'failed' ? segment : undefined;
    },
    ranges: () => joined(list.map(({ range }) => range)),
    setEnd(key) {
      end = key;
      isEndKnown = true;
    },
  };
}
