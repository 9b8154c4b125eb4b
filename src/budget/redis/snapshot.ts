import type { Clock } from '../../clock.js';
import type { Admission } from '../admission.js';
import type { Entry } from '../entry.js';
import { explain } from '../explain.js';
import type { BudgetSnapshot, StoreState } from '../types.js';
import type { Known } from './known.js';
import type { Outage } from './outage.js';
import type { Permits } from './permits.js';

/** What a shared budget is doing, as this process knows it. */
export interface RedisBudgetSnapshot extends BudgetSnapshot {
  /** What Redis told last of all processes together. */
  readonly shared: {
    readonly inFlight: number;
    /** Tickets; a process that waits has a few, however many calls wait in it. */
    readonly queued: number;
    /** How long ago that was, in milliseconds. */
    readonly ageMs: number;
  };
  readonly storeState: StoreState;
  /** Leases this process lost while it held their permits. */
  readonly leasesLost: number;
}

/** What a snapshot is made of. */
export interface SnapshotParts {
  readonly clock: Clock;
  readonly known: Known;
  readonly admission: Admission;
  readonly entry: Entry;
  readonly outage: Outage;
  readonly permits: Permits;
  readonly throttled: number;
}

export function takeSnapshot(parts: SnapshotParts): RedisBudgetSnapshot {
  const { clock, known, admission, entry, outage, permits, throttled } = parts;
  const { news, target, autoRecover } = known;
  return {
    target,
    autoRecover,
    level: outage.level,
    ceiling: outage.control?.state.ceiling ?? news?.ceiling ?? known.level,
    latencyLevel: null,
    inFlight: permits.inFlight,
    queued: admission.queued(),
    pausedUntil: admission.pausedUntil,
    throttled,
    retried: entry.retried,
    decreases: news?.decreases ?? 0,
    probes: news?.probes ?? { confirmed: 0, failed: 0 },
    waits: entry.waits,
    lastChange: outage.control?.lastChange ?? known.lastChange,
    shared: {
      inFlight: news?.inFlight ?? 0,
      queued: news?.queued ?? 0,
      ageMs: clock.now() - known.heardAt,
    },
    storeState: outage.state,
    leasesLost: permits.leasesLost,
  };
}

const WITHOUT: Readonly<Record<Exclude<StoreState, 'shared'>, string>> = {
  local: 'this process goes on by itself with its part of the level',
  closed: 'nobody gets a permit',
  open: 'everybody gets a permit',
};

function storeSentence({ storeState, shared }: RedisBudgetSnapshot, reason: string): string {
  const { inFlight, ageMs } = shared;
  if (storeState !== 'shared') {
    return `Redis does not answer (${reason}), so ${WITHOUT[storeState]}.`;
  }
  const seconds = Math.round(ageMs / 1000);
  return `In all processes together ${inFlight} in flight, as Redis told ${seconds} s ago.`;
}

/** {@link explain}, with a sentence about Redis. */
export function explainShared(snapshot: RedisBudgetSnapshot, reason: string, now: number): string {
  return `${explain(snapshot, now)} ${storeSentence(snapshot, reason)}`;
}
