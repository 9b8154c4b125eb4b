import type { Clock } from '../clock.js';

/** How an export gets on. */
export interface Progress {
  /** Items written, those of earlier runs included. */
  readonly items: number;
  /** Items of the whole list when the export began; undefined where the store does not count right. */
  readonly total: number | undefined;
  /** Average of this run; undefined before any time has passed. */
  readonly perSecond: number | undefined;
  /** An estimate from that average, in milliseconds; undefined where `total` or `perSecond` is. */
  readonly remainingMs: number | undefined;
  /** Milliseconds since this run began. */
  readonly elapsedMs: number;
}

/** Measures one run, which begins with items of earlier ones. */
export function createMeter(
  clock: Pick<Clock, 'now'>,
  before: number,
): (items: number, total: number | undefined) => Progress {
  const start = clock.now();
  return (items, total) => {
    const elapsedMs = clock.now() - start;
    const perSecond = elapsedMs > 0 ? ((items - before) * 1000) / elapsedMs : undefined;
    const left = total === undefined ? undefined : Math.max(0, total - items);
    const remainingMs =
      left === 0 ? 0 : left && perSecond ? Math.round((left * 1000) / perSecond) : undefined;
    return { items, total, perSecond, remainingMs, elapsedMs };
  };
}
