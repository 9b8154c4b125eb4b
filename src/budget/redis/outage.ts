import type { Clock } from '../../clock.js';
import type { Emitter } from '../events.js';
import { createLevelControl, type LevelControl, type Start } from '../level-control.js';
import type { StoreState } from '../types.js';
import type { Change } from './calls.js';
import type { Known } from './known.js';
import type { CheckedOptions } from './options.js';

/** Heartbeats that must go well, one after the other, before Redis is trusted again. */
const GOOD_HEARTBEATS = 2;

/** Whether Redis works, and how it goes on while it does not. */
export interface Outage {
  readonly state: StoreState;
  readonly isUp: boolean;
  /** Why Redis does not work. */
  readonly reason: string;
  /** Permits of this process at most, as long as that is known. */
  readonly level: number;
  /** The level of this process alone; undefined while Redis works, or everybody or nobody may go. */
  readonly control: LevelControl | undefined;
  /** Something that was asked of Redis has failed. */
  fail(error: unknown): void;
  /** A heartbeat went well. */
  heartbeat(): void;
  /** Whether a permit may be granted without Redis. */
  fits(inFlight: number, cost: number): boolean;
  /** What is known of attempts that were under way when Redis failed. */
  readonly earlier: Start | undefined;
  configure(change: Change): void;
}

export function createOutage(
  options: CheckedOptions & { readonly emitter: Emitter; readonly clock: Clock },
  known: Known,
  onChange: () => void,
): Outage {
  const { onStoreFailure, expectedProcesses, longestPauseMs, clock, random, emitter } = options;
  let state: StoreState = 'shared';
  let reason = '';
  let good = 0;
  let control: LevelControl | undefined;
  let earlier: Start | undefined;

  function change(next: StoreState, why: string): void {
    state = next;
    reason = why;
    good = 0;
    control = undefined;
    if (next === 'local') {
      control = createLevelControl({
        target: Math.max(1, Math.floor(known.level / expectedProcesses)),
        autoRecover: known.autoRecover,
        latencyGuard: false,
        longestPauseMs,
        clock,
        random,
        onChange: (moved) => emitter.emit('level', moved),
      });
      earlier = control.start(0, '');
    }
    emitter.emit('store', { state: next, reason: why });
    onChange();
  }

  return {
    get state() {
      return state;
    },
    get isUp() {
      return state === 'shared';
    },
    get reason() {
      return reason;
    },
    get level() {
      return control?.level ?? known.level;
    },
    get control() {
      return control;
    },
    get earlier() {
      return earlier;
    },
    fail(error) {
      good = 0;
      if (state === 'shared') change(onStoreFailure, String(error));
    },
    heartbeat() {
      if (state === 'shared') return;
      good += 1;
      if (good >= GOOD_HEARTBEATS) change('shared', 'Redis answers again.');
    },
    fits(inFlight, cost) {
      if (state === 'open') return true;
      return control !== undefined && (inFlight === 0 || inFlight + cost <= control.level);
    },
    configure({ autoRecover }) {
      if (autoRecover !== undefined) control?.configure({ autoRecover });
    },
  };
}
