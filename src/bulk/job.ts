import type { Clock } from '../clock.js';
import { DeadlineError } from '../errors/deadline-error.js';
import { InputError } from '../errors/input-error.js';
import { createLifetime } from '../http/lifetime.js';
import type { Entry } from './engine/entry.js';
import type { JobHandle, OpenBulk } from './handle.js';
import { createLedger } from './ledger.js';
import { createOutbox } from './outbox.js';
import type { BulkCounts, BulkFailure, BulkResult, BulkSummary } from './results.js';
import { createTally } from './tally.js';

/** How far a job has come. A plain value, safe to log. */
export interface JobStatus extends BulkCounts {
  /** `stalled`: the store's queue does not move; waiting or iterating again goes on. */
  readonly state: 'running' | 'stalled' | 'ended';
  /** How items are sent; undefined until it is decided. */
  readonly mode: 'async' | 'direct' | 'batch' | undefined;
  /** Items read from the input. */
  readonly read: number;
  /** Bulks at the store that are not finished, or whose results nobody has taken. */
  readonly bulks: readonly OpenBulk[];
}

/** How long to wait for the end of a job. */
export interface WaitOptions {
  /** Stops the waiting, not the job. Its reason is thrown unchanged. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds of waiting; then a `DeadlineError`, and the job goes on. Default: none. */
  readonly deadlineMs?: number | undefined;
}

/**
 * Many items on their way to the store. Iterate over it, or wait for its end, or iterate and then wait.
 * The job holds at most about 1,000 results that nobody has taken, and goes on when they are. Leaving the
 * iteration early stops the job: nothing more is sent, and what is on its way is brought to its end first.
 *
 * Iterating and waiting reject with a `BulkStalledError` when the store's queue stands still, and with what
 * ended the job, such as a refused login or an error of the input.
 */
export interface BulkJob<Item, Entity> extends AsyncIterable<BulkResult<Item, Entity>> {
  /** How far the job has come. Asks nobody. */
  status(): JobStatus;
  /** Resolves at the end of the job to its counts and failures. */
  wait(options?: WaitOptions): Promise<BulkSummary<Item>>;
  /** What `resumeJob` needs to follow the bulks of this job from another process. */
  toJSON(): JobHandle;
}

/** What the work of a job tells its job. */
export interface JobDesk {
  /** Fires when the job is to stop. */
  readonly signal: AbortSignal;
  read(): void;
  mode(mode: NonNullable<JobStatus['mode']>): void;
  opened(entry: Entry, bulk: string, position: number): void;
  /** Hands over the one result of an entry. @throws what `onFailure` throws */
  put(result: BulkResult<unknown, unknown>, entry: Entry | undefined): void;
  /** Resolves when there is room for more results; undefined when there is. */
  room(): Promise<void> | undefined;
  /** Tells whoever waits of a queue that stands still; resolves when somebody waits again. */
  stalled(error: Error): Promise<void>;
}

/** What a job is made of. */
export interface JobParts<Item> {
  readonly operation: string;
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
  readonly onFailure: ((result: BulkFailure<Item>) => void) | undefined;
  /** Does the work; resolves at its end, rejects with what ended it. */
  readonly work: (desk: JobDesk) => Promise<void>;
}

/** Starts a job and gives it the form its users know. */
export function createJob<Item, Entity>(parts: JobParts<Item>): BulkJob<Item, Entity> {
  type Result = BulkResult<Item, Entity>;
  const { clock, onFailure } = parts;
  const outbox = createOutbox<Result>();
  const tally = createTally<Item>();
  const ledger = createLedger();
  const left = new AbortController();
  const signal = parts.signal ? AbortSignal.any([parts.signal, left.signal]) : left.signal;
  signal.addEventListener('abort', outbox.unbind, { once: true });
  let read = 0;
  let mode: JobStatus['mode'];
  let state: JobStatus['state'] = 'running';

  const desk: JobDesk = {
    signal,
    read: () => {
      read += 1;
    },
    mode: (decided) => {
      mode = decided;
    },
    opened: ledger.open,
    put(result, entry) {
      const typed = result as Result;
      tally.count(typed);
      outbox.put(typed, () => {
        // What nobody knows can still be followed from elsewhere.
        if (entry && typed.state !== 'unknown') ledger.close(entry);
      });
      if (typed.state !== 'done') onFailure?.(typed);
    },
    room: outbox.room,
    async stalled(error) {
      state = 'stalled';
      await Promise.race([outbox.stall(error), whenAborted(signal)]);
      state = 'running';
    },
  };

  async function run(): Promise<void> {
    try {
      await parts.work(desk);
      state = 'ended';
      outbox.end(parts.signal?.aborted ? { error: parts.signal.reason } : undefined);
    } catch (error) {
      state = 'ended';
      outbox.end({ error });
    }
  }

  async function wait({ signal: patience, deadlineMs }: WaitOptions = {}) {
    const waiting = createLifetime({
      parent: patience,
      ms: deadlineMs,
      clock,
      onTimeout: () =>
        new DeadlineError(`The job took longer than ${deadlineMs} ms; it goes on.`, {
          stage: 'job',
        }),
    });
    try {
      const impatient = whenAborted(waiting.signal).then(() => {
        throw waiting.signal.reason;
      });
      await Promise.race([outbox.ended(), impatient]);
      return tally.summary();
    } finally {
      waiting.end();
    }
  }

  function iterate(): AsyncIterator<Result> {
    if (outbox.dropping) {
      throw new InputError(
        'Somebody waited for this job, so its results were counted and dropped. Iterate first, then wait.',
      );
    }
    return {
      async next() {
        const value = await outbox.next();
        return value === undefined ? { done: true, value } : { done: false, value };
      },
      async return() {
        left.abort();
        await running;
        return { done: true, value: undefined };
      },
    };
  }

  const running = run();
  return {
    status: () => ({ ...tally.counts(), state, mode, read, bulks: ledger.bulks() }),
    wait,
    toJSON: () => ({ version: 1, operation: parts.operation, bulks: ledger.bulks() }),
    [Symbol.asyncIterator]: iterate,
  };
}

function whenAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
