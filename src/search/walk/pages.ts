import { withCursor } from '../../errors/with-cursor.js';
import { createAsk } from './ask.js';
import { type Start, startOf, startOfPart, toCursor } from './cursor.js';
import { createReportDrift } from './drift.js';
import { keysetPages } from './keyset.js';
import { lookAhead } from './look-ahead.js';
import { offsetPages, uncountedPages } from './offset.js';
import { parallelPages } from './parallel.js';
import { planWalk, type WalkPlan } from './plan.js';
import { createRanges } from './ranges.js';
import { STOPPED } from './stoppable.js';
import type { Cursor, Page, WalkSource } from './types.js';

/** The pages of all parts from a start on, one part after the other. */
async function* partsFrom<Item>(
  source: WalkSource,
  plan: WalkPlan,
  start: Start,
  signal: AbortSignal,
): AsyncGenerator<Page<Item>, undefined> {
  const ask = createAsk<Item>(source, plan, signal);
  const report = createReportDrift(plan, source.options.onDrift);
  for (const [part, criteria] of plan.parts.entries()) {
    if (part < start.part) continue;
    const from = part === start.part ? start : startOfPart(part);
    const whole = (total: number | undefined) => (plan.parts.length === 1 ? total : undefined);
    if (plan.mode === 'keyset') {
      const inList = createRanges(ask, criteria, plan);
      const pages =
        plan.parallel > 1
          ? parallelPages(inList, plan, from.ranges)
          : keysetPages(inList, from.ranges);
      for await (const { items, total, ranges } of pages) {
        const cursor = toCursor(plan, { ...from, ranges });
        yield { items, total: whole(total), cursor };
      }
    } else {
      const walk = plan.rule.uncounted ? uncountedPages : offsetPages;
      for await (const { items, total, place } of walk(
        { ask, criteria, plan, report },
        from.place,
      )) {
        const cursor = toCursor(plan, { ...from, place });
        yield { items, total: whole(total), cursor };
      }
    }
  }
}

/** Aborts a walk with the caller's signal; returns what ends that. */
function follow(parent: AbortSignal | undefined, stop: AbortController): () => void {
  const abort = () => stop.abort(parent?.reason);
  if (parent?.aborted) abort();
  else parent?.addEventListener('abort', abort, { once: true });
  return () => parent?.removeEventListener('abort', abort);
}

/**
 * The pages of a list. Whatever is in flight ends with the walk.
 * @param stop ends the walk; aborted with `STOPPED` it ends without an error
 * @throws what ended the walk, with the cursor after the last page delivered
 */
export async function* pagesOf<Item>(
  source: WalkSource,
  stop: AbortController,
): AsyncGenerator<Page<Item>, undefined> {
  const { options } = source;
  const plan = planWalk(source);
  const start = startOf(plan, options.from);
  let cursor: Cursor = toCursor(plan, start);
  const unfollow = follow(options.signal, stop);
  const { signal } = stop;
  try {
    const pages = partsFrom<Item>(source, plan, start, signal);
    for await (const page of plan.parallel > 1 ? pages : lookAhead(pages, plan.lookAhead)) {
      signal.throwIfAborted();
      cursor = page.cursor;
      yield page;
    }
  } catch (error) {
    if (signal.reason === STOPPED) return;
    throw error === signal.reason ? error : withCursor(error, cursor);
  } finally {
    unfollow();
    stop.abort(STOPPED);
  }
}
