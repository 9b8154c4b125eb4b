import type { Key } from '../../search/index.js';
import type { ChangesCursor, Place, Seen } from './changes-cursor.js';

/** A row as a sweep meets it. */
export interface Row<Item> {
  readonly at: string;
  readonly key: Key;
  readonly item: Item;
}

/** What was delivered where a later run looks again. */
export interface Memory<Item> {
  /** Those rows that were not delivered before with the same content. They are remembered. */
  fresh(rows: readonly Row<Item>[]): Promise<readonly Item[]>;
  /** The cursor for when a sweep has come to a place. */
  cursorAt(place: Place): ChangesCursor;
}

/** A row may change twice in one second, so its content counts as well: 72 bits of SHA-256. */
async function digestOf(item: unknown): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify(item));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', text));
  return btoa(String.fromCharCode(...hash.subarray(0, 9)));
}

const inOrder = ([a]: Seen, [b]: Seen): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Remembers rows from the second `settled` on, where late ones may still come, and at most `limit` of them.
 * @param start where the run begins, with what runs before it have delivered
 */
export function createMemory<Item>(
  start: ChangesCursor,
  settled: string,
  limit: number,
): Memory<Item> {
  const name = (at: string, key: Key) => `${at} ${key}`;
  const seen = new Map<string, Seen>(start.seen.map((row) => [name(row[0], row[1]), row]));
  const most = limit + seen.size;
  // The next run looks again from here; never from before this one's beginning.
  const floor: Place = settled > start.at ? { at: settled } : start;

  function remember(at: string, key: Key, digest: string): void {
    seen.set(name(at, key), [at, key, digest]);
    const [oldest] = seen.keys();
    if (seen.size > most && oldest !== undefined) seen.delete(oldest);
  }

  async function isFresh({ at, key, item }: Row<Item>): Promise<boolean> {
    const known = seen.get(name(at, key));
    const comesAgain = at >= floor.at;
    if (!known && !comesAgain) return true;
    const digest = await digestOf(item);
    if (known?.[2] === digest) return false;
    if (comesAgain) remember(at, key, digest);
    return true;
  }

  return {
    async fresh(rows) {
      const fresh: Item[] = [];
      for (const row of rows) if (await isFresh(row)) fresh.push(row.item);
      return fresh;
    },
    cursorAt(reached) {
      const { version, list, field } = start;
      const { at, key } = reached.at < floor.at ? reached : floor;
      const place: Place = key === undefined ? { at } : { at, key };
      const ahead = [...seen.values()].filter(([second]) => second >= at);
      return { version, list, field, ...place, seen: ahead.sort(inOrder).slice(-limit) };
    },
  };
}
