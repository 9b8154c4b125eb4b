import type { Clock } from '../../clock.js';
import type { Entry } from './entry.js';
import type { Limits } from './limits.js';
import { createLocks } from './locks.js';
import type { EntrySource } from './read.js';

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
  /** Hands out and takes over nothing more; what was read and not handed out. */
  close(): readonly Entry[];
}

/** What a schedule works with. */
export interface ScheduleOptions {
  readonly source: EntrySource;
  readonly limits: Limits;
  /** Whether one chunk may hold several entries with one lock, as rows of prices do. */
  readonly rows: boolean;
  readonly clock: Clock;
  /** Told of each entry that is taken over from the source. */
  readonly onRead: () => void;
}

/** A chunk that is being filled. */
interface Chunk {
  readonly entries: Entry[];
  bytes: number;
  /** Whether it has waited long enough for more. */
  lingered: boolean;
  stopTimer: (() => void) | undefined;
}

export function createSchedule(options: ScheduleOptions): Schedule {
  const { source, limits, rows, clock, onRead } = options;
  const locks = createLocks();
  /** Have waited for their lock, and got it. */
  const ready: Entry[] = [];
  /** Handed out, and not finished. */
  const taken = new Set<Entry>();
  /** Read, and nowhere yet. */
  let arrived: Entry | undefined;
  let input: 'idle' | 'reading' | 'ended' = 'idle';
  let failure: { readonly error: unknown } | undefined;
  let closed = false;
  let filling = false;
  const turns: (() => void)[] = [];
  let wake: () => void = () => undefined;

  function arrive(entry: Entry | undefined): void {
    input = entry === undefined ? 'ended' : 'idle';
    if (entry === undefined || closed) return;
    arrived = entry;
    onRead();
  }

  /** Reads one entry, at once where nothing is to be waited for. */
  function read(): void {
    const next = source.next();
    if (!(next instanceof Promise)) {
      arrive(next);
      return;
    }
    input = 'reading';
    next
      .then(arrive, (error) => {
        failure = { error };
      })
      .then(() => wake());
  }

  /** Takes an entry, or puts it behind its like; false when it is one for the next chunk. */
  function take(entry: Entry, chunk: Chunk): boolean {
    const { entries } = chunk;
    if (entries.length > 0 && chunk.bytes + entry.bytes > limits.bytes) return false;
    if (entry === arrived) {
      arrived = undefined;
      if (!locks.enter(entry, rows ? entries : [])) return true;
    } else ready.shift();
    entries.push(entry);
    chunk.bytes += entry.bytes + 1;
    taken.add(entry);
    return true;
  }

  function step(chunk: Chunk): 'on' | 'wait' | 'end' {
    const entry = ready[0] ?? arrived;
    if (entry) return take(entry, chunk) ? 'on' : 'end';
    const mayRead = !chunk.lingered && locks.waiting < MOST_HELD;
    if (input === 'idle' && mayRead) {
      read();
      return 'on';
    }
    const isEmpty = chunk.entries.length === 0;
    const isLast = isEmpty
      ? input === 'ended' && locks.waiting === 0
      : input === 'ended' || !mayRead;
    return isLast ? 'end' : 'wait';
  }

  /** Waits until something is read or finished, or a chunk has waited long enough. */
  function somethingNew(chunk: Chunk): Promise<void> {
    if (chunk.entries.length > 0) {
      chunk.stopTimer ??= clock.after(LINGER_MS, () => {
        chunk.lingered = true;
        wake();
      });
    }
    return new Promise((resolve) => {
      wake = resolve;
    });
  }

  async function fill(): Promise<readonly Entry[] | undefined> {
    const chunk: Chunk = { entries: [], bytes: 0, lingered: false, stopTimer: undefined };
    while (chunk.entries.length < limits.items && !closed && !failure) {
      const now = step(chunk);
      if (now === 'end') break;
      if (now === 'wait') await somethingNew(chunk);
    }
    chunk.stopTimer?.();
    if (chunk.entries.length > 0) return chunk.entries;
    if (failure) throw failure.error;
    return undefined;
  }

  return {
    async next() {
      // One at a time: two who fill chunks by turns would mix up the order of a lock.
      while (filling) await new Promise<void>((resolve) => turns.push(resolve));
      filling = true;
      try {
        return await fill();
      } finally {
        filling = false;
        turns.shift()?.();
      }
    },
    release(entry) {
      if (!taken.delete(entry)) return;
      const next = locks.leave(entry);
      if (next) ready.push(next);
      wake();
    },
    close() {
      closed = true;
      wake();
      const left = [...ready.splice(0), ...(arrived ? [arrived] : []), ...locks.empty()];
      arrived = undefined;
      return left;
    },
  };
}
