import type { WaitBucket } from './types.js';

/** Upper ends of the buckets in milliseconds, each four times the one before. */
const ENDS = [1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536, Number.POSITIVE_INFINITY];

/** Counts waits in fixed buckets on a log scale. */
export interface WaitTimes {
  add(ms: number): void;
  read(): readonly WaitBucket[];
}

export function createWaitTimes(): WaitTimes {
  const counts = ENDS.map(() => 0);
  return {
    add(ms) {
      const bucket = ENDS.findIndex((end) => ms < end);
      counts[bucket] = (counts[bucket] ?? 0) + 1;
    },
    read: () => ENDS.map((belowMs, index) => ({ belowMs, count: counts[index] ?? 0 })),
  };
}
