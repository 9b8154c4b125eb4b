import { decrease, pauseUntil } from './decrease.js';
import { RULES } from './level-rules.js';
import { atLevel, firstLevel, type LevelState, wholeLevel } from './level-state.js';
import { withSoftFailure } from './soft-failures.js';

/** An attempt that has ended. */
export interface AttemptEvent {
  readonly kind: 'ok' | 'neutral' | 'soft-overload' | 'throttled';
  /** The epoch at the time of the grant. */
  readonly epoch: number;
  /** Permits in flight right after the grant, this one included. */
  readonly inFlight: number;
  /** The wait the store asked for, already cut to what the budget honours. */
  readonly retryAfterMs?: number | undefined;
  /** True when something else held the level down, so that a success proves nothing. Default false. */
  readonly heldDown?: boolean;
}

/** What moves the level. */
export type LevelEvent =
  | AttemptEvent
  /** There is traffic again after {@link RULES.idleMs} without. */
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'configure';
      readonly target?: number | undefined;
      readonly autoRecover?: boolean | undefined;
    };

/** One wait, shorter or longer by chance. */
const spread = (ms: number, random: number) => ms * (1 - RULES.jitter + 2 * RULES.jitter * random);

function confirmed(state: LevelState, now: number): LevelState {
  const confirmations = state.confirmations + 1;
  if (confirmations < Math.ceil(state.level) || now < state.probeAt)
    return { ...state, confirmations };
  return {
    ...state,
    confirmations,
    ceiling: state.level,
    probing: false,
    probeWaitMs: RULES.probeWaitMs,
    step: Math.min(state.step * 2, state.target),
    probeAt: now,
    probesConfirmed: state.probesConfirmed + 1,
  };
}

function grown(state: LevelState, now: number, random: number): LevelState {
  const level = Math.min(state.ceiling, state.target, state.level + RULES.growth / state.level);
  const next = atLevel(state, level, 'recovery', now);
  if (level < state.ceiling - 1e-9) return next;
  return { ...next, probeAt: Math.max(next.probeAt, now + spread(next.probeWaitMs, random)) };
}

function probed(state: LevelState, now: number): LevelState {
  if (state.level >= state.target || now < state.probeAt) return state;
  // While probes succeed they follow each other; after a failure each needs its reason.
  const successes = state.step > 1 ? state.successes : state.successes + 1;
  const patient = successes < RULES.probeSuccesses && now < state.probeAt + RULES.probePatienceMs;
  if (state.step === 1 && patient) return { ...state, successes };
  const level = Math.min(state.target, state.ceiling + state.step);
  return {
    ...atLevel(state, level, 'probe', now),
    successes: 0,
    probing: true,
    confirmations: 0,
    probeAt: now + state.probeHoldMs,
    epoch: state.epoch + 1,
  };
}

function succeeded(
  state: LevelState,
  { inFlight, heldDown = false }: AttemptEvent,
  now: number,
  random: number,
): LevelState {
  const calm = { ...state, floorPauseMs: RULES.floorPauseMs };
  // A level that is not used has not been shown to be safe.
  if (heldDown || inFlight * 2 < calm.level) return calm;
  if (calm.level >= calm.target && !calm.probing) return calm;
  const next = calm.probing ? confirmed(calm, now) : calm;
  if (next.probing) return next;
  return next.level < next.ceiling - 1e-9 ? grown(next, now, random) : probed(next, now);
}

function pausedAsAsked(
  state: LevelState,
  retryAfterMs: number | undefined,
  now: number,
  random: number,
): LevelState {
  if (retryAfterMs === undefined) return { ...state, probeHoldMs: 0 };
  const probeHoldMs = Math.min(RULES.longestProbeHoldMs, retryAfterMs * RULES.probeHold);
  const later = Math.min(RULES.longestReopeningMs, retryAfterMs * RULES.reopening);
  return pauseUntil({ ...state, probeHoldMs }, now + retryAfterMs + later * random);
}

function attemptEnded(
  state: LevelState,
  event: AttemptEvent,
  now: number,
  random: number,
): LevelState {
  const counted = { ...state, attempts: state.attempts + 1 };
  if (!state.autoRecover) return counted;
  const isCurrent = event.epoch === state.epoch;
  if (event.kind === 'ok') return isCurrent ? succeeded(counted, event, now, random) : counted;
  if (event.kind === 'neutral') return counted;
  if (event.kind === 'soft-overload') {
    const { noted, tooMany } = withSoftFailure(counted, event.epoch);
    return tooMany && isCurrent ? decrease(noted, event.kind, now, spread(1, random)) : noted;
  }
  const paused = pausedAsAsked(counted, event.retryAfterMs, now, random);
  return isCurrent ? decrease(paused, event.kind, now, spread(1, random)) : paused;
}

/** From here the way up is found as by a new budget: by probes that follow each other. */
function fresh(state: LevelState, now: number): LevelState {
  const { level } = state;
  return { ...state, ceiling: level, probing: false, step: 2, successes: 0, probeAt: now };
}

function configured(
  state: LevelState,
  { target = state.target, autoRecover = state.autoRecover }: LevelEvent & { kind: 'configure' },
  now: number,
): LevelState {
  const next = { ...state, target, autoRecover };
  if (!autoRecover) {
    const fixed = atLevel({ ...next, pausedUntil: 0 }, target, 'configure', now);
    return { ...fresh(fixed, now), epoch: state.epoch + 1 };
  }
  if (!state.autoRecover) {
    return fresh(atLevel(next, Math.min(state.level, target), 'configure', now), now);
  }
  const wasHeld = wholeLevel(state) === state.target && target > state.target;
  const level = wasHeld ? Math.max(state.level, firstLevel(target)) : Math.min(state.level, target);
  const moved = atLevel(next, level, 'configure', now);
  if (wasHeld) return fresh(moved, now);
  const isProbe = state.probing && level === state.level;
  return { ...moved, ceiling: Math.min(state.ceiling, target), probing: isProbe };
}

/**
 * Finds the level a store can bear: it falls when the store says "too much", remembers how high it may
 * go again, and tries more from time to time ("ceiling-AIMD"). Pure: `now` is in milliseconds, `random`
 * a number from 0 up to 1.
 */
export function reduceLevel(
  state: LevelState,
  event: LevelEvent,
  now: number,
  random: number,
): LevelState {
  if (event.kind === 'configure') return configured(state, event, now);
  if (event.kind === 'idle') return state.autoRecover ? fresh(state, now) : state;
  return attemptEnded(state, event, now, random);
}
