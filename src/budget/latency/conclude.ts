import { GUARD } from './latency-rules.js';
import { type LatencyState, NO_DRIFT } from './latency-state.js';
import type { LevelTest, Verdict } from './level-test.js';

const clamp = (value: number, least: number, most: number) =>
  Math.max(least, Math.min(most, value));

const longer = (step: number) => Math.min(GUARD.longestStep, step * 2);
const shorter = (step: number) => Math.max(GUARD.shortestStep, step / 2);

/** Between the two levels, where throughput stops to grow by the elasticity found. */
function knee({ low, high }: LevelTest, elasticity: number): number {
  return Math.round(low * (high / low) ** (1 - clamp(elasticity, 0, 1)));
}

function higher(state: LatencyState, test: LevelTest, elasticity: number, now: number) {
  const level = clamp(knee(test, elasticity), test.low + 1, test.high);
  return {
    ...state,
    level,
    step: longer(state.step),
    upWaitMs: GUARD.upWaitMs,
    upAt: level >= test.high ? now : now + GUARD.upWaitMs,
    downWaitMs: GUARD.downWaitMs,
    downAt: now + GUARD.downWaitMs,
  };
}

function notHigher(state: LatencyState, { finding, elasticity }: Verdict, now: number) {
  const upWaitMs = Math.min(GUARD.longestUpWaitMs, state.upWaitMs * GUARD.upWaitGrowth);
  // Nothing but waiting up there; perhaps there is some down here as well.
  const congested = finding === 'worse' && elasticity > 0.9;
  const downAt = congested ? Math.min(state.downAt, now + state.downWaitMs) : state.downAt;
  return { ...state, step: shorter(state.step), upWaitMs, upAt: now + upWaitMs, downAt };
}

function lower(state: LatencyState, test: LevelTest, elasticity: number, now: number) {
  const level = clamp(knee(test, elasticity), test.low, test.high - 1);
  const all = level <= test.low;
  return {
    ...state,
    level,
    step: all ? longer(state.step) : shorter(state.step),
    downWaitMs: GUARD.downWaitMs,
    downAt: all ? now : now + GUARD.againWaitMs,
    upWaitMs: GUARD.upWaitMs,
    upAt: now + GUARD.upWaitMs,
  };
}

function notLower(state: LatencyState, { finding }: Verdict, now: number) {
  const downWaitMs = Math.min(GUARD.longestDownWaitMs, state.downWaitMs * 2);
  const upAt = finding === 'better' ? Math.min(state.upAt, now) : state.upAt;
  return { ...state, step: shorter(state.step), downWaitMs, downAt: now + downWaitMs, upAt };
}

/** Ends a test with its verdict: another level or the same, and when to test again. */
export function conclude(
  state: LatencyState,
  test: LevelTest,
  found: Verdict,
  now: number,
): LatencyState {
  const { finding, elasticity } = found;
  const searching = state.searching && finding !== 'worse';
  const ended = { ...state, searching, test: null, drift: NO_DRIFT };
  if (test.up) {
    return finding === 'better'
      ? higher(ended, test, elasticity, now)
      : notHigher(ended, found, now);
  }
  return finding === 'worse' ? lower(ended, test, elasticity, now) : notLower(ended, found, now);
}
