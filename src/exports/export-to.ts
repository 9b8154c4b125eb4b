import { type Clock, systemClock } from '../clock.js';
import { markCursor } from '../errors/with-cursor.js';
import { type Cursor, type PageWalk, walkPages } from '../search/index.js';
import { createMeter, type Progress } from './progress.js';
import type { Checkpoint, Sink } from './sink.js';
import { runOf } from './source.js';

/** Options of {@link exportTo}. */
export interface ExportOptions {
  /** Called after each page. What it throws ends the export. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Ends the export; its reason is thrown unchanged. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds between two checkpoints; 0 makes one after each page. Default 1,000. */
  readonly checkpointEveryMs?: number | undefined;
  /** Where time comes from. Default: the platform's clock. */
  readonly clock?: Pick<Clock, 'now'> | undefined;
}

/** A finished export. */
export interface ExportResult {
  /** Items written, those of earlier runs included. */
  readonly items: number;
  /** Items that earlier runs had written. */
  readonly resumedAt: number;
  /** Milliseconds of this run. */
  readonly elapsedMs: number;
}

const CHECKPOINT_EVERY_MS = 1000;

const anyOf = (...signals: readonly (AbortSignal | undefined)[]): AbortSignal =>
  AbortSignal.any(signals.filter((signal) => signal !== undefined));

/** Says on any error, those of sinks too, where the export goes on, unless it says so already. */
function withPlace(error: unknown, cursor: Cursor | undefined): unknown {
  const isUnmarked = error instanceof Error && !('cursor' in error && error.cursor);
  return cursor && isUnmarked ? markCursor(error, cursor) : error;
}

/** {@link exportTo}, for a list whose count is known from elsewhere. */
export async function exportPages<Item>(
  { source }: PageWalk<Item>,
  sink: Sink<Item>,
  options: ExportOptions,
  count?: number,
): Promise<ExportResult> {
  const { clock = systemClock, checkpointEveryMs = CHECKPOINT_EVERY_MS, onProgress } = options;
  const { client, operation, input } = source;
  const signal = anyOf(options.signal, source.options.signal);
  let done: Checkpoint | undefined;
  let saved: Checkpoint | undefined;
  try {
    signal.throwIfAborted();
    saved = await sink.open?.(await runOf(source));
    done = saved;
    const resumedAt = saved?.items ?? 0;
    const measure = createMeter(clock, resumedAt);
    const from = saved?.cursor ?? source.options.from;
    const walkOptions = { ...source.options, signal, ...(from && { from }) };
    let savedAt = clock.now();
    for await (const page of walkPages<Item>(client, operation, input, walkOptions)) {
      signal.throwIfAborted();
      await sink.write(page.items);
      // What is left counts again at each start, so the count of the first one holds.
      const total = done === undefined ? (count ?? page.total) : done.total;
      done = { cursor: page.cursor, items: (done?.items ?? 0) + page.items.length, total };
      onProgress?.(measure(done.items, done.total));
      if (sink.save && clock.now() - savedAt >= checkpointEveryMs) {
        await sink.save(done);
        saved = done;
        savedAt = clock.now();
      }
    }
    await sink.finish();
    const { items, elapsedMs } = measure(done?.items ?? 0, done?.total);
    return { items, resumedAt, elapsedMs };
  } catch (error) {
    // Nothing that was written should be fetched again; if the sink itself has failed, neither may work.
    if (done && done !== saved) await sink.save?.(done).catch(() => undefined);
    await sink.abort(error).catch(() => undefined);
    throw signal.aborted && error === signal.reason ? error : withPlace(error, done?.cursor);
  }
}

/**
 * Writes all items of a list to a sink, page by page, as fast as the sink takes them. A sink that can
 * resume, such as a file, goes on where an earlier run of the same export has stopped.
 *
 * An error carries `cursor`: where a walk goes on after what was written.
 * @throws MagentoError in one of its kinds, and whatever the sink rejects with
 */
export function exportTo<Item>(
  pages: PageWalk<Item>,
  sink: Sink<Item>,
  options: ExportOptions = {},
): Promise<ExportResult> {
  return exportPages(pages, sink, options);
}
