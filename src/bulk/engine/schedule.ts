import type { Clock } from '../../clock.js';
import type { Entry } from './entry.js';
import type { Limits } from './limits.js';

/** Entries that wait for another one with the same lock, before no more are read. */
const MOST_HELD = 1_000;
/** How long a chunk that is not full waits for an input that has nothing more yet. */
const LINGER_MS = 500;

/** Hands out entries in chunks, never two with one lock at once, and those with one lock in order. */
export interface Schedule {
  /** The next chunk; undefined when there is none any more. */
  next(): Promise<readonly Entry[] | undefined>;
  /** An entry is finished; the next one with its lock may go. Does nothing for one that was not handed out. */
  release(entry: Entry): void;
  /** Hands out nothing more; what was read and not handed out. */
  close(): readonly Entry[];
}

/** What a schedule works with. */
export interface ScheduleOptions {
  readonly source: AsyncIterator<Entry, undefined>;
  readonly limits: Limits;
  /** Whether one chunk may hold several entries with one lock, as rows of prices do. */
  readonly rows: boolean;
  readonly clock: Clock;
}

const LATER = Symbol('later');

/** A chunk that is being filled. */
interface Chunk {
  readonly entries: Entry[];
  bytes: number;
  /** Whether it has waited long enough for more. */
  lingered: boolean;
  stopTimer: (() => void) | undefined;
}

export function createSchedule({ source, limits, rows, clock }: ScheduleOptions): Schedule {
  /** Read, and free to go: each has its lock already. */
  const ready: Entry[] = [];
  /** Read, behind another one with the same lock. */
  const held = new Map<string, Entry[]>();
  const busy = new Map<string, number>();
  /** Handed out, and not finished. */
  const taken = new Set<Entry>();
  let heldCount = 0;
  let reading: Promise<Entry | undefined> | undefined;
  let closed = false;
  let turn: Promise<unknown> = Promise.resolve();
  let wake: () => void = () => undefined;
  let interrupt: () => void = () => undefined;

  function isTaken({ lock }: Entry, chunk: readonly Entry[]): boolean {
    if (lock === undefined) return false;
    if (held.has(lock)) return true;
    const count = busy.get(lock) ?? 0;
    return rows ? count > chunk.filter((other) => other.lock === lock).length : count > 0;
  }

  function hold(entry: Entry): void {
    const lock = entry.lock ?? '';
    held.set(lock, [...(held.get(lock) ?? []), entry]);
    heldCount += 1;
  }

  function read(): Promise<Entry | undefined> {
    reading ??= source.next().then(({ value }) => value);
    return reading;
  }

  function nextRead(): Promise<Entry | typeof LATER | undefined> {
    return new Promise((resolve, reject) => {
      interrupt = () => resolve(LATER);
      read().then(resolve, reject);
    });
  }

  /** The next entry that may go; `LATER` when there may be one later; undefined at the end. */
  async function nextEntry(chunk: Chunk): Promise<Entry | typeof LATER | undefined> {
    while (!closed) {
      const first = ready.shift();
      if (first) return first;
      if (heldCount >= MOST_HELD || chunk.lingered) return LATER;
      const entry = await nextRead();
      if (entry === LATER) continue;
      if (entry === undefined) return heldCount > 0 ? LATER : undefined;
      reading = undefined;
      if (isTaken(entry, chunk.entries)) hold(entry);
      else {
        lockUp(entry);
        return entry;
      }
    }
    return undefined;
  }

  function lockUp({ lock }: Entry): void {
    if (lock !== undefined) busy.set(lock, (busy.get(lock) ?? 0) + 1);
  }

  function take(entry: Entry, chunk: Chunk): void {
    chunk.entries.push(entry);
    taken.add(entry);
    chunk.bytes += entry.bytes + 1;
    if (limits.items === 1) return;
    chunk.stopTimer ??= clock.after(LINGER_MS, () => {
      chunk.lingered = true;
      interrupt();
    });
  }

  /** An entry that does not fit into its chunk is the next one, or the next of its lock. */
  function putBack(entry: Entry): void {
    const { lock } = entry;
    const count = lock === undefined ? 0 : (busy.get(lock) ?? 0);
    if (lock === undefined || count < 2) {
      ready.unshift(entry);
      return;
    }
    busy.set(lock, count - 1);
    held.set(lock, [entry, ...(held.get(lock) ?? [])]);
    heldCount += 1;
  }

  /** The next entry that was held gets the lock at once, before one that is read in this moment. */
  function unlock(lock: string): void {
    const left = (busy.get(lock) ?? 1) - 1;
    if (left > 0) busy.set(lock, left);
    else busy.delete(lock);
    const [first, ...others] = left > 0 ? [] : (held.get(lock) ?? []);
    if (first === undefined) return;
    heldCount -= 1;
    ready.push(first);
    lockUp(first);
    if (others.length > 0) held.set(lock, others);
    else held.delete(lock);
  }

  async function fillUp(chunk: Chunk): Promise<void> {
    const { entries } = chunk;
    while (entries.length < limits.items) {
      const entry = await nextEntry(chunk);
      if (entry === undefined) return;
      if (entry !== LATER) {
        if (entries.length > 0 && chunk.bytes + entry.bytes > limits.bytes) {
          putBack(entry);
          return;
        }
        take(entry, chunk);
      } else if (entries.length > 0) {
        return;
      } else if (ready.length === 0 && !closed) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  }

  async function fill(): Promise<readonly Entry[] | undefined> {
    const chunk: Chunk = { entries: [], bytes: 0, lingered: false, stopTimer: undefined };
    try {
      await fillUp(chunk);
    } finally {
      chunk.stopTimer?.();
    }
    return chunk.entries.length > 0 ? chunk.entries : undefined;
  }

  return {
    next() {
      // One at a time: two who read by turns would mix up the order of a lock.
      const mine = turn.then(fill);
      turn = mine.catch(() => undefined);
      return mine;
    },
    release(entry) {
      if (!taken.delete(entry)) return;
      if (entry.lock !== undefined) unlock(entry.lock);
      wake();
    },
    close() {
      closed = true;
      wake();
      interrupt();
      const left = [...ready.splice(0), ...Array.from(held.values()).flat()];
      held.clear();
      heldCount = 0;
      return left;
    },
  };
}
