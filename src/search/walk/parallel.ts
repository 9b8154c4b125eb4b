import { InputError } from '../../errors/input-error.js';
import { cutFront } from './cut.js';
import type { KeysetPage } from './keyset.js';
import type { WalkPlan } from './plan.js';
import type { Ranges } from './ranges.js';
import { type Pending, rangesOf, type Segment, spanning } from './segments.js';
import type { Key, KeyRange } from './types.js';

const WIDEST_STRETCH = 2 ** 30;

/**
 * Walks ranges by key with several requests at once. The list is a row of segments: from the front of the
 * earliest one nobody has asked for, a part is cut that should hold one page; what does not fit is a segment
 * again, at the same place. Estimates decide only how well the parts fit: they never overlap, and each is
 * asked for until the store has nothing left in it.
 */
export async function* parallelPages<Item>(
  ranges: Ranges<Item>,
  plan: WalkPlan,
  start: readonly KeyRange[],
): AsyncGenerator<KeysetPage<Item>, undefined> {
  const { list, parallel, ordered, direction, pageSize } = plan;
  const most = Math.max(parallel, parallel * (1 + plan.lookAhead) - 1);
  const segments: Segment<Item>[] = start.map((range) => ({
    kind: 'pending',
    range,
    estimate: undefined,
  }));
  let running = 0;
  let total: number | undefined;
  /** The last key of the list; looked up once, as only estimates need it. */
  let end: Key | undefined;
  let isProbing = false;
  /** Twice as wide after each empty part, to leave gaps quickly. */
  let stretch = 1;
  let changed = () => {};

  const replace = (segment: Segment<Item>, ...others: readonly Segment<Item>[]) =>
    segments.splice(segments.indexOf(segment), 1, ...others);

  /** The next segment to ask for. The first one may always run, or all would wait for it. */
  function next(): Pending | undefined {
    if (running >= parallel) return undefined;
    const index = segments.findIndex(({ kind }) => kind === 'pending' || kind === 'failed');
    const segment = segments[index];
    if (segment?.kind !== 'pending') return undefined;
    const waitsForEnd = isProbing && segment.estimate && segment.range.upTo === undefined;
    const held = segments.filter((other) => other.kind === 'fetched' && other.items.length > 0);
    return waitsForEnd || running + held.length >= most + (index === 0 ? 1 : 0)
      ? undefined
      : segment;
  }

  /** Cuts a part from the front; its number of rows corrects the estimate for the others. */
  function cut(segment: Pending) {
    const { range, estimate } = segment;
    const place = cutFront(
      { range, count: estimate?.rows, end: range.upTo ?? end },
      { pageSize, direction, stretch },
    );
    if (!place || !estimate) return { range, others: [], correct: () => {} };
    estimate.rows -= place.rows;
    return {
      range: spanning(range, { upTo: place.at }),
      others: [{ kind: 'pending', range: { ...range, after: place.at }, estimate } as const],
      correct(count = place.rows) {
        estimate.rows += place.rows - count;
        stretch = count > 0 ? 1 : Math.min(stretch * 2, WIDEST_STRETCH);
      },
    };
  }

  async function fetch(segment: Pending): Promise<void> {
    const { range, others, correct } = cut(segment);
    const current = { kind: 'running', range } as const;
    replace(segment, current, ...others);
    running += 1;
    try {
      const { items, last, rest, count } = await ranges.page(range);
      if (typeof last === 'string') {
        throw new InputError(
          `The key of ${list} is a text, and parallel needs numbers; leave it out.`,
        );
      }
      if (start.length === 1) total ??= count;
      correct(count);
      const done = spanning(range, rest ? { upTo: last as Key } : range);
      const estimate = count === undefined ? undefined : { rows: count - items.length };
      replace(
        current,
        { kind: 'fetched', range: done, items },
        ...(rest ? [{ kind: 'pending', range: rest, estimate } as const] : []),
      );
    } catch (error) {
      replace(current, { kind: 'failed', range, error });
    }
    running -= 1;
    run();
  }

  /** Whether the store answers or not, the walk goes on: it may only fit its parts less well. */
  async function probe(range: KeyRange): Promise<void> {
    isProbing = true;
    running += 1;
    end = await ranges.end(range).catch(() => undefined);
    isProbing = false;
    running -= 1;
    run();
  }

  function run(): void {
    for (let segment = next(); segment; segment = next()) void fetch(segment);
    changed();
  }

  const tail = start.at(-1);
  if (tail && tail.upTo === undefined) void probe(tail);
  while (segments.length > 0) {
    run();
    const taken = ordered ? segments[0] : segments.find(({ kind }) => kind === 'fetched');
    const failed = ordered ? taken : segments.find(({ kind }) => kind === 'failed');
    if (taken?.kind === 'fetched') {
      replace(taken);
      run();
      if (taken.items.length === 0) continue;
      yield { items: taken.items, total, ranges: rangesOf(segments) };
    } else if (failed?.kind === 'failed') {
      throw failed.error;
    } else {
      await new Promise<void>((resolve) => {
        changed = resolve;
      });
    }
  }
}
