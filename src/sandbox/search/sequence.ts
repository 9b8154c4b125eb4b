/** Rows in an order, which may be made only when they are looked at. */
export interface Sequence<Row> {
  readonly length: number;
  readonly at: (index: number) => Row;
}

/** Which of two rows comes first: below 0 the first one, 0 never for different rows. */
export type RowOrder<Row> = (a: Row, b: Row) => number;

/** Rows that are there already. */
export function sequenceOf<Row>(rows: readonly Row[]): Sequence<Row> {
  return {
    length: rows.length,
    at: (index) => {
      const row = rows[index];
      if (row === undefined) throw new RangeError(`there is no row ${index}`);
      return row;
    },
  };
}

/** The rows from `start` up to `end`, without a look at those before. */
export function slice<Row>(rows: Sequence<Row>, start: number, end: number): Row[] {
  const last = Math.min(end, rows.length);
  return Array.from({ length: Math.max(0, last - start) }, (_, at) => rows.at(start + at));
}

/** {@link slice} of two sequences merged; finds the place in both by bisection. */
export function sliceOfBoth<Row>(
  a: Sequence<Row>,
  b: Sequence<Row>,
  order: RowOrder<Row>,
  start: number,
  end: number,
): Row[] {
  const ofA = countOfFirst(a, b, order, start);
  const ofB = countOfFirst(a, b, order, end);
  const rows = [...slice(a, ofA, ofB), ...slice(b, start - ofA, end - ofB)];
  return rows.sort(order);
}

/** How many of the first `count` merged rows come from `a`. */
function countOfFirst<Row>(
  a: Sequence<Row>,
  b: Sequence<Row>,
  order: RowOrder<Row>,
  count: number,
): number {
  const wanted = Math.min(count, a.length + b.length);
  return bisect(
    Math.max(0, wanted - b.length),
    Math.min(wanted, a.length),
    (fromA) => order(a.at(fromA), b.at(wanted - fromA - 1)) < 0,
  );
}

/** The first index from `low` up to `high` of which `isBefore` no longer holds. */
export function bisect(low: number, high: number, isBefore: (index: number) => boolean): number {
  let [from, to] = [low, high];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (isBefore(middle)) from = middle + 1;
    else to = middle;
  }
  return from;
}
