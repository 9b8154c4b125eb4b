import type { Outcome } from '../types.js';
import { guardLevel, initialLatency } from './latency-state.js';
import { type LatencyEvent, reduceLatency } from './reduce-latency.js';
import { createReferences } from './references.js';

/** An attempt that ended, as the guard sees it. */
export interface TimedAttempt {
  readonly sentAt: number;
  readonly inFlight: number;
  readonly latencyClass: string;
}

/** Keeps the state of the latency guard and applies the rules to it. */
export interface LatencyGuard {
  /** The level the guard wants. */
  readonly level: number;
  /** `limit` is the level that the store's refusals allow after this attempt. */
  finish(attempt: TimedAttempt, outcome: Outcome, now: number, limit: number): void;
  configure(target: number, now: number, limit: number): void;
}

/** Makes a guard for a budget of a given target. */
export function createLatencyGuard(target: number): LatencyGuard {
  const references = createReferences();
  let state = initialLatency(target);

  function tell(event: LatencyEvent, now: number, limit: number): void {
    state = reduceLatency(state, event, now, limit);
  }

  return {
    get level() {
      return guardLevel(state);
    },
    finish({ sentAt, inFlight, latencyClass }, outcome, now, limit) {
      if (outcome.kind === 'throttled') tell({ kind: 'throttled' }, now, limit);
      // An attempt that was given up took at least that long, so it counts; other failures tell nothing.
      if (outcome.kind !== 'ok' && !('timedOut' in outcome && outcome.timedOut)) return;
      const residual = references.residual(latencyClass, now - sentAt);
      tell({ kind: 'finished', sentAt, inFlight, residual }, now, limit);
    },
    configure: (next, now, limit) => tell({ kind: 'configure', target: next }, now, limit),
  };
}
