/** Something that takes turns: it has a weight and, while it has work, the cost of its next item. */
export interface TurnTaker {
  readonly weight: number;
  /** Cost of the next item; undefined when there is none. */
  nextCost(): number | undefined;
}

/**
 * Deficit round robin (Shreedhar and Varghese, 1995): in each round a taker may spend its weight;
 * what it cannot spend on a dear item it saves for the next round.
 */
export interface Turns<T extends TurnTaker> {
  /** Joins the round; no effect for one that is in it. */
  join(taker: T): void;
  /** Whose turn it is, or undefined when nobody has work. Asking again gives the same answer. */
  current(): T | undefined;
  /** Books an item of the given cost on whoever's turn it is. */
  spend(cost: number): void;
}

export function createTurns<T extends TurnTaker>(): Turns<T> {
  const saved = new Map<T, number>();
  const round: T[] = [];
  let arrived = false;

  function leave(taker: T): void {
    round.shift();
    saved.delete(taker);
    arrived = false;
  }

  return {
    join(taker) {
      if (saved.has(taker)) return;
      saved.set(taker, 0);
      round.push(taker);
    },
    current() {
      for (;;) {
        const taker = round[0];
        if (taker === undefined) return undefined;
        const cost = taker.nextCost();
        if (cost === undefined) {
          leave(taker);
          continue;
        }
        if (!arrived) {
          saved.set(taker, (saved.get(taker) ?? 0) + taker.weight);
          arrived = true;
        }
        if ((saved.get(taker) ?? 0) >= cost) return taker;
        round.push(taker);
        round.shift();
        arrived = false;
      }
    },
    spend(cost) {
      const taker = round[0];
      if (taker) saved.set(taker, (saved.get(taker) ?? 0) - cost);
    },
  };
}
