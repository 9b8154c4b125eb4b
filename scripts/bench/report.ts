/** One measured figure and the most it may be; without a ceiling it is for reading only. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly ceiling?: number;
  readonly note?: string;
}

const shown = (value: number) =>
  Number.isInteger(value) ? value.toLocaleString('en') : value.toFixed(2);

const isAbove = ({ value, ceiling }: Figure) => ceiling !== undefined && !(value <= ceiling);

function print(rows: readonly (readonly string[])[]): void {
  const widths = rows[0]?.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  for (const row of rows) {
    const cells = row.map((cell, column) => cell.padEnd(widths?.[column] ?? 0));
    console.log(cells.join('  ').trimEnd());
  }
}

/**
 * Prints figures as a table and ends the process with 1 when one is above its ceiling, unless the
 * script was started with `--report`.
 */
export function report(title: string, figures: readonly Figure[]): void {
  console.log(`${title} (node ${process.versions.node})`);
  print(
    figures.map((figure) => [
      isAbove(figure) ? 'ABOVE' : 'ok',
      figure.name,
      `${shown(figure.value)} ${figure.unit}`,
      figure.ceiling === undefined ? '' : `at most ${shown(figure.ceiling)}`,
      figure.note ?? '',
    ]),
  );
  const above = figures.filter(isAbove);
  if (above.length > 0 && !process.argv.includes('--report')) process.exitCode = 1;
}
