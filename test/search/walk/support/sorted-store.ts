/** A list of ids alone, found by bisection, for lists too long to be filtered row by row. */
export interface SortedStore {
  /** Requests so far. */
  readonly sent: number;
  answer(url: string): string;
}

/** First index whose id is larger than the value. */
function indexAfter(ids: readonly number[], value: number): number {
  let [low, high] = [0, ids.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ids[middle] ?? 0) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** @param ids in ascending order */
export function createSortedStore(ids: readonly number[]): SortedStore {
  let sent = 0;
  return {
    get sent() {
      return sent;
    },
    answer(url) {
      sent += 1;
      const query = decodeURIComponent(url);
      const bound = (condition: string) => {
        const [, group] =
          new RegExp(`\\[(\\d)\\]\\[filters\\]\\[0\\]\\[conditionType\\]=${condition}\\b`).exec(
            query,
          ) ?? [];
        const value = new RegExp(`\\[${group}\\]\\[filters\\]\\[0\\]\\[value\\]=(\\d+)`).exec(
          query,
        )?.[1];
        return group === undefined ? undefined : Number(value);
      };
      const from = indexAfter(ids, bound('gt') ?? -1);
      const to = indexAfter(ids, bound('lteq') ?? Number.POSITIVE_INFINITY);
      const size = Number(/pageSize\]=(\d+)/.exec(query)?.[1]);
      const isUp = query.includes('[direction]=ASC');
      const found = isUp
        ? ids.slice(from, Math.min(to, from + size))
        : ids.slice(Math.max(from, to - size), to);
      const items = found.map((id) => ({ id }));
      return JSON.stringify({ items, total_count: Math.max(0, to - from) });
    },
  };
}
