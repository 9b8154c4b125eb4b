/** How many rows have a key of at most `key`. */
export interface Mark {
  readonly key: number;
  readonly rank: number;
}

/**
 * Finds the rank of a key, and the nearest row on one side of it: `below` the largest key at or below,
 * `above` the smallest above. Between the two there are no rows, so the rank is that of any key there.
 */
export type Probe = (
  key: number,
  side: 'below' | 'above',
) => Promise<{ readonly rank: number; readonly nearest: number }>;

/** Parts may be this much smaller or larger than even ones. Two cuts make a part, so each may be off by half. */
const UNEVEN = 0.2;
const PROBES_PER_SHARD = 4;

/** A key between two marks where the rank is likely to be the wanted one. */
function guess(low: Mark, high: Mark, rank: number): number {
  const share = (rank - low.rank) / (high.rank - low.rank);
  const key = Math.floor(low.key + share * (high.key - low.key));
  return Math.min(Math.max(key, low.key + 1), high.key - 1);
}

/** The marks left and right of a rank. */
function around(marks: readonly Mark[], rank: number): readonly [Mark, Mark] | undefined {
  const at = marks.findIndex((mark) => mark.rank >= rank);
  const [low, high] = [marks[at - 1], marks[at]];
  return low && high ? [low, high] : undefined;
}

/**
 * Keys that cut a list into parts of about the same size, found with few probes. Keys may have gaps of
 * any size, so each probe tells one end of the gap it may have fallen into, now one and now the other.
 * @param ends before the first row and at the last one
 * @returns a mark for each cut, in ascending order; fewer where parts would be empty
 */
export async function findCuts(
  [first, last]: readonly [Mark, Mark],
  shards: number,
  probe: Probe,
): Promise<readonly Mark[]> {
  let marks: readonly Mark[] = [first, last];
  let left = PROBES_PER_SHARD * shards - 2;
  const size = last.rank / shards;

  const nearest = (rank: number): Mark =>
    marks.reduce((a, b) => (Math.abs(b.rank - rank) < Math.abs(a.rank - rank) ? b : a));
  const add = (...found: readonly Mark[]) => {
    const byKey = new Map([...marks, ...found].map((mark) => [mark.key, mark]));
    marks = [...byKey.values()].sort((a, b) => a.key - b.key);
  };

  const cuts: Mark[] = [];
  for (let index = 1; index < shards; index += 1) {
    const rank = Math.round(index * size);
    let side: 'below' | 'above' = 'above';
    while (left > 0 && Math.abs(nearest(rank).rank - rank) > (size * UNEVEN) / 2) {
      const [low, high] = around(marks, rank) ?? [first, last];
      if (high.key - low.key < 2) break;
      const key = guess(low, high, rank);
      const found = await probe(key, side);
      left -= 1;
      const end = side === 'above' ? found.nearest - 1 : found.nearest;
      add({ key, rank: found.rank }, { key: end, rank: found.rank });
      side = side === 'above' ? 'below' : 'above';
    }
    const cut = nearest(rank);
    const isNew = cut.rank > (cuts.at(-1)?.rank ?? first.rank) && cut.rank < last.rank;
    if (isNew) cuts.push(cut);
  }
  return cuts;
}
