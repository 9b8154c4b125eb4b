import type { Clock } from '../clock.js';
import type { LatencyGuard, TimedAttempt } from './latency/guard.js';
import { initialLevel, type LevelState, wholeLevel } from './level/level-state.js';
import { type LevelEvent, reduceLevel } from './level/reduce-level.js';
import type { LevelChange, Outcome } from './types.js';

/** What was so when an attempt began, for its report. */
export interface Start extends TimedAttempt {
  readonly epoch: number;
}

/** What a level control depends on. */
export interface LevelControlOptions {
  readonly target: number;
  readonly autoRecover: boolean;
  readonly latencyGuard: boolean;
  /** Longest `Retry-After` that is honoured, in milliseconds. */
  readonly longestPauseMs: number;
  readonly clock: Clock;
  readonly random: () => number;
  readonly onChange: (change: LevelChange) => void;
}

/** Keeps the states that make the level, and applies their rules. */
export interface LevelControl {
  /** Permits in flight at most: what the store's refusals allow, or the latency guard if that is lower. */
  readonly level: number;
  readonly state: LevelState;
  /** What the latency guard allows; null without one. */
  readonly guardLevel: number | null;
  readonly lastChange: LevelChange;
  /** `inFlight` counts the attempt that starts. */
  start(inFlight: number, latencyClass: string): Start;
  finish(start: Start, outcome: Outcome): void;
  configure(change: { readonly target?: number; readonly autoRecover?: boolean }): void;
  /** There is traffic again after a long time without. */
  wake(): void;
}

export function createLevelControl(options: LevelControlOptions): LevelControl {
  const { clock, random, longestPauseMs, onChange } = options;
  let guard: LatencyGuard | undefined;
  let state = initialLevel(options.target, options.autoRecover, clock.now());
  let { lastChange } = state;

  const bound = () => wholeLevel(state);
  const guardLevel = () => (state.autoRecover ? (guard?.level ?? null) : null);
  const level = () => Math.max(1, Math.min(bound(), guardLevel() ?? bound()));

  /** Applies a change, and tells of the level when it is another one after it. */
  function change(apply: (now: number) => void): void {
    const from = level();
    const { lastChange: before } = state;
    const at = clock.now();
    apply(at);
    const to = level();
    if (to === from) return;
    const moved = state.lastChange !== before && state.lastChange.to === to;
    const cause = moved ? state.lastChange.cause : 'latency-guard';
    lastChange = { at, from, to, cause };
    onChange(lastChange);
  }

  function tell(event: LevelEvent, now: number): void {
    state = reduceLevel(state, event, now, random());
  }

  if (options.latencyGuard) {
    // Begins where the level begins and needs many answers before it moves, so nothing is lost by loading
    // it for those who want it only.
    import('./latency/guard.js').then(({ createLatencyGuard }) => {
      guard = createLatencyGuard(state.target);
    });
  }

  return {
    get level() {
      return level();
    },
    get state() {
      return state;
    },
    get guardLevel() {
      return guardLevel();
    },
    get lastChange() {
      return lastChange;
    },
    start: (inFlight, latencyClass) => ({
      epoch: state.epoch,
      sentAt: clock.now(),
      inFlight,
      latencyClass,
    }),
    finish(start, outcome) {
      const { kind } = outcome;
      const asked = kind === 'throttled' ? outcome.retryAfterMs : undefined;
      const retryAfterMs = asked === undefined ? undefined : Math.min(asked, longestPauseMs);
      const { epoch, inFlight } = start;
      change((now) => {
        // While the guard holds the level down, a success says nothing about the levels above.
        const heldDown = guard !== undefined && guard.level < bound();
        tell({ kind, epoch, inFlight, retryAfterMs, heldDown }, now);
        if (state.autoRecover) guard?.finish(start, outcome, now, bound());
      });
    },
    configure: (wanted) =>
      change((now) => {
        tell({ kind: 'configure', ...wanted }, now);
        guard?.configure(state.target, now, bound());
      }),
    wake: () => change((now) => tell({ kind: 'idle' }, now)),
  };
}
