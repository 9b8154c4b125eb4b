import type { Wish } from '../admission.js';
import type { Start } from '../level-control.js';
import type { LeaseLoss, Outcome, Permit } from '../types.js';
import type { Lease } from './lease.js';

const NEUTRAL = { kind: 'neutral' } as const;

/** A permit that is held, by its lease. */
export interface Held {
  readonly lease: Lease;
  readonly wish: Wish;
  /** For a permit that was granted without Redis. */
  readonly start: Start | undefined;
}

/** The permits of this process. */
export interface Permits {
  /** Their costs together. */
  readonly inFlight: number;
  /** Ids of their leases. */
  readonly ids: readonly string[];
  readonly leasesLost: number;
  isHeld(permit: Permit): boolean;
  grant(lease: Lease, wish: Wish, start?: Start): Permit;
  /** The leases of these that Redis has known, as it has not known those granted without it. */
  shared(ids: readonly string[]): number;
  /** Reports leases that Redis had not any more. */
  lose(count: number, cause: LeaseLoss): void;
  /** Notes that Redis knows of every lease now. */
  adopt(generation: string): void;
}

/** What permits depend on. */
export interface PermitsOptions {
  readonly onSettle: (held: Held, outcome: Outcome) => void;
  readonly onLose: (change: { readonly count: number; readonly cause: LeaseLoss }) => void;
}

export function createPermits({ onSettle, onLose }: PermitsOptions): Permits {
  const held = new Map<string, Held>();
  const permits = new WeakSet<Permit>();
  let inFlight = 0;
  let leasesLost = 0;

  return {
    get inFlight() {
      return inFlight;
    },
    get ids() {
      return [...held.keys()];
    },
    get leasesLost() {
      return leasesLost;
    },
    isHeld: (permit) => permits.has(permit),
    grant(lease, wish, start) {
      const { id, level } = lease;
      inFlight += wish.cost;
      held.set(id, { lease, wish, start });
      const permit: Permit = {
        level,
        settle(outcome) {
          const mine = held.get(id);
          if (!permits.delete(permit) || !mine) return;
          held.delete(id);
          inFlight -= wish.cost;
          onSettle(mine, outcome);
        },
        [Symbol.dispose]: () => permit.settle(NEUTRAL),
      };
      permits.add(permit);
      return permit;
    },
    shared: (ids) => ids.filter((id) => held.get(id)?.lease.generation).length,
    lose(count, cause) {
      if (count === 0) return;
      leasesLost += count;
      onLose({ count, cause });
    },
    adopt(generation) {
      for (const [id, one] of held) {
        // Its numbers belong to the level it was granted at, and to no other.
        if (one.lease.generation === generation) continue;
        held.set(id, { ...one, lease: { ...one.lease, generation, epoch: -1 } });
      }
    },
  };
}
