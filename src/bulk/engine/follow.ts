import { connectionAccess } from '../../client/connection-access.js';
import type { Client } from '../../client/types.js';
import { systemClock } from '../../clock.js';
import type { OpenBulk } from '../handle.js';
import type { JobDesk } from '../job.js';
import type { ResumeOptions } from '../options.js';
import { createEntry } from './entry.js';
import { createPause } from './pause.js';
import { noRecorder } from './recorder.js';
import { createSettle } from './settle.js';
import { createTracker, STALL_MS } from './track.js';

/** Follows bulks to their end, and settles what is open in them. */
export async function followBulks(
  client: Client,
  bulks: readonly OpenBulk[],
  { entities = false, stallMs = STALL_MS, clock }: ResumeOptions,
  desk: JobDesk,
): Promise<void> {
  desk.mode('async');
  let halted: { readonly error: unknown } | undefined;
  const settle = createSettle({
    desk,
    recorder: noRecorder,
    release: () => undefined,
    halt: (error) => {
      halted ??= { error };
    },
  });
  const time = clock ?? client[connectionAccess]?.().clock ?? systemClock;
  const tracker = createTracker({
    client,
    clock: time,
    pause: createPause(time, desk.signal),
    signal: desk.signal,
    settle,
    requeues: false,
    deletes: false,
    entities,
    stallMs,
    stallHint: '',
    stalled: desk.stalled,
  });
  const followed = bulks.map(({ uuid, items }) => {
    const open = new Map(
      items.map(([position, index, key]) => [position, createEntry(index, undefined, key)]),
    );
    for (const [position, entry] of open) {
      desk.read();
      desk.opened(entry, uuid, position);
    }
    return tracker.follow(uuid, open);
  });
  await Promise.all(followed);
  if (halted) throw (halted as { readonly error: unknown }).error;
}
