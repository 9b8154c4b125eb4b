import { GUARD } from './latency-rules.js';

/** A level and since when it is in force. */
export interface LevelSince {
  readonly at: number;
  readonly level: number;
}

/** The latest changes of the level, the oldest first. Never empty. */
export type LevelRing = readonly LevelSince[];

/** Notes a level, unless it is the one in force. */
export function withLevel(ring: LevelRing, level: number, at: number): LevelRing {
  if (ring.at(-1)?.level === level) return ring;
  return [...ring, { at, level }].slice(-GUARD.ringSize);
}

/** The level at a time; undefined when that is too long ago. */
export function levelAt(ring: LevelRing, time: number): number | undefined {
  return ring.findLast(({ at }) => at <= time)?.level;
}

/** Since when the level in force is so. */
export const latestChange = (ring: LevelRing): number => ring.at(-1)?.at ?? 0;

/** The mean of ln(level) over a span of time; undefined when it began too long ago. */
export function meanLogLevel(ring: LevelRing, from: number, to: number): number | undefined {
  const oldest = ring[0];
  if (!oldest || (oldest.at > from && ring.length >= GUARD.ringSize)) return undefined;
  let sum = 0;
  let end = to;
  for (const { at, level } of ring.toReversed()) {
    const start = Math.max(from, at);
    if (start < end) {
      sum += (end - start) * Math.log(level);
      end = start;
    }
    if (end <= from) break;
  }
  return sum / Math.max(1e-6, to - from);
}
