import type { Clock } from '../clock.js';
import { initialLevel, type LevelState, wholeLevel } from './level/level-state.js';
import { type LevelEvent, reduceLevel } from './level/reduce-level.js';
import type { LevelChange, Outcome } from './types.js';

/** What was so when an attempt began, for its report. */
export interface Start {
  readonly epoch: number;
  /** Permits in flight, this one included. */
  readonly inFlight: number;
}

/** What a level control depends on. */
export interface LevelControlOptions {
  readonly target: number;
  readonly autoRecover: boolean;
  /** Longest `Retry-After` that is honoured, in milliseconds. */
  readonly longestPauseMs: number;
  readonly clock: Clock;
  readonly random: () => number;
  readonly onChange: (change: LevelChange) => void;
}

/** Keeps the state of the level and applies the rules to it. */
export interface LevelControl {
  /** Permits in flight at most. */
  readonly level: number;
  readonly state: LevelState;
  readonly lastChange: LevelChange;
  start(inFlight: number): Start;
  finish(start: Start, outcome: Outcome): void;
  configure(change: { readonly target?: number; readonly autoRecover?: boolean }): void;
  /** There is traffic again after a long time without. */
  wake(): void;
}

export function createLevelControl(options: LevelControlOptions): LevelControl {
  const { clock, random, longestPauseMs, onChange } = options;
  let state = initialLevel(options.target, options.autoRecover, clock.now());

  function tell(event: LevelEvent): void {
    const { lastChange } = state;
    state = reduceLevel(state, event, clock.now(), random());
    if (state.lastChange !== lastChange) onChange(state.lastChange);
  }

  return {
    get level() {
      return wholeLevel(state);
    },
    get state() {
      return state;
    },
    get lastChange() {
      return state.lastChange;
    },
    start: (inFlight) => ({ epoch: state.epoch, inFlight }),
    finish(start, outcome) {
      const { kind } = outcome;
      const asked = kind === 'throttled' ? outcome.retryAfterMs : undefined;
      const retryAfterMs = asked === undefined ? undefined : Math.min(asked, longestPauseMs);
      tell({ kind, ...start, retryAfterMs });
    },
    configure: (change) => tell({ kind: 'configure', ...change }),
    wake: () => tell({ kind: 'idle' }),
  };
}
