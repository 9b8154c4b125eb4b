import type { BulkCounts, BulkFailure, BulkResult, BulkSummary } from './results.js';

const MOST_KEPT = 1_000;

const NAMES = {
  done: 'done',
  failed: 'failed',
  'not-sent': 'notSent',
  unknown: 'unknown',
} as const;

/** Counts results, and keeps the first that are not done. */
export interface Tally<Item> {
  count(result: BulkResult<Item, unknown>): void;
  counts(): BulkCounts;
  summary(): BulkSummary<Item>;
}

export function createTally<Item>(): Tally<Item> {
  const counts = { done: 0, failed: 0, notSent: 0, unknown: 0 };
  const failures: BulkFailure<Item>[] = [];
  return {
    count(result) {
      counts[NAMES[result.state]] += 1;
      if (result.state !== 'done' && failures.length < MOST_KEPT) failures.push(result);
    },
    counts: () => ({ ...counts }),
    summary: () => ({ ...counts, failures: [...failures] }),
  };
}
