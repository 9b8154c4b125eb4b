import type { Entry } from './engine/entry.js';
import type { OpenBulk } from './handle.js';

/** The bulks of a job that are not finished, or whose results nobody has taken. */
export interface Ledger {
  open(entry: Entry, bulk: string, position: number): void;
  close(entry: Entry): void;
  bulks(): readonly OpenBulk[];
}

export function createLedger(): Ledger {
  const bulks = new Map<string, Map<number, Entry>>();

  function close(entry: Entry): void {
    const { place } = entry;
    if (place === undefined) return;
    const entries = bulks.get(place.bulk);
    entries?.delete(place.position);
    if (entries?.size === 0) bulks.delete(place.bulk);
  }

  return {
    open(entry, bulk, position) {
      close(entry);
      entry.place = { bulk, position };
      const entries = bulks.get(bulk) ?? new Map<number, Entry>();
      bulks.set(bulk, entries.set(position, entry));
    },
    close,
    bulks: () =>
      Array.from(bulks, ([uuid, entries]) => ({
        uuid,
        items: Array.from(entries, ([position, { index, key }]) =>
          key === undefined ? ([position, index] as const) : ([position, index, key] as const),
        ),
      })),
  };
}
