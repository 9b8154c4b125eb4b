import type { Clock } from '../clock.js';
import { createGate, type Gate } from './gate.js';
import { RULES } from './level/level-rules.js';
import { emptyList, type WaiterList } from './waiter.js';

/** A part of the store with a limit of its own, such as placing orders. */
export interface Scope {
  readonly gate: Gate;
  /** Who waits for the gate. */
  readonly parked: WaiterList;
}

/** The scopes that have been throttled lately. */
export interface Scopes {
  /** The scope of a name, when it is known to be throttled. */
  find(name: string | undefined): Scope | undefined;
  /** Closes a scope for the wait the store asked for, or one that doubles; its end if that is later. */
  throttled(name: string, retryAfterMs: number | undefined): number | undefined;
  /** Closes a scope until a time; false when that is no later than it was closed already. */
  close(name: string, until: number): boolean;
  /** Forgets a scope that works again. */
  succeeded(name: string): void;
  all(): Iterable<Scope>;
}

/** `onOpen` is told of each scope whose pause is over. */
export function createScopes(
  clock: Clock,
  random: () => number,
  onOpen: (name: string, scope: Scope) => void,
): Scopes {
  const scopes = new Map<string, Scope & { nextPauseMs: number }>();

  function enter(name: string) {
    const known = scopes.get(name);
    if (known) return known;
    const gate = createGate(clock, () => onOpen(name, scope));
    const scope = { gate, parked: emptyList(), nextPauseMs: RULES.floorPauseMs };
    scopes.set(name, scope);
    return scope;
  }

  return {
    find: (name) => (name === undefined ? undefined : scopes.get(name)),
    throttled(name, retryAfterMs) {
      const scope = enter(name);
      // Answers that were under way when the scope closed say nothing new.
      if (retryAfterMs === undefined && scope.gate.until !== null) return undefined;
      const spread = 1 - RULES.jitter + 2 * RULES.jitter * random();
      const wait = retryAfterMs ?? scope.nextPauseMs * spread;
      if (retryAfterMs === undefined) {
        scope.nextPauseMs = Math.min(RULES.longestScopePauseMs, scope.nextPauseMs * 2);
      }
      const until = clock.now() + wait;
      return scope.gate.close(until) ? until : undefined;
    },
    close: (name, until) => enter(name).gate.close(until),
    succeeded(name) {
      const scope = scopes.get(name);
      if (scope?.gate.check() === null && scope.parked.size === 0) scopes.delete(name);
    },
    all: () => scopes.values(),
  };
}
