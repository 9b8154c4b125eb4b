import { Writable } from 'node:stream';
import type { CsvOptions, Sink } from '../../exports/index.js';
import type { Fields } from '../columns.js';
import type { Output } from '../io.js';
import { UsageError } from '../usage-error.js';

/** The formats there are. */
export const FORMATS = ['ndjson', 'csv'] as const;

/** What is written. */
export type ExportFormat = { readonly csv: CsvOptions<unknown> } | 'ndjson';

interface FormatValues {
  readonly format?: string;
  readonly out?: string;
  readonly delimiter?: string;
  readonly bom?: boolean;
  readonly 'escape-formulas'?: boolean;
}

const DELIMITERS: Readonly<Record<string, NonNullable<CsvOptions<unknown>['delimiter']>>> = {
  ',': ',',
  ';': ';',
  '|': '|',
  tab: '\t',
};

function delimiterOf(text: string | undefined) {
  if (text === undefined) return ',';
  const delimiter = Object.hasOwn(DELIMITERS, text) ? DELIMITERS[text] : undefined;
  if (delimiter) return delimiter;
  throw new UsageError(`--delimiter takes ${Object.keys(DELIMITERS).join(' ')}, not "${text}".`);
}

function csvOptions(values: FormatValues, fields: Fields | undefined): CsvOptions<unknown> {
  if (!fields?.columns) {
    throw new UsageError(
      'CSV needs its columns, as later rows may have others than the first.',
      'Add --fields sku,name,price; below a member with dots, as in billing_address.city.',
    );
  }
  const { bom = false, 'escape-formulas': escapeFormulas = false, delimiter } = values;
  return { columns: fields.columns, bom, escapeFormulas, delimiter: delimiterOf(delimiter) };
}

/**
 * The format asked for, or that of the file's name.
 * @throws UsageError for an unknown one, for CSV without columns, and for options of the other one
 */
export function formatOf(values: FormatValues, fields: Fields | undefined): ExportFormat {
  const { format = values.out?.toLowerCase().endsWith('.csv') ? 'csv' : 'ndjson' } = values;
  if (format === 'csv') return { csv: csvOptions(values, fields) };
  if (format !== 'ndjson') {
    throw new UsageError(`--format takes ${FORMATS.join(' or ')}, not "${format}".`);
  }
  if (values.delimiter ?? values.bom ?? values['escape-formulas']) {
    throw new UsageError('--delimiter, --bom and --escape-formulas are for CSV.');
  }
  return 'ndjson';
}

/** Where rows go: a file that can be resumed, or a stream. */
export async function sinkOf(
  format: ExportFormat,
  out: string | undefined,
  restart: boolean,
  stdout: Output,
): Promise<Sink<unknown>> {
  if (out !== undefined) {
    const { csvFile, ndjsonFile } = await import('../../exports/file/index.js');
    if (format === 'ndjson') return ndjsonFile(out, { restart });
    return csvFile(out, { ...format.csv, restart });
  }
  const { csv, ndjson } = await import('../../exports/index.js');
  const stream = Writable.toWeb(stdout) as WritableStream<Uint8Array>;
  // Standard output is not ours to close.
  const open = { preventClose: true, preventAbort: true };
  return format === 'ndjson' ? ndjson(stream, open) : csv(stream, { ...format.csv, ...open });
}
