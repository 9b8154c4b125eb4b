import { dsvFormat } from 'd3-dsv';
import { type CsvColumn, type CsvPath, readColumns } from './csv-columns.js';
import type { Format } from './format.js';

/** How a CSV file looks. */
export interface CsvOptions<Item> {
  /**
   * Which columns, in which order: paths such as `sku` or `custom_attributes.color`, or
   * `{ header, value }` with a path or a function. They are the same for the whole file.
   */
  readonly columns: readonly (CsvPath<Item> | CsvColumn<Item>)[];
  /** Default `,`. Some spreadsheets expect `;`. */
  readonly delimiter?: ',' | ';' | '\t' | '|' | undefined;
  /**
   * Puts a `'` before text that a spreadsheet would run as a formula: text that starts with `=`, `+`, `-`,
   * `@`, a tab or a line break, and is no number. Programs read that `'` as part of the value. Default false.
   * @see https://owasp.org/www-community/attacks/CSV_Injection
   */
  readonly escapeFormulas?: boolean | undefined;
  /** Puts a byte order mark at the start, without which Excel does not recognise UTF-8. Default false. */
  readonly bom?: boolean | undefined;
}

const FORMULA = /^[=+\-@\t\r\n]/;
const NUMBER = /^[+-]?\d+(\.\d+)?$/;

function cellText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const withoutFormula = (text: string): string =>
  FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;

/** CSV as RFC 4180 has it. Objects and lists become JSON, null and missing values an empty cell. */
export function csvFormat<Item>(options: CsvOptions<Item>): Format<Item> {
  const { delimiter = ',', escapeFormulas = false, bom = false } = options;
  const columns = readColumns(options.columns);
  const { formatRow } = dsvFormat(delimiter);
  const line = (cells: readonly string[]) =>
    `${formatRow(escapeFormulas ? cells.map(withoutFormula) : [...cells])}\r\n`;
  const shape = columns.map(({ header, path }) => [header, path]);
  return {
    name: `csv ${JSON.stringify([shape, delimiter, escapeFormulas, bom])}`,
    head: `${bom ? '\uFEFF' : ''}${line(columns.map(({ header }) => header))}`,
    text: (items) =>
      items.map((item) => line(columns.map(({ read }) => cellText(read(item))))).join(''),
  };
}
