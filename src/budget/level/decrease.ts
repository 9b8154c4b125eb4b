import { RULES } from './level-rules.js';
import { atLevel, type LevelState, wholeLevel } from './level-state.js';

/** A longer pause wins; none is ever shortened. */
export function pauseUntil(state: LevelState, until: number): LevelState {
  return { ...state, pausedUntil: Math.max(state.pausedUntil, until) };
}

function backToCeiling(state: LevelState, now: number, spread: number): LevelState {
  // A long step fails for its length. After one of 1 there is nothing between, so the wait grows.
  const probeWaitMs =
    state.step > 1 ? RULES.probeWaitMs : Math.min(RULES.longestProbeWaitMs, state.probeWaitMs * 2);
  return {
    ...atLevel(state, state.ceiling, 'probe-failed', now),
    probing: false,
    step: 1,
    probeWaitMs,
    probeAt: now + probeWaitMs * spread,
    probesFailed: state.probesFailed + 1,
  };
}

function atFloor(state: LevelState, now: number): LevelState {
  return { ...state, level: 1, ceiling: 1, step: 1, probeWaitMs: RULES.probeWaitMs, probeAt: now };
}

/**
 * One decrease, and the start of a new epoch. A throttled answer at level 1 pauses the budget instead, a
 * soft failure there does not: it may be about the one request.
 */
export function decrease(
  before: LevelState,
  cause: 'throttled' | 'soft-overload',
  now: number,
  spread: number,
): LevelState {
  const state = { ...before, epoch: before.epoch + 1, softFailures: [] };
  if (state.probing) return backToCeiling(state, now, spread);
  const level = wholeLevel(state);
  if (level === 1) {
    if (cause === 'soft-overload') return atFloor(state, now);
    // An outage tells nothing about what the store bears after it, so the way up is in long steps.
    const floor = { ...atFloor(state, now), step: 2 };
    const paused = pauseUntil(floor, now + state.floorPauseMs * spread);
    const floorPauseMs = Math.min(RULES.longestFloorPauseMs, state.floorPauseMs * 2);
    return { ...paused, floorPauseMs };
  }
  return {
    ...atLevel(state, Math.max(1, Math.floor(level * RULES.decrease)), cause, now),
    ceiling: level - 1,
    step: 1,
    probeWaitMs: RULES.probeWaitMs,
    probeAt: now + RULES.probeWaitMs,
    decreases: state.decreases + 1,
  };
}
