import { InputError } from '../../errors/input-error.js';
import type { KeysetPage } from './keyset.js';
import type { WalkPlan } from './plan.js';
import type { Ranges } from './ranges.js';
import { createSegments, type Running } from './segments.js';
import type { KeyRange } from './types.js';

/**
 * Walks ranges by key with several requests at once. From the front of the earliest range nobody has asked
 * for, a part is cut that should hold one page; what does not fit is a range again, at the same place.
 * Estimates decide only how well the parts fit: they never overlap, and each is asked for until the store has
 * nothing left in it.
 */
export async function* parallelPages<Item>(
  ranges: Ranges<Item>,
  plan: WalkPlan,
  start: readonly KeyRange[],
): AsyncGenerator<KeysetPage<Item>, undefined> {
  const segments = createSegments<Item>(plan, start);
  let running = 0;
  let total: number | undefined;
  let changed = () => {};

  function run(): void {
    while (running < plan.parallel) {
      const part = segments.take();
      if (!part) break;
      void fetch(part);
    }
    changed();
  }

  async function fetch(part: Running): Promise<void> {
    running += 1;
    try {
      const page = await ranges.page(part.range);
      if (typeof page.last === 'string') {
        throw new InputError(
          `The key of ${plan.list} is a text, and parallel needs numbers; leave it out.`,
        );
      }
      // The count of one range says nothing about the others.
      if (start.length === 1) total ??= page.count;
      segments.fetched(part, page);
    } catch (error) {
      segments.failed(part, error);
    }
    running -= 1;
    run();
  }

  /** Without an answer the walk goes on: its parts only fit less well. */
  async function lookUpEnd(range: KeyRange): Promise<void> {
    running += 1;
    segments.setEnd(await ranges.end(range).catch(() => undefined));
    running -= 1;
    run();
  }

  const tail = start.at(-1);
  if (tail && tail.upTo === undefined) void lookUpEnd(tail);
  while (!segments.isEmpty) {
    run();
    const items = segments.deliver();
    if (items) {
      run();
      yield { items, total, ranges: segments.ranges() };
      continue;
    }
    const failure = segments.failure();
    if (failure) throw failure.error;
    if (segments.isEmpty) return;
    await new Promise<void>((resolve) => {
      changed = resolve;
    });
  }
}
