import type { Delivery } from './deliver.js';
import type { Entry } from './entry.js';
import type { Tracker } from './track.js';
import type { Work } from './work.js';

/** Brings a chunk of entries to its end, by what an earlier run has noted of each. */
export function createHandler(
  { desk, repeatable }: Work,
  tracker: Tracker,
  { deliver, resolveDoubts }: Delivery,
): (entries: readonly Entry[]) => Promise<void> {
  /** Goes on with entries that are in the queue already. */
  async function followOn(entries: readonly Entry[]): Promise<void> {
    const bulks = new Map<string, Map<number, Entry>>();
    for (const entry of entries) {
      if (entry.past?.kind !== 'accepted') continue;
      const { bulk, position } = entry.past;
      bulks.set(bulk, (bulks.get(bulk) ?? new Map<number, Entry>()).set(position, entry));
      desk.opened(entry, bulk, position);
    }
    const followed = Array.from(bulks, async ([uuid, open]) =>
      deliver(await tracker.follow(uuid, open)),
    );
    await Promise.all(followed);
  }

  async function goOn(entries: readonly Entry[]): Promise<void> {
    for (const entry of entries) if (entry.past?.kind === 'sent') entry.sends = 1;
    const isQueued = ({ past }: Entry) => past?.kind === 'accepted';
    const isDoubtful = ({ past }: Entry) => past?.kind === 'sent' && !repeatable;
    await Promise.all([
      followOn(entries.filter(isQueued)),
      resolveDoubts(entries.filter(isDoubtful)),
      deliver(entries.filter((entry) => !isQueued(entry) && !isDoubtful(entry))),
    ]);
  }

  return (entries) =>
    entries.some(({ past }) => past !== undefined) ? goOn(entries) : deliver(entries);
}
