import type { Entry } from './entry.js';

/** Which entities have an entry on its way, and which entries wait behind it. */
export interface Locks {
  /** Entries that wait. */
  readonly waiting: number;
  /**
   * Lets an entry go, or puts it behind those before it; whether it may go.
   * @param beside entries it may go together with, though they have the same lock
   */
  enter(entry: Entry, beside: readonly Entry[]): boolean;
  /** An entry is finished; the one that may go now. It has the lock, before one that is read in this moment. */
  leave(entry: Entry): Entry | undefined;
  /** All that wait; nobody does afterwards. */
  empty(): readonly Entry[];
}

export function createLocks(): Locks {
  /** Entries on their way, by lock. */
  const busy = new Map<string, number>();
  const held = new Map<string, Entry[]>();
  let waiting = 0;

  const countOf = (lock: string) => busy.get(lock) ?? 0;

  return {
    get waiting() {
      return waiting;
    },
    enter(entry, beside) {
      const { lock } = entry;
      if (lock === undefined) return true;
      const before = held.get(lock);
      const count = countOf(lock);
      const isFree = count === 0 || count === beside.filter((other) => other.lock === lock).length;
      if (before === undefined && isFree) {
        busy.set(lock, count + 1);
        return true;
      }
      if (before) before.push(entry);
      else held.set(lock, [entry]);
      waiting += 1;
      return false;
    },
    leave({ lock }) {
      if (lock === undefined) return undefined;
      const left = countOf(lock) - 1;
      if (left > 0) {
        busy.set(lock, left);
        return undefined;
      }
      const before = held.get(lock);
      const next = before?.shift();
      if (before?.length === 0) held.delete(lock);
      if (next === undefined) busy.delete(lock);
      else waiting -= 1;
      return next;
    },
    empty() {
      const all = [...held.values()].flat();
      held.clear();
      waiting = 0;
      return all;
    },
  };
}
