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
  /** Leaves the round, and loses what it has saved; no effect for one that is not in it. */
  leave(taker: T): void;
  /** Whose turn it is, or undefined when nobody has work. Asking again gives the same answer. */
  current(): T | undefined;
  /** Books an item of the given cost on whoever's turn it is. */
  spend(cost: number): void;
}

/** A place in the round, which is a ring. */
interface Seat<T> {
  readonly taker: T;
  saved: number;
  previous: Seat<T>;
  next: Seat<T>;
}

export function createTurns<T extends TurnTaker>(): Turns<T> {
  const seats = new Map<T, Seat<T>>();
  let first: Seat<T> | undefined;
  let arrived = false;

  function moveOn(): void {
    first = first?.next;
    arrived = false;
  }

  function leave(taker: T): void {
    const seat = seats.get(taker);
    if (!seat) return;
    seats.delete(taker);
    seat.previous.next = seat.next;
    seat.next.previous = seat.previous;
    if (seat === first) moveOn();
    if (seats.size === 0) first = undefined;
  }

  return {
    join(taker) {
      if (seats.has(taker)) return;
      const seat = { taker, saved: 0 } as Seat<T>;
      seat.next = first ?? seat;
      seat.previous = first?.previous ?? seat;
      seat.previous.next = seat;
      seat.next.previous = seat;
      first ??= seat;
      seats.set(taker, seat);
    },
    leave,
    current() {
      while (first) {
        const seat: Seat<T> = first;
        const cost = seat.taker.nextCost();
        if (cost === undefined) {
          leave(seat.taker);
          continue;
        }
        if (!arrived) {
          seat.saved += seat.taker.weight;
          arrived = true;
        }
        if (seat.saved >= cost) return seat.taker;
        moveOn();
      }
      return undefined;
    },
    spend(cost) {
      if (first) first.saved -= cost;
    },
  };
}
