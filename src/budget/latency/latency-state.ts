import { firstLevel } from '../level/level-state.js';
import { GUARD } from './latency-rules.js';
import type { LevelRing } from './level-ring.js';
import { type LevelTest, testLevel } from './level-test.js';

/** The running mean of latencies between tests, to notice that they shift. */
export interface Drift {
  readonly samples: number;
  readonly mean: number;
  /** The mean once it had settled; null before. */
  readonly reference: number | null;
}

/** Everything the latency guard knows; plain data of bounded size, so that processes can share it. */
export interface LatencyState {
  readonly target: number;
  /** The level outside of tests. */
  readonly level: number;
  /** True until congestion has been seen; upwards it goes in long steps. */
  readonly searching: boolean;
  readonly test: LevelTest | null;
  readonly ring: LevelRing;
  /** Attempts that ended. */
  readonly seen: number;
  /** Step of the next test, as a fraction of the level. */
  readonly step: number;
  readonly upAt: number;
  readonly upWaitMs: number;
  readonly downAt: number;
  readonly downWaitMs: number;
  /** When the store last refused something; null when it never has. */
  readonly refusedAt: number | null;
  readonly drift: Drift;
}

export const NO_DRIFT: Drift = { samples: 0, mean: 0, reference: null };

/** The level the guard wants, tests included. */
export const guardLevel = ({ test, level }: LatencyState): number =>
  test ? testLevel(test) : level;

/** Whether the store has refused something less than so many milliseconds ago. */
export const refusedWithin = ({ refusedAt }: LatencyState, ms: number, now: number): boolean =>
  refusedAt !== null && now - refusedAt < ms;

/** The state of a new guard. */
export function initialLatency(target: number): LatencyState {
  const level = firstLevel(target);
  return {
    target,
    level,
    searching: true,
    test: null,
    ring: [{ at: 0, level }],
    seen: 0,
    step: GUARD.firstStep,
    upAt: 0,
    upWaitMs: GUARD.upWaitMs,
    downAt: 0,
    downWaitMs: GUARD.downWaitMs,
    refusedAt: null,
    drift: NO_DRIFT,
  };
}
