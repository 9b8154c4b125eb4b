import { firstLevel } from '../level/level-state.js';
import { conclude } from './conclude.js';
import { GUARD } from './latency-rules.js';
import {
  type Drift,
  guardLevel,
  type LatencyState,
  NO_DRIFT,
  refusedWithin,
} from './latency-state.js';
import { latestChange, levelAt, meanLogLevel, withLevel } from './level-ring.js';
import { type LevelTest, startTest, verdict, withCompletion, withSample } from './level-test.js';

/** What moves the guard. */
export type LatencyEvent =
  | {
      /** An attempt that the store did, or that took longer than allowed. */
      readonly kind: 'finished';
      readonly sentAt: number;
      /** Permits in flight right after the grant, this one included. */
      readonly inFlight: number;
      /** ln(latency) against its class; undefined while the class is new. See `references.ts`. */
      readonly residual: number | undefined;
    }
  | { readonly kind: 'throttled' }
  | { readonly kind: 'configure'; readonly target: number };

/** Notes the level in force, which is the lower of the guard's and the limit. */
function noted(state: LatencyState, now: number, limit: number): LatencyState {
  const level = Math.max(1, Math.min(guardLevel(state), limit));
  return { ...state, ring: withLevel(state.ring, level, now) };
}

function throttled(state: LatencyState, now: number, limit: number): LatencyState {
  const refused = { ...state, refusedAt: now };
  if (!state.test || limit > state.level) return noted(refused, now, limit);
  const upAt = Math.max(state.upAt, now + state.upWaitMs);
  return noted({ ...refused, test: null, drift: NO_DRIFT, upAt }, now, limit);
}

function tested(
  state: LatencyState,
  before: LevelTest,
  event: { readonly sentAt: number; readonly residual: number },
  now: number,
  limit: number,
): LatencyState {
  const { sentAt, residual } = event;
  const x = sentAt >= before.startedAt ? meanLogLevel(state.ring, sentAt, now) : undefined;
  const sampled = x === undefined ? before : withSample(before, x, residual);
  if (sampled.high > limit) {
    return noted({ ...state, test: null, upAt: now + state.upWaitMs }, now, limit);
  }
  const isOfBlock = sentAt >= latestChange(state.ring);
  const test = isOfBlock ? withCompletion(sampled) : sampled;
  const endsPair = test.blocks !== before.blocks && test.blocks % 2 === 0;
  const refuses = refusedWithin(state, GUARD.refusesMs, now);
  const found = endsPair ? verdict(test, { searching: state.searching, refuses }) : undefined;
  return noted(found ? conclude(state, test, found, now) : { ...state, test }, now, limit);
}

function drifted({ samples, mean, reference }: Drift, residual: number): Drift {
  const count = samples + 1;
  const next = mean + (residual - mean) * Math.max(1 / count, 1 / 20);
  return { samples: count, mean: next, reference: count === 15 ? next : reference };
}

/** A shift of the latencies is a reason to test now: congestion downwards, relief upwards. */
function broughtForward(state: LatencyState, now: number): LatencyState {
  const { samples, mean, reference } = state.drift;
  if (reference === null || samples < 30) return state;
  const shift = mean - reference;
  if (shift > GUARD.shift) return { ...state, downAt: Math.min(state.downAt, now) };
  if (shift < -GUARD.shift) return { ...state, upAt: Math.min(state.upAt, now) };
  return state;
}

/** While the store's refusals hold the level, latencies say nothing of the guard's: not once it may count again. */
function heldBack(state: LatencyState, now: number, limit: number): LatencyState {
  if (limit > state.level || !refusedWithin(state, GUARD.quietMs, now)) return state;
  return { ...state, downAt: Math.max(state.downAt, now + GUARD.downWaitMs) };
}

function nextTest(state: LatencyState, now: number, limit: number): LevelTest | null {
  const level = Math.min(state.level, limit);
  if (now >= state.downAt && level > 1) {
    const wanted = Math.round(level * state.step);
    const step = Math.max(1, Math.min(Math.floor(level * GUARD.longestStepDown), wanted));
    return startTest(Math.max(1, level - step), level, false, now);
  }
  if (now >= state.upAt && level < limit) {
    const step = Math.max(1, Math.round(level * (state.searching ? 1 : state.step)));
    return startTest(level, Math.min(limit, level + step), true, now);
  }
  return null;
}

function finished(
  before: LatencyState,
  { sentAt, inFlight, residual }: LatencyEvent & { kind: 'finished' },
  now: number,
  limit: number,
): LatencyState {
  const state = { ...before, seen: before.seen + 1 };
  const inForce = Math.min(levelAt(state.ring, sentAt) ?? guardLevel(state), limit);
  if (residual === undefined || inFlight < GUARD.leastUse * inForce) return state;
  if (state.test) return tested(state, state.test, { sentAt, residual }, now, limit);
  const aware = broughtForward({ ...state, drift: drifted(state.drift, residual) }, now);
  const held = heldBack(aware, now, limit);
  if (held.seen < GUARD.warmUp) return held;
  return noted({ ...held, test: nextTest(held, now, limit) }, now, limit);
}

function configured(state: LatencyState, target: number): LatencyState {
  const wasHeld = state.level === state.target && target > state.target;
  const level = wasHeld ? Math.max(state.level, firstLevel(target)) : state.level;
  return { ...state, target, level: Math.min(level, target), test: null, drift: NO_DRIFT };
}

/**
 * Finds the level above which a store only makes each request slower: it compares the latencies of two
 * nearby levels, within classes of requests, and moves to where they stop to pay. Pure; `now` is in
 * milliseconds, `limit` the level that the store's refusals allow.
 */
export function reduceLatency(
  state: LatencyState,
  event: LatencyEvent,
  now: number,
  limit: number,
): LatencyState {
  const most = Math.min(limit, state.target);
  if (event.kind === 'throttled') return throttled(state, now, most);
  if (event.kind === 'finished') return finished(state, event, now, most);
  const next = configured(state, event.target);
  return noted(next, now, Math.min(limit, next.target));
}
