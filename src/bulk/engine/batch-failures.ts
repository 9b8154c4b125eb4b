/** A row that failed, as price services report it: a template and its values, the row's keys among them. */
export interface RowFailure {
  readonly message: string;
  readonly parameters?: readonly unknown[] | Readonly<Record<string, unknown>> | null;
}

/** Failures by the number of their row, and those that fit none. */
export interface PlacedFailures {
  readonly byRow: ReadonlyMap<number, readonly RowFailure[]>;
  readonly unplaced: readonly RowFailure[];
}

/** One spelling for a value that may come back as text: `9`, `"9"` and `"9.0000"` are the same. */
function spelled(value: unknown): string {
  const text = String(value).trim().toLowerCase();
  return text !== '' && Number.isFinite(Number(text)) ? String(Number(text)) : text;
}

function valuesOf({ parameters }: RowFailure): string[] {
  const values = Array.isArray(parameters) ? parameters : Object.values(parameters ?? {});
  return values.filter((value) => value !== null && value !== undefined).map(spelled);
}

const skuOf = (row: unknown): unknown =>
  typeof row === 'object' && row !== null ? (row as { sku?: unknown }).sku : row;

/** Whether a row can be meant: its SKU is named, or it has none and none is. */
function isNamed(row: unknown, values: readonly string[], skus: ReadonlySet<string>): boolean {
  const sku = skuOf(row);
  if (sku !== undefined && sku !== null) return values.includes(spelled(sku));
  return !values.some((value) => skus.has(value));
}

function countShared(row: unknown, values: readonly string[]): number {
  const own = typeof row === 'object' && row !== null ? Object.values(row) : [row];
  const left = own.map(spelled);
  let shared = 0;
  for (const value of values) {
    const at = left.indexOf(value);
    if (at < 0) continue;
    left.splice(at, 1);
    shared += 1;
  }
  return shared;
}

/** The rows that a failure fits best; several when they cannot be told apart. */
function rowsOf(
  rows: readonly unknown[],
  failure: RowFailure,
  skus: ReadonlySet<string>,
): readonly number[] {
  const values = valuesOf(failure);
  const scores = rows.map((row) => (isNamed(row, values, skus) ? countShared(row, values) : -1));
  const best = Math.max(...scores);
  if (best >= 0) return [...scores.keys()].filter((row) => scores[row] === best);
  // Base prices name the member and its wrong value alone; that tells when one row has it.
  const sharing = [...rows.keys()].filter((row) => countShared(rows[row], values) > 0);
  return sharing.length === 1 ? sharing : [];
}

/** Finds out which rows failed, by the values of their keys in the failures. */
export function failedRows(
  rows: readonly unknown[],
  failures: readonly RowFailure[],
): PlacedFailures {
  const skus = new Set(rows.map((row) => spelled(skuOf(row))));
  const byRow = new Map<number, RowFailure[]>();
  const unplaced: RowFailure[] = [];
  for (const failure of failures) {
    const found = rowsOf(rows, failure, skus);
    if (found.length === 0) unplaced.push(failure);
    for (const row of found) byRow.set(row, [...(byRow.get(row) ?? []), failure]);
  }
  return { byRow, unplaced };
}
