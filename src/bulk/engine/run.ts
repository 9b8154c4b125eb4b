import { connectionAccess } from '../../client/connection-access.js';
import type { CallOptions } from '../../client/types.js';
import { systemClock } from '../../clock.js';
import { repeatOf } from '../../http/prepare.js';
import type { JobDesk } from '../job.js';
import type { Items, Plan } from '../plan.js';
import { batchSender } from './batch-sender.js';
import { type Choice, chooseMode } from './choose-mode.js';
import { createDelivery, type Transmit } from './deliver.js';
import type { Entry } from './entry.js';
import { limitsFrom } from './limits.js';
import { createPause } from './pause.js';
import { bulkTwin } from './queue-api.js';
import { readEntries } from './read.js';
import { createRecorder, noRecorder, type Recorder } from './recorder.js';
import { createSchedule } from './schedule.js';
import { directSender, queueSender } from './senders.js';
import { createSettle } from './settle.js';
import { createTracker, STALL_MS } from './track.js';

const SETTLE_MS = 5_000;
/** Bulks in the queue at once: enough to keep it busy, few enough to hold their items in memory. */
const BULKS_AT_ONCE = 10;

const NEVER_MOVED =
  'Nothing of this job was done yet, so the queue may never be worked off here; mode: "direct" goes without it, but what is queued already would be done once a consumer starts.';

/** Does the work of a job: reads, sends, follows, and settles every item that was read. */
export async function runPlan(plan: Plan, items: Items<unknown>, desk: JobDesk): Promise<void> {
  const { operation, options } = plan;
  const choice = await chooseMode(plan, items, desk.signal);
  desk.mode(choice.mode);
  const { journal } = options;
  const marksSending = repeatOf(operation) === 'never' || operation.method === 'DELETE';
  try {
    const recorder = journal
      ? await createRecorder(journal, operation.name, marksSending || options.idempotent === false)
      : noRecorder;
    await runChoice(plan, choice, desk, recorder);
  } finally {
    await journal?.close?.();
  }
}

async function runChoice(
  plan: Plan,
  { mode, items }: Choice,
  desk: JobDesk,
  recorder: Recorder,
): Promise<void> {
  const { client, operation, options } = plan;
  const access = client[connectionAccess]?.();
  const clock = options.clock ?? access?.clock ?? systemClock;
  const { signal } = desk;
  const pause = createPause(clock, signal);
  const repeatable = options.idempotent ?? repeatOf(operation) !== 'never';
  const deletes = operation.method === 'DELETE';
  const limits = limitsFrom(mode === 'direct' ? { items: 1 } : options.chunk);
  const left: Entry[] = [];
  let halted: { readonly error: unknown } | undefined;

  const close = () => {
    left.push(...schedule.close());
  };
  const halt = (error: unknown) => {
    halted ??= { error };
    close();
  };
  const settle = createSettle({
    desk,
    recorder,
    halt,
    release: (entry) => schedule.release(entry),
  });
  const source = readEntries(items, { plan, recorder, desk, settle });
  const schedule = createSchedule({ source, limits, rows: mode === 'batch', clock });
  const tracker = createTracker({
    client,
    clock,
    pause,
    signal,
    settle,
    requeues: repeatable,
    deletes,
    entities: options.entities ?? false,
    stallMs: options.stallMs ?? STALL_MS,
    stallHint: NEVER_MOVED,
    stalled: desk.stalled,
  });

  function sender(): Transmit {
    // A deletion that is repeated finds nothing; who counts its sendings can tell why.
    const once = deletes ? false : options.idempotent;
    const call: CallOptions = { store: options.store, idempotent: once };
    if (mode === 'direct') return directSender(client, operation, call, settle);
    if (plan.list)
      return batchSender({ client, operation, list: plan.list, call, settle, repeatable });
    const twin = bulkTwin(operation, access?.scopeIn === 'header', repeatable && !deletes);
    const { opened } = desk;
    const { store } = options;
    return queueSender({
      client,
      twin,
      options: { store },
      tracker,
      recorder,
      settle,
      opened,
      halt,
    });
  }

  const delivery = createDelivery({
    transmit: sender(),
    repeatable,
    deletes,
    queued: mode === 'async',
    limits,
    pause,
    signal,
    recorder,
    settle,
    halt,
    verify: options.verify,
    settleMs: options.settleMs ?? SETTLE_MS,
  });

  /** Goes on with entries that an earlier run has put into the queue. */
  async function followOn(entries: readonly Entry[]): Promise<void> {
    const bulks = new Map<string, Map<number, Entry>>();
    for (const entry of entries) {
      if (entry.past?.kind !== 'accepted') continue;
      const { bulk, position } = entry.past;
      bulks.set(bulk, (bulks.get(bulk) ?? new Map<number, Entry>()).set(position, entry));
      desk.opened(entry, bulk, position);
    }
    const followed = Array.from(bulks, async ([uuid, open]) =>
      delivery.deliver(await tracker.follow(uuid, open)),
    );
    await Promise.all(followed);
  }

  async function handle(entries: readonly Entry[]): Promise<void> {
    for (const entry of entries) if (entry.past?.kind === 'sent') entry.sends = 1;
    const isQueued = ({ past }: Entry) => past?.kind === 'accepted';
    const isDoubtful = ({ past }: Entry) => past?.kind === 'sent' && !repeatable;
    await Promise.all([
      followOn(entries.filter(isQueued)),
      delivery.resolveDoubts(entries.filter(isDoubtful)),
      delivery.deliver(entries.filter((entry) => !isQueued(entry) && !isDoubtful(entry))),
    ]);
  }

  async function work(): Promise<void> {
    while (!signal.aborted && !halted) {
      await desk.room();
      const entries = await schedule.next();
      if (entries === undefined) return;
      await handle(entries);
    }
  }

  signal.addEventListener('abort', close, { once: true });
  const atOnce =
    options.parallel ?? (mode === 'async' ? BULKS_AT_ONCE : client.budget.snapshot().target);
  const workers = Array.from({ length: Math.max(1, atOnce) }, () => work().catch(halt));
  await Promise.all(workers);
  close();
  source.return(undefined).catch(() => undefined);
  for (const entry of left) {
    await settle(entry, { state: 'not-sent', message: 'The job ended before this item was sent.' });
  }
  signal.removeEventListener('abort', close);
  if (halted) throw (halted as { readonly error: unknown }).error;
}
