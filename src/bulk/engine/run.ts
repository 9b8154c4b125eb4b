import { connectionAccess } from '../../client/connection-access.js';
import { systemClock } from '../../clock.js';
import { repeatOf } from '../../http/prepare.js';
import type { JobDesk } from '../job.js';
import type { Items, Plan } from '../plan.js';
import { type Choice, chooseMode } from './choose-mode.js';
import { chooseSender } from './choose-sender.js';
import { createDelivery } from './deliver.js';
import type { Entry } from './entry.js';
import { createHandler } from './handle.js';
import { limitsFrom } from './limits.js';
import { createPause } from './pause.js';
import { readEntries } from './read.js';
import { createRecorder, noRecorder, type Recorder } from './recorder.js';
import { createSchedule } from './schedule.js';
import { createSettle, type SettleOptions } from './settle.js';
import { createTracker, STALL_MS } from './track.js';
import type { Work } from './work.js';

const SETTLE_MS = 5_000;
/** Bulks in the queue at once: enough to keep it busy, few enough to hold their items in memory. */
const BULKS_AT_ONCE = 10;

const NOT_SENT = 'The job ended before this item was sent.';

const targetOf = ({ client }: Plan) => client.budget.snapshot().target;

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

/** Everything the parts of the job share. */
function createWork(
  plan: Plan,
  mode: Choice['mode'],
  desk: JobDesk,
  recorder: Recorder,
  { release, halt }: Pick<SettleOptions, 'release' | 'halt'>,
): Work {
  const { client, operation, options } = plan;
  const clock = options.clock ?? client[connectionAccess]?.().clock ?? systemClock;
  const { signal } = desk;
  return {
    plan,
    desk,
    recorder,
    clock,
    pause: createPause(clock, signal),
    signal,
    single: mode === 'direct',
    limits: limitsFrom(mode === 'direct' ? { items: 1 } : options.chunk),
    repeatable: options.idempotent ?? repeatOf(operation) !== 'never',
    deletes: operation.method === 'DELETE',
    settle: createSettle({ desk, recorder, release, halt }),
    halt,
  };
}

function createParts(work: Work, mode: Choice['mode']) {
  const { options, client } = work.plan;
  const tracker = createTracker({
    ...work,
    client,
    requeues: work.repeatable,
    entities: options.entities ?? false,
    stallMs: options.stallMs ?? STALL_MS,
    stallHint: NEVER_MOVED,
    stalled: work.desk.stalled,
  });
  const delivery = createDelivery({
    ...work,
    transmit: chooseSender(work, mode, tracker),
    queued: mode === 'async',
    verify: options.verify,
    settleMs: options.settleMs ?? SETTLE_MS,
  });
  return createHandler(work, tracker, delivery);
}

async function runChoice(
  plan: Plan,
  { mode, items }: Choice,
  desk: JobDesk,
  recorder: Recorder,
): Promise<void> {
  const { signal } = desk;
  const left: Entry[] = [];
  let halted: { readonly error: unknown } | undefined;
  const close = () => {
    left.push(...schedule.close());
  };
  const halt = (error: unknown) => {
    halted ??= { error };
    close();
  };
  const release = (entry: Entry) => schedule.release(entry);
  const work = createWork(plan, mode, desk, recorder, { release, halt });
  const source = readEntries(items, work);
  const { limits, clock, settle } = work;
  const rows = mode === 'batch';
  const schedule = createSchedule({ source, limits, rows, clock, onRead: desk.read });
  const handle = createParts(work, mode);

  async function keepWorking(): Promise<void> {
    while (!signal.aborted && !halted) {
      const room = desk.room();
      if (room) await room;
      const entries = await schedule.next();
      if (entries === undefined) return;
      await handle(entries);
    }
  }

  signal.addEventListener('abort', close, { once: true });
  const { parallel = mode === 'async' ? BULKS_AT_ONCE : targetOf(plan) } = plan.options;
  const workers = Array.from({ length: Math.max(1, parallel) }, () => keepWorking().catch(halt));
  await Promise.all(workers);
  close();
  source.leave();
  for (const entry of left) await settle(entry, { state: 'not-sent', message: NOT_SENT });
  signal.removeEventListener('abort', close);
  if (halted) throw (halted as { readonly error: unknown }).error;
}
