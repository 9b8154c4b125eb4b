import { InputError } from '../../errors/input-error.js';
import { NotFoundError } from '../../errors/not-found-error.js';
import type { Entry } from './entry.js';
import { halves, slices } from './limits.js';
import { meaningOf, reasonOf } from './meaning.js';
import type { Work } from './work.js';

type Entries = readonly Entry[];

/** Settles entries that the store has taken; resolves to the groups that are to be sent once more. */
export type Rest = () => Promise<readonly Entries[]>;

/**
 * Sends entries in one request. Resolves when the store has taken them, to what is left to do for them;
 * undefined when they are settled already.
 */
export type Transmit = (entries: Entries) => Promise<Rest | undefined>;

/** What delivering takes. */
export interface DeliveryOptions extends Work {
  readonly transmit: Transmit;
  /** Whether entries go to the store's queue. */
  readonly queued: boolean;
  readonly verify: ((item: never) => Promise<boolean>) | undefined;
  readonly settleMs: number;
}

/** Brings entries to the store, whatever happens on the way. */
export interface Delivery {
  /** Resolves when every entry is settled. */
  deliver(entries: Entries): Promise<void>;
  /** For entries that may have reached the store in an earlier run. */
  resolveDoubts(entries: Entries): Promise<void>;
}

/** Sendings of one entry at most, on top of those of the client. */
const MOST_SENDINGS = 5;
const FIRST_WAIT_MS = 1_000;

const STOPPED = 'The job ended before this item was sent.';
const DOUBTFUL =
  'It may be done, or not: the store did not answer in a way that tells. It is not sent again, as that could do it twice; look it up, or give the job a "verify" that does.';

export function createDelivery(options: DeliveryOptions): Delivery {
  const { transmit, repeatable, limits, pause, signal, recorder, settle, halt, verify } = options;

  const settleAll = async (
    entries: Entries,
    state: 'failed' | 'not-sent' | 'unknown',
    why: unknown,
  ) => {
    for (const entry of entries) await settle(entry, { state, ...reasonOf(why) });
  };

  const deliverAll = async (groups: readonly Entries[]) => {
    await Promise.all(groups.map((group) => deliver(group)));
  };

  /** What is left when entries are not tried again. */
  async function giveUp(entries: Entries, why: unknown): Promise<void> {
    await settleAll(
      entries.filter(({ sends }) => sends > 0),
      'unknown',
      why,
    );
    await settleAll(
      entries.filter(({ sends }) => sends === 0),
      'not-sent',
      why,
    );
  }

  async function deliver(entries: Entries, tries = 0): Promise<void> {
    if (entries.length === 0) return;
    if (signal.aborted) return giveUp(entries, new InputError(STOPPED));
    try {
      if (recorder.active) await recorder.sent(entries);
    } catch (error) {
      halt(error);
      return giveUp(entries, error);
    }
    let rest: Rest | undefined;
    try {
      rest = await transmit(entries);
    } catch (error) {
      return afterFailure(entries, error, tries);
    }
    if (rest) await deliverAll(await rest());
  }

  async function afterFailure(entries: Entries, error: unknown, tries: number): Promise<void> {
    const meaning = meaningOf(error, options);
    switch (meaning.kind) {
      case 'fatal':
        halt(error);
        return giveUp(entries, error);
      case 'too-many':
        if (meaning.most >= entries.length) return refused(entries, error);
        limits.items = Math.min(limits.items, meaning.most);
        return deliverAll(slices(entries, meaning.most));
      case 'too-large': {
        const bytes = entries.reduce((sum, entry) => sum + entry.bytes + 1, 0);
        limits.bytes = Math.min(limits.bytes, Math.ceil(bytes / 2));
        return refused(entries, error);
      }
      case 'refused':
        return refused(entries, error);
      case 'undone':
        return again(entries, error, tries);
      case 'unknown':
        for (const entry of entries) entry.sends += 1;
        return repeatable ? again(entries, error, tries) : resolveDoubts(entries, error, tries);
    }
  }

  /** Splits until the bad entry is alone: Magento refuses all for the sake of one. */
  async function refused(entries: Entries, error: unknown): Promise<void> {
    const [entry] = entries;
    if (entries.length > 1) return deliverAll(halves(entries));
    if (entry === undefined) return;
    if (options.deletes && error instanceof NotFoundError && entry.sends > 0) {
      return settle(entry, { state: 'done', entity: undefined });
    }
    const state = error instanceof InputError ? 'not-sent' : 'failed';
    return settle(entry, { state, ...reasonOf(error) });
  }

  async function again(entries: Entries, error: unknown, tries: number): Promise<void> {
    if (tries + 1 >= MOST_SENDINGS) return giveUp(entries, error);
    if (!(await pause(FIRST_WAIT_MS * 2 ** tries))) return giveUp(entries, error);
    return deliver(entries, tries + 1);
  }

  /** Asks the program which entries are done; those that are not are sent again. */
  async function resolveDoubts(entries: Entries, error?: unknown, tries = 0): Promise<void> {
    if (entries.length === 0) return;
    const { message } = reasonOf(error ?? 'An earlier run ended while this item was on its way.');
    const why = new InputError(`${message} ${DOUBTFUL}`, { cause: error });
    const tired = tries + 1 >= MOST_SENDINGS;
    if (!verify || tired || !(await pause(options.settleMs))) {
      return settleAll(entries, 'unknown', why);
    }
    const missing: Entry[] = [];
    for (const entry of entries) {
      try {
        const isDone = await verify(entry.item as never);
        if (isDone) await settle(entry, { state: 'done', entity: undefined });
        else missing.push(entry);
      } catch (failure) {
        await settleAll([entry], 'unknown', failure);
      }
    }
    for (const entry of missing) entry.sends = 0;
    return deliver(missing, tries + 1);
  }

  return {
    deliver: (entries) => deliver(entries),
    resolveDoubts: (entries) => resolveDoubts(entries),
  };
}
