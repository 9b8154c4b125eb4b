import { BudgetStoreError } from '../../errors/budget-store-error.js';
import { createAdmission, type Wish } from '../admission.js';
import { createEntry } from '../entry.js';
import { createEmitter } from '../events.js';
import { positiveInteger, trueOrFalse } from '../options.js';
import type { Outcome, Permit } from '../types.js';
import { createAlone } from './alone.js';
import { createAsker } from './asker.js';
import { type Change, channelPrefix, createCalls } from './calls.js';
import { createChannel } from './channel.js';
import { createHeartbeat } from './heartbeat.js';
import { createKnown } from './known.js';
import type { Lease } from './lease.js';
import { type News, readNews } from './news.js';
import { checkOptions, type RedisBudgetOptions } from './options.js';
import { createOutage } from './outage.js';
import { createPermits, type Held } from './permits.js';
import { explainShared, takeSnapshot } from './snapshot.js';
import { createTickets } from './tickets.js';
import type { RedisBudget } from './types.js';

const MAKER = 'createRedisBudget';
/** Without Redis it is tried this often, for as long after the last call. */
const RETRY_MS = 1_000;
const RETRIED_FOR_MS = 10_000;

/**
 * Makes a budget that all processes share which give the same `key`: one level, one queue between the
 * processes, pauses for all. Resolves after the first word with Redis, also when that fails
 * (`onStoreFailure`). It keeps a store from being asked too much; it is no lock: a Redis that loses what it
 * knew, or a process that stood still, may let more in for a moment (event `leaseLost`). The connections
 * stay the caller's. The target and the switch are those of the process that started last.
 *
 * @throws ConfigError that names the wrong option
 *
 * @example
 * const client = await createClient({ url, disableOfflineQueue: true }).connect();
 * const subscriber = await client.duplicate().connect();
 * const store = nodeRedisPort(client, { subscriber });
 * const budget = await createRedisBudget({ store, key: 'shop.example.com', target: 10 });
 */
export async function createRedisBudget(options: RedisBudgetOptions): Promise<RedisBudget> {
  const checked = checkOptions(options);
  const { key, clock, random, leaseMs, pollMs, queueLimit } = checked;
  const process = crypto.randomUUID().replaceAll('-', '').slice(0, 16);
  const emitter = createEmitter();
  const known = createKnown({ ...checked, emitter }, () => admission);
  const calls = await createCalls(checked, process, () => known);
  const tickets = createTickets(process);
  const outage = createOutage({ ...checked, emitter }, known, onStoreChange);
  const permits = createPermits({
    onSettle,
    onLose: (change) => emitter.emit('leaseLost', change),
  });
  const admission = createAdmission({
    clock,
    random,
    fits: (cost) => (outage.isUp ? tickets.has(cost) : outage.fits(permits.inFlight, cost)),
    onPause: (change) => emitter.emit('pause', change),
    onResume(change) {
      emitter.emit('resume', change);
      // Those whom a scope held back have not been asked for.
      asker.demand();
    },
  });
  const alone = createAlone(checked, process, outage, permits, admission);
  const pending = new Set<Promise<void>>();
  let unheard: Change | undefined;
  let throttled = 0;
  let askedAt = clock.now();

  /** Takes up what Redis tells; a lease for nobody goes back. */
  function hear(news: News): void {
    known.learn(news);
    const unknown = tickets.receive(news);
    admission.pump();
    const nobodys = [...unknown.filter((id) => !permits.ids.includes(id)), ...tickets.letGo()];
    if (nobodys.length > 0) tell(calls.leave(nobodys));
    heartbeat.start();
    asker.demand();
  }

  /** Follows a call to its end; {@link RedisBudget.flush} waits for it. */
  function tell(call: Promise<News>): void {
    const done: Promise<void> = call.then(hear, outage.fail).finally(() => pending.delete(done));
    pending.add(done);
  }

  const lossCause = (generation: string) => {
    if (generation !== known.generation) return 'restarted';
    return heartbeat.isLate ? 'frozen' : 'expired';
  };

  async function beat(): Promise<void> {
    const ids = [...permits.ids, ...tickets.inHand.map(({ id }) => id)];
    try {
      const news = await calls.renew(tickets.waiting, ids);
      permits.lose(permits.shared(news.lost), lossCause(news.generation));
      permits.adopt(news.generation);
      outage.heartbeat();
      hear(news);
      // Given back while this was under way, and taken again by it.
      const over = news.lost.filter((id) => !permits.ids.includes(id));
      if (over.length > 0) tell(calls.leave(over));
    } catch (error) {
      outage.fail(error);
    }
  }

  const heartbeat = createHeartbeat({
    clock,
    everyMs: () => Math.min(leaseMs / 3, outage.isUp ? leaseMs : RETRY_MS),
    toleranceMs: leaseMs / 6,
    isNeeded: () =>
      permits.inFlight > 0 ||
      tickets.waiting.length > 0 ||
      (!outage.isUp && (admission.size > 0 || clock.now() - askedAt < RETRIED_FOR_MS)),
    beat,
  });

  function onStoreChange(): void {
    if (outage.isUp) {
      channel.open();
      if (unheard) configure(unheard);
    } else {
      tickets.keep(0);
      tickets.letGo();
      if (outage.state === 'closed') admission.failAll(storeError);
    }
    admission.pump();
    heartbeat.start();
    asker.demand();
  }

  const storeError = () =>
    new BudgetStoreError(`Redis does not answer, and no permit is granted without it.`, {
      hint: `${outage.reason} Calls go on by themselves once it answers; onStoreFailure: 'local' would let some go meanwhile.`,
    });

  function createPermit(wish: Wish): Permit {
    const lease = outage.isUp ? tickets.take(wish.cost) : undefined;
    return lease ? permits.grant(lease, wish) : alone.grant(wish);
  }

  function onSettle(held: Held, outcome: Outcome): void {
    if (outcome.kind === 'throttled') {
      throttled += 1;
      emitter.emit('throttle', outcome);
    }
    const { scope } = held.wish;
    if (outcome.kind === 'ok' && scope !== undefined) admission.succeeded(scope);
    if (outage.isUp) settleShared(held.lease, outcome, scope);
    else alone.settle(held, outcome);
  }

  function settleShared(lease: Lease, outcome: Outcome, scope: string | undefined): void {
    const settled = calls.settle(lease, outcome, scope).then((news) => {
      const isLost = news.lost.length > 0 && lease.generation !== '';
      if (isLost) permits.lose(1, lossCause(news.generation));
      return news;
    });
    tell(settled);
  }

  function configure(change: Change): void {
    known.wish(change);
    outage.configure(change);
    const all = { ...unheard, ...change };
    unheard = all;
    if (!outage.isUp) return;
    tell(
      calls.configure(all).then((news) => {
        if (unheard === all) unheard = undefined;
        return news;
      }),
    );
  }

  async function flush(): Promise<void> {
    while (pending.size > 0) await Promise.all(pending);
  }

  const entry = createEntry({
    clock,
    queueLimit,
    admission,
    emitter,
    createPermit,
    isHeld: permits.isHeld,
    onAsk() {
      askedAt = clock.now();
      heartbeat.start();
      if (outage.state === 'closed') throw storeError();
    },
    onWait: () => asker.demand(),
  });

  const channel = createChannel(checked, channelPrefix(key) + process, (message) => {
    const news = readNews(message);
    // A message that was long under way may be about a lease that has ended: Redis knows.
    if (news && heartbeat.isLate) asker.askAgain();
    else if (news) hear(news);
  });
  await channel.open();
  const { fail, isUp } = { fail: outage.fail, isUp: () => outage.isUp };
  const asking = { clock, calls, tickets, known, admission, pollMs, isUp, hear, fail };
  const asker = createAsker({ ...asking, hasChannel: () => channel.isOpen, rejoin: beat });

  configure({ target: checked.target, autoRecover: checked.autoRecover });
  await flush();

  const snapshot = () =>
    takeSnapshot({ clock, known, admission, entry, outage, permits, throttled });

  return {
    acquire: entry.acquire,
    run: entry.run,
    lane: entry.lane,
    configure({ target, autoRecover }) {
      configure({
        ...(target !== undefined && { target: positiveInteger(target, 'target', MAKER) }),
        ...(autoRecover !== undefined && {
          autoRecover: trueOrFalse(autoRecover, 'autoRecover', MAKER),
        }),
      });
    },
    snapshot,
    explain: () => explainShared(snapshot(), outage.reason, clock.now()),
    on: emitter.on,
    flush,
    async close() {
      entry.close();
      asker.stop();
      heartbeat.stop();
      const ids = [...tickets.keep(0), ...tickets.letGo()];
      if (ids.length > 0 && outage.isUp) tell(calls.leave(ids));
      await flush();
      await channel.close();
    },
  };
}
