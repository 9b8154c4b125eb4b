/** Exports to files that can be resumed: `magekit/exports/file`. Needs Node, Bun or Deno. */

export {
  ExportFileError,
  type ExportFileErrorOptions,
  type ExportFileReason,
} from '../../errors/export-file-error.js';
export type { CsvColumn, CsvPath } from '../formats/csv-columns.js';
export type { CsvOptions } from '../formats/csv-format.js';
export type { Checkpoint, ExportRun, Sink } from '../sink.js';
export type { FileOptions } from './file-sink.js';
export { csvFile, ndjsonFile } from './files.js';
