/** Results that nobody has taken yet, before the job waits for its reader. */
const BOUND = 1_000;

interface Waiter<T> {
  readonly resolve: (value: T) => void;
  readonly reject: (reason: unknown) => void;
}

interface Kept<T> {
  readonly value: T;
  readonly taken: () => void;
}

/**
 * Results between a job and whoever reads them. Bounded: a job that finds no room waits. Without a reader,
 * when somebody only waits for the end, results are dropped once they are counted.
 */
export interface Outbox<T> {
  /** @param taken called when the result has reached its reader, or is dropped */
  put(value: T, taken: () => void): void;
  /** Resolves when there is room for more; undefined when there is. */
  room(): Promise<void> | undefined;
  /** Room for everything from now on: the job is ending. */
  unbind(): void;
  /** After the last result; an error is what readers get then. */
  end(failure?: { readonly error: unknown }): void;
  /** Gives the error to whoever waits, or comes next; resolves when somebody waits again after that. */
  stall(error: unknown): Promise<void>;
  /** The next result; undefined at the end. */
  next(): Promise<T | undefined>;
  /** Resolves at the end, rejects with the job's error. */
  ended(): Promise<void>;
  /** Whether results were dropped, as somebody waited and nobody read. */
  readonly dropping: boolean;
}

export function createOutbox<T>(): Outbox<T> {
  const kept: Kept<T>[] = [];
  const readers: Waiter<T | undefined>[] = [];
  const enders: Waiter<void>[] = [];
  let wanted: (() => void)[] = [];
  let read = false;
  let dropping = false;
  let bound = BOUND;
  let over: { readonly failure: { readonly error: unknown } | undefined } | undefined;
  let stalled: { readonly error: unknown; told: boolean; readonly resume: () => void } | undefined;

  const makeRoom = () => {
    const woken = wanted;
    wanted = [];
    for (const wake of woken) wake();
  };

  /** A stall is told once; who comes after that starts the job again. */
  function passStall(): void {
    if (stalled === undefined) return;
    if (!stalled.told) {
      stalled.told = true;
      throw stalled.error;
    }
    const { resume } = stalled;
    stalled = undefined;
    resume();
  }

  function take(): Kept<T> | undefined {
    const first = kept.shift();
    if (kept.length < bound) makeRoom();
    first?.taken();
    return first;
  }

  return {
    get dropping() {
      return dropping;
    },
    put(value, taken) {
      const reader = readers.shift();
      if (reader) reader.resolve(value);
      else if (!dropping) {
        kept.push({ value, taken });
        return;
      }
      taken();
    },
    room() {
      if (dropping || kept.length < bound) return undefined;
      return new Promise((resolve) => wanted.push(resolve));
    },
    unbind() {
      bound = Number.POSITIVE_INFINITY;
      makeRoom();
    },
    end(failure) {
      over = { failure };
      for (const { resolve, reject } of enders.splice(0)) {
        if (failure) reject(failure.error);
        else resolve();
      }
      for (const { resolve, reject } of readers.splice(0)) {
        if (failure) reject(failure.error);
        else resolve(undefined);
      }
      makeRoom();
    },
    stall(error) {
      return new Promise((resume) => {
        const waiters = [...readers.splice(0), ...enders.splice(0)];
        stalled = { error, told: waiters.length > 0, resume };
        for (const { reject } of waiters) reject(error);
      });
    },
    async next() {
      read = true;
      const first = take();
      if (first) return first.value;
      if (over?.failure) throw over.failure.error;
      if (over) return undefined;
      passStall();
      return new Promise<T | undefined>((resolve, reject) => readers.push({ resolve, reject }));
    },
    async ended() {
      if (!read && !dropping) {
        dropping = true;
        while (take()) {
          // Counted already.
        }
        makeRoom();
      }
      if (over?.failure) throw over.failure.error;
      if (over) return;
      passStall();
      await new Promise<void>((resolve, reject) => enders.push({ resolve, reject }));
    },
  };
}
