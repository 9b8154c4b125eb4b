/** Prints for people who watch: headings, steps and tables. */
export function heading(text: string): void {
  console.log(`\n${text}\n${'─'.repeat(text.length)}`);
}

export function step(text: string): void {
  console.log(`  ${text}`);
}

type Row = Readonly<Record<string, unknown>>;

const cell = (value: unknown) => (value === undefined || value === null ? '–' : String(value));

/** Columns as wide as their longest cell, numbers to the right. */
export function table(rows: readonly Row[]): void {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const widths = columns.map((name) =>
    Math.max(name.length, ...rows.map((row) => cell(row[name]).length)),
  );
  const line = (cells: readonly string[], pad: (text: string, column: number) => string) =>
    `  ${cells.map(pad).join('  ')}`.trimEnd();
  const width = (column: number) => widths[column] ?? 0;
  console.log(line(columns, (text, column) => text.padEnd(width(column))));
  for (const row of rows) {
    const cells = columns.map((name) => cell(row[name]));
    const pad = (text: string, column: number) =>
      typeof row[columns[column] ?? ''] === 'number'
        ? text.padStart(width(column))
        : text.padEnd(width(column));
    console.log(line(cells, pad));
  }
}
