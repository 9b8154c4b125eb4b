import type { Lease } from './lease.js';
import type { News } from './news.js';

/** What a process asks of Redis, and what it got but has not used yet. */
export interface Tickets {
  /** Ids that were asked for and not granted yet, in order. */
  readonly waiting: readonly string[];
  /** Leases for whoever is next. */
  readonly inHand: readonly Lease[];
  /** Whether there is a lease that will do for this cost. */
  has(cost: number): boolean;
  /** The smallest lease that will do. */
  take(cost: number): Lease | undefined;
  /** Makes the ids that are missing, so that `wanted` of at least this cost are under way. */
  open(wanted: number, cost: number, mode: 'p' | 'q'): readonly string[];
  /** Takes the leases that were waited for; returns the ids that nobody waits for. */
  receive(news: News): readonly string[];
  /** Gives up the latest tickets beyond a number; returns their ids. */
  keep(most: number): readonly string[];
  /** Gives up the leases in hand; returns their ids. */
  letGo(): readonly string[];
}

/** `process` names the process in its ids. */
export function createTickets(process: string): Tickets {
  const waiting = new Map<string, number>();
  let inHand: readonly Lease[] = [];
  let count = 0;

  const best = (cost: number) =>
    inHand
      .filter((lease) => lease.cost >= cost)
      .reduce<Lease | undefined>((a, b) => (a && a.cost <= b.cost ? a : b), undefined);

  return {
    get waiting() {
      return [...waiting.keys()];
    },
    get inHand() {
      return inHand;
    },
    has: (cost) => best(cost) !== undefined,
    take(cost) {
      const lease = best(cost);
      inHand = inHand.filter((other) => other !== lease);
      return lease;
    },
    open(wanted, cost, mode) {
      const costs = [...waiting.values(), ...inHand.map((lease) => lease.cost)];
      const missing = wanted - costs.filter((other) => other >= cost).length;
      return Array.from({ length: Math.max(0, missing) }, () => {
        count += 1;
        const id = `${mode}${process}:${count}:${cost}`;
        waiting.set(id, cost);
        return id;
      });
    },
    receive({ granted, epoch, generation, level }) {
      const unknown: string[] = [];
      for (const { id, inFlight } of granted) {
        const cost = waiting.get(id);
        if (cost === undefined) {
          if (!inHand.some((lease) => lease.id === id)) unknown.push(id);
          continue;
        }
        waiting.delete(id);
        inHand = [...inHand, { id, cost, epoch, inFlight, generation, level }];
      }
      return unknown;
    },
    keep(most) {
      const ids = [...waiting.keys()].slice(most);
      for (const id of ids) waiting.delete(id);
      return ids;
    },
    letGo() {
      const ids = inHand.map(({ id }) => id);
      inHand = [];
      return ids;
    },
  };
}
