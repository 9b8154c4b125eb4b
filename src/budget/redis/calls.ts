import { createScript, type Script } from '../../redis/script.js';
import type { Outcome } from '../types.js';
import { inTime } from './in-time.js';
import type { Lease } from './lease.js';
import { ASK, CONFIGURE, LEAVE, RENEW, SETTLE } from './lua/scripts.js';
import { type News, readNews } from './news.js';
import type { CheckedOptions } from './options.js';

/** What a process knows of the shared budget when it calls. */
export interface Basis {
  /** Empty while none is known. */
  readonly generation: string;
  /** What the budget begins with where Redis has none. */
  readonly target: number;
  readonly autoRecover: boolean;
}

/** A change of the options that all processes share. */
export interface Change {
  readonly target?: number;
  readonly autoRecover?: boolean;
}

/** One round trip each; all reject when Redis fails or takes too long. */
export interface Calls {
  /** `again` when it was asked for these before and should have been told: tries the channel as well. */
  ask(ids: readonly string[], again: boolean): Promise<News>;
  settle(lease: Lease, outcome: Outcome, scope: string | undefined): Promise<News>;
  leave(ids: readonly string[]): Promise<News>;
  renew(tickets: readonly string[], leases: readonly string[]): Promise<News>;
  configure(change: Change): Promise<News>;
}

/** The keys of a budget, in one slot of a cluster. */
export const budgetKeys = (key: string): readonly string[] =>
  ['leases', 'queue', 'waiters', 'state', 'scopes'].map(
    (name) => `{magekit:budget:${key}}:${name}`,
  );

/** Where a process hears of its leases; its id goes behind. */
export const channelPrefix = (key: string): string => `{magekit:budget:${key}}:process:`;

/**
 * How long a ticket lasts without a word of its process, and then a lease that was handed over to it: both
 * together a second more than a lease.
 */
const aliveMs = (leaseMs: number) => Math.ceil((leaseMs + 1_000) / 2);

const flag = (value: boolean) => (value ? '1' : '0');

export async function createCalls(
  options: CheckedOptions,
  process: string,
  basis: () => Basis,
): Promise<Calls> {
  const { store, key, leaseMs, commandMs, longestPauseMs, clock, random } = options;
  const keys = budgetKeys(key);
  const scripts = {
    ask: await createScript(ASK),
    settle: await createScript(SETTLE),
    leave: await createScript(LEAVE),
    renew: await createScript(RENEW),
    configure: await createScript(CONFIGURE),
  };

  const call = (script: Script, ...args: readonly string[]) =>
    callAs(basis().generation, script, args);

  async function callAs(
    generation: string,
    script: Script,
    args: readonly string[],
  ): Promise<News> {
    const { target, autoRecover } = basis();
    const common = [
      generation,
      String(target),
      flag(autoRecover),
      String(leaseMs),
      String(aliveMs(leaseMs)),
      channelPrefix(key),
      process,
      String(random()),
    ];
    const answer = await inTime(clock, commandMs, script(store, keys, [...common, ...args]));
    const news = readNews(answer);
    if (!news) throw new Error('Redis answered something else than the scripts of the budget do.');
    return news;
  }

  return {
    ask: (ids, again) => call(scripts.ask, flag(again), ...ids),
    settle({ id, epoch, inFlight, generation }, outcome, scope) {
      const throttled = outcome.kind === 'throttled' ? outcome : undefined;
      const asked = throttled?.retryAfterMs;
      const retryAfter = asked === undefined ? '' : String(Math.min(asked, longestPauseMs));
      const name = throttled?.scope ?? (outcome.kind === 'ok' ? scope : undefined);
      const numbers = [String(epoch), String(inFlight), retryAfter];
      const words = [id, outcome.kind, ...numbers, encodeURIComponent(name ?? '')];
      return callAs(generation, scripts.settle, words);
    },
    leave: (ids) => call(scripts.leave, ...ids),
    renew: (tickets, leases) => call(scripts.renew, String(tickets.length), ...tickets, ...leases),
    configure: ({ target, autoRecover }) =>
      call(
        scripts.configure,
        target === undefined ? '' : String(target),
        autoRecover === undefined ? '' : flag(autoRecover),
      ),
  };
}
