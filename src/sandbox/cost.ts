import { type Clock, systemClock } from '../clock.js';
import type { ListWork } from './call.js';
import type { ListSettings } from './list-switches.js';

/** How long the store takes for an answer, in milliseconds; 0 where answers cost nothing. */
export function costOf({ cost }: ListSettings, lists: readonly ListWork[]): number {
  if (cost === undefined) return 0;
  return lists.reduce(
    (sum, { skipped, answered, counted }) =>
      sum +
      skipped * cost.perSkippedRowMs +
      answered * cost.perRowMs +
      counted * cost.perCountedRowMs,
    cost.baseMs,
  );
}

/** A clock of which the timer may be left to the system. */
export type SandboxClock = Pick<Clock, 'now'> & Partial<Pick<Clock, 'after'>>;

/** Waits, but no longer than until the signal aborts. */
export function pause(
  ms: number,
  clock: SandboxClock | undefined,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (ms <= 0 || signal?.aborted === true) return Promise.resolve();
  const { after = systemClock.after } = clock ?? {};
  return new Promise((resolve) => {
    const done = (): void => {
      cancel();
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const cancel = after(ms, done);
    signal?.addEventListener('abort', done);
  });
}
