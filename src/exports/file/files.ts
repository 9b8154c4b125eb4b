import { type CsvOptions, csvFormat } from '../formats/csv-format.js';
import { ndjsonFormat } from '../formats/ndjson-format.js';
import type { Sink } from '../sink.js';
import { type FileOptions, fileSink } from './file-sink.js';

/**
 * Writes each item as one line of JSON, in UTF-8, to a file that is there only when it is whole. Until
 * then it is `<path>.part`, with what is needed to go on in `<path>.part.json`: started again after an
 * error, a crash or a `kill -9`, the same export resumes there. Folders are made.
 *
 * `exportTo` rejects with an `ExportFileError` when something else lies there unfinished, or when another
 * process of any machine that sees the folder is writing it, for more than 12 seconds.
 */
export function ndjsonFile(path: string, options: FileOptions = {}): Sink<unknown> {
  return fileSink(path, ndjsonFormat, options);
}

/**
 * Writes items as CSV to a file, which is resumed as {@link ndjsonFile} is. With other columns than
 * before it is another export; a column made by a function counts by its header.
 * @throws InputError without columns, or when two have the same header
 */
export function csvFile<Item>(path: string, options: CsvOptions<Item> & FileOptions): Sink<Item> {
  return fileSink(path, csvFormat(options), options);
}
