import type { Client } from '../../client/types.js';
import type { Clock } from '../../clock.js';
import { BulkStalledError } from '../../errors/bulk-stalled-error.js';
import { HttpError } from '../../errors/http-error.js';
import { NotFoundError } from '../../errors/not-found-error.js';
import type { Entry } from './entry.js';
import { reasonOf } from './meaning.js';
import type { Pause } from './pause.js';
import { type QueuedBulk, type QueuedOperation, readBulk } from './queue-api.js';
import { byPosition, FAILED_IN_PASSING, isComplete, isFinal, outcomeOf } from './queue-result.js';
import type { Outcome, Settle } from './settle.js';

/** Milliseconds without progress until a queue counts as stalled. */
export const STALL_MS = 300_000;
const FIRST_WAIT_MS = 1_000;
const SHORTEST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 15_000;
/** A store with several databases may not know a bulk at once. */
const MOST_MISSES = 3;

/** What following bulks takes. */
export interface TrackerOptions {
  readonly client: Client;
  readonly clock: Clock;
  readonly pause: Pause;
  readonly signal: AbortSignal;
  readonly settle: Settle;
  /** Whether what failed in passing is sent once more. */
  readonly requeues: boolean;
  readonly deletes: boolean;
  /** Whether results carry what the store saved. */
  readonly entities: boolean;
  readonly stallMs: number;
  /** What to say when nothing was ever done. */
  readonly stallHint: string;
  readonly stalled: (error: Error) => Promise<void>;
}

/** Follows bulks in the store's queue. */
export interface Tracker {
  /** Settles the entries as the store finishes them; resolves to those that are to be sent once more. */
  follow(uuid: string, entries: ReadonlyMap<number, Entry>): Promise<readonly Entry[]>;
}

interface Followed {
  readonly uuid: string;
  /** Entries that are not final, by position. */
  readonly open: Map<number, Entry>;
  readonly again: Entry[];
  misses: number;
  readonly end: () => void;
}

export function createTracker(options: TrackerOptions): Tracker {
  const { client, clock, signal, settle, entities, stallMs } = options;
  /** The oldest first, as the queue works them off. */
  const followed = new Set<Followed>();
  let running = false;
  let progressAt = 0;
  let everMoved = false;
  let lastError: unknown;

  function end(bulk: Followed): void {
    followed.delete(bulk);
    bulk.end();
  }

  async function giveUp(bulk: Followed, why: unknown): Promise<void> {
    for (const entry of bulk.open.values())
      await settle(entry, { state: 'unknown', ...reasonOf(why) });
    bulk.open.clear();
    end(bulk);
  }

  /** What was deleted by a first sending is not there for the second. */
  function outcomeFor(entry: Entry, operation: QueuedOperation): Outcome {
    const outcome = outcomeOf(operation);
    if (!options.deletes || entry.sends === 0 || outcome.state !== 'failed') return outcome;
    return { ...outcome, state: 'unknown' };
  }

  /** Settles what is final; whether anything was. */
  async function take(bulk: Followed, status: QueuedBulk): Promise<boolean> {
    let moved = false;
    for (const [position, operation] of byPosition(status)) {
      const entry = bulk.open.get(position);
      if (entry === undefined || !isFinal(operation)) continue;
      moved = true;
      bulk.open.delete(position);
      if (operation.status === FAILED_IN_PASSING && options.requeues && !entry.requeued) {
        entry.requeued = true;
        bulk.again.push(entry);
      } else await settle(entry, outcomeFor(entry, operation));
    }
    return moved;
  }

  /** Looks at a bulk once; whether it has moved. */
  async function look(bulk: Followed): Promise<boolean> {
    const status = await readBulk(client, bulk.uuid, false, signal);
    bulk.misses = 0;
    const complete = isComplete(status);
    if (entities && !complete) return false;
    const moved = await take(
      bulk,
      entities ? await readBulk(client, bulk.uuid, true, signal) : status,
    );
    if (complete) {
      await giveUp(bulk, new Error('The bulk is finished, and holds no operation for this item.'));
    }
    return moved || complete;
  }

  /** The same, whatever goes wrong. */
  async function lookSafely(bulk: Followed): Promise<boolean> {
    try {
      return await look(bulk);
    } catch (error) {
      lastError = error;
      if (signal.aborted) return false;
      if (error instanceof NotFoundError) bulk.misses += 1;
      const isRefused = error instanceof HttpError && error.status === 401;
      if (isRefused || bulk.misses >= MOST_MISSES) await giveUp(bulk, error);
      return isRefused || bulk.misses >= MOST_MISSES;
    }
  }

  /** One round: from the oldest bulk on, up to the first that is on its way. */
  async function lookAround(): Promise<boolean> {
    let any = false;
    for (const bulk of [...followed]) {
      const moved = await lookSafely(bulk);
      any ||= moved;
      if (signal.aborted || (moved && followed.has(bulk))) break;
    }
    return any;
  }

  async function endStall(): Promise<void> {
    const minutes = Math.round(stallMs / 6_000) / 10;
    const uuids = Array.from(followed, ({ uuid }) => uuid);
    const error = new BulkStalledError(
      `Nothing has moved in the store's queue for ${minutes} minutes; ${uuids.length} bulks are open, the oldest is ${uuids[0]}.`,
      { hint: everMoved ? WHY_STOPPED : `${WHY_STOPPED} ${options.stallHint}`, cause: lastError },
    );
    await options.stalled(error);
    progressAt = clock.now();
  }

  async function run(): Promise<void> {
    running = true;
    progressAt = clock.now();
    let waitMs = FIRST_WAIT_MS;
    while (followed.size > 0) {
      if (!(await options.pause(waitMs))) break;
      if (await lookAround()) {
        progressAt = clock.now();
        everMoved = true;
        lastError = undefined;
        waitMs = Math.max(SHORTEST_WAIT_MS, waitMs / 2);
      } else waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 1.5);
      if (followed.size > 0 && clock.now() - progressAt >= stallMs) {
        await endStall();
        waitMs = FIRST_WAIT_MS;
      }
    }
    // Others may come while these are settled.
    for (const bulk of followed) await giveUp(bulk, new Error(STOPPED));
    running = false;
  }

  return {
    async follow(uuid, entries) {
      const again: Entry[] = [];
      await new Promise<void>((resolve) => {
        followed.add({ uuid, open: new Map(entries), again, misses: 0, end: resolve });
        if (!running) void run();
      });
      return again;
    },
  };
}

const STOPPED =
  'It is in the store’s queue; the job was stopped before the store was done with it.';
const WHY_STOPPED =
  'Most likely no consumer of async.operations.all runs: see that cron does (bin/magento cron:run), or start "bin/magento queue:consumers:start async.operations.all". An item that crashes the consumer stops it, too. What is queued will be done then; wait or iterate again, or keep job.toJSON() for resumeJob.';
