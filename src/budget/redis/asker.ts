import type { Clock } from '../../clock.js';
import type { Admission } from '../admission.js';
import type { Calls } from './calls.js';
import type { Known } from './known.js';
import type { News } from './news.js';
import type { Tickets } from './tickets.js';

/**
 * Tickets of one process at most. Everybody else who waits does so in the queue of the process, so that
 * lanes and priorities hold, and processes take turns.
 */
const MOST_TICKETS = 4;
const SHORTEST_WAIT_MS = 5;
/** Waiters are to be served within a second although no message arrives: one wait to notice, one to ask. */
const LONGEST_WAIT_MS = 500;
const DEAF_POLL_MS = 100;
/** A connection that was cut may be cut again, so messages are not relied upon for a while. */
const DEAF_MS = 10_000;

/** What asking depends on. */
export interface AskerOptions {
  readonly clock: Clock;
  readonly calls: Calls;
  readonly tickets: Tickets;
  readonly known: Known;
  readonly admission: Admission;
  readonly pollMs: number;
  /** Whether this process has subscribed to its channel. */
  readonly hasChannel: () => boolean;
  readonly isUp: () => boolean;
  /** Takes up what Redis tells. */
  readonly hear: (news: News) => void;
  readonly fail: (error: unknown) => void;
  /** Tells a Redis that began anew of everything this process has. */
  readonly rejoin: () => Promise<void>;
}

/** Asks Redis for the leases that the waiters of this process need. */
export interface Asker {
  /** Somebody waits, perhaps. */
  demand(): void;
  /** Asks for all tickets again, at once. */
  askAgain(): Promise<void>;
  stop(): void;
}

export function createAsker(options: AskerOptions): Asker {
  const { clock, calls, tickets, known, admission, pollMs, hasChannel } = options;
  const { isUp, hear, fail, rejoin } = options;
  let hears = hasChannel();
  let deafUntil = 0;
  let scheduled = false;
  let stopped = false;
  let cancel: (() => void) | undefined;
  let due = 0;

  function open(): void {
    scheduled = false;
    const cost = admission.nextCost;
    if (cost === undefined || !isUp() || stopped) return;
    // Redis does not know of this pause and would grant what nobody may use yet.
    if (admission.pausedUntil !== null && !known.isPaused) return;
    const wanted = Math.min(admission.ready, MOST_TICKETS);
    const ids = tickets.open(wanted, cost, hears ? 'p' : 'q');
    if (ids.length > 0) ask(ids, false);
  }

  function demand(): void {
    if (scheduled) return;
    scheduled = true;
    // What comes together goes together.
    queueMicrotask(open);
  }

  /** Learns whether messages arrive: whoever does not hear is taken for dead when a lease is handed over. */
  function learnHearing({ heard }: News): void {
    if (heard > 0) hears ||= clock.now() >= deafUntil;
    if (heard !== 0) return;
    deafUntil = clock.now() + DEAF_MS;
    if (!hears) return;
    hears = false;
    const ids = tickets.keep(0);
    if (ids.length > 0) calls.leave(ids).then(hear, fail);
  }

  async function ask(ids: readonly string[], trying: boolean): Promise<void> {
    const { generation } = known;
    try {
      const news = await calls.ask(ids, trying);
      const isNew = generation !== '' && news.generation !== generation;
      if (isNew) await rejoin();
      learnHearing(news);
      hear(news);
      // A Redis that began anew has not heard of the tickets yet.
      again(isNew ? SHORTEST_WAIT_MS : news.hintMs);
    } catch (error) {
      fail(error);
    }
  }

  function again(hintMs: number): void {
    if (stopped || tickets.waiting.length === 0) return;
    const longest = hears ? LONGEST_WAIT_MS : hasChannel() ? DEAF_POLL_MS : pollMs;
    const ms = Math.min(longest, Math.max(SHORTEST_WAIT_MS, hintMs || longest));
    if (cancel && due <= clock.now() + ms) return;
    cancel?.();
    due = clock.now() + ms;
    cancel = clock.after(ms, askAgain);
  }

  async function askAgain(): Promise<void> {
    cancel?.();
    cancel = undefined;
    if (stopped || !isUp()) return;
    const surplus = tickets.keep(admission.ready);
    if (surplus.length > 0) calls.leave(surplus).then(hear, fail);
    const { waiting } = tickets;
    if (waiting.length > 0) await ask(waiting, hasChannel());
  }

  return {
    demand,
    askAgain,
    stop() {
      stopped = true;
      cancel?.();
      cancel = undefined;
    },
  };
}
