import type { LevelChange } from '../types.js';
import { RULES } from './level-rules.js';

/** A soft failure: the number of the attempt, and the epoch of its permit. */
export interface SoftFailure {
  readonly attempt: number;
  readonly epoch: number;
}

/**
 * Everything the level control knows; plain data, so that processes can share it. Times are in
 * milliseconds since the epoch of the clock.
 */
export interface LevelState {
  readonly target: number;
  /** False holds the level at the target. */
  readonly autoRecover: boolean;
  /** Permits in flight at most; has a fraction while it grows. See {@link wholeLevel}. */
  readonly level: number;
  /** The highest level believed to be safe. */
  readonly ceiling: number;
  /** Grows with each decrease and each probe. Reports on permits of an older epoch change nothing. */
  readonly epoch: number;
  /** Whether a level above the ceiling is being tried. */
  readonly probing: boolean;
  /** Successes of the probe so far. */
  readonly confirmations: number;
  /** How far above the ceiling the next probe goes. */
  readonly step: number;
  /** Successes at the ceiling since the last probe, once its wait is over. */
  readonly successes: number;
  /** The next probe is not before; while one runs, it is not confirmed before. */
  readonly probeAt: number;
  /** How long a probe must hold; 0 unless the store named a wait when it last refused. */
  readonly probeHoldMs: number;
  readonly probeWaitMs: number;
  /** Length of the next pause at level 1. */
  readonly floorPauseMs: number;
  /** No permit is granted before. */
  readonly pausedUntil: number;
  /** Attempts that have ended. */
  readonly attempts: number;
  /** Soft failures among the latest attempts. */
  readonly softFailures: readonly SoftFailure[];
  readonly decreases: number;
  readonly probesConfirmed: number;
  readonly probesFailed: number;
  readonly lastChange: LevelChange;
}

/** The level as a count of permits. */
export function wholeLevel({ level }: LevelState): number {
  // Sums of 2 / level may fall short of a whole number by a rounding error.
  return Math.max(1, Math.floor(level + 1e-9));
}

/** The level with which a budget of a given target begins. */
export const firstLevel = (target: number): number => Math.min(target, RULES.firstLevel);

/** The state of a new budget. */
export function initialLevel(target: number, autoRecover: boolean, now: number): LevelState {
  const level = autoRecover ? firstLevel(target) : target;
  return {
    target,
    autoRecover,
    level,
    ceiling: level,
    epoch: 0,
    probing: false,
    confirmations: 0,
    step: 2,
    successes: 0,
    probeAt: now,
    probeHoldMs: 0,
    probeWaitMs: RULES.probeWaitMs,
    floorPauseMs: RULES.floorPauseMs,
    pausedUntil: 0,
    attempts: 0,
    softFailures: [],
    decreases: 0,
    probesConfirmed: 0,
    probesFailed: 0,
    lastChange: { at: now, from: level, to: level, cause: 'start' },
  };
}

/** The state at another level, with the change noted when it shows. */
export function atLevel(
  state: LevelState,
  level: number,
  cause: LevelChange['cause'],
  now: number,
): LevelState {
  const next = { ...state, level };
  const [from, to] = [wholeLevel(state), wholeLevel(next)];
  return from === to ? next : { ...next, lastChange: { at: now, from, to, cause } };
}
