import { type CsvOptions, csvFormat } from './formats/csv-format.js';
import { ndjsonFormat } from './formats/ndjson-format.js';
import type { Sink } from './sink.js';
import { type ByteStream, type StreamOptions, streamSink } from './stream-sink.js';

/** Writes each item as one line of JSON, in UTF-8. A stream cannot be resumed. */
export function ndjson(stream: ByteStream, options: StreamOptions = {}): Sink<unknown> {
  return streamSink(stream, ndjsonFormat, options);
}

/**
 * Writes items as CSV, in UTF-8. A stream cannot be resumed.
 * @throws InputError without columns, or when two have the same header
 */
export function csv<Item>(
  stream: ByteStream,
  options: CsvOptions<Item> & StreamOptions,
): Sink<Item> {
  return streamSink(stream, csvFormat(options), options);
}
