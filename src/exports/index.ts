/** Whole lists to somewhere else, in parts, again and again: `magekit/exports`. */

export type { ChangesCursor, Place, Seen } from './changes/changes-cursor.js';
export { type ChangesBatch, type ChangesOptions, exportChanges } from './changes/export-changes.js';
export { type ExportOptions, type ExportResult, exportTo } from './export-to.js';
export type { CsvColumn, CsvPath } from './formats/csv-columns.js';
export type { CsvOptions } from './formats/csv-format.js';
export type { Progress } from './progress.js';
export { type PlanOptions, planExport } from './shards/plan-export.js';
export { type RunShardOptions, runShard } from './shards/run-shard.js';
export type { Shard, ShardOptions } from './shards/shard.js';
export type { Checkpoint, ExportRun, Sink } from './sink.js';
export type { Walked } from './source.js';
export type { ByteStream, StreamOptions } from './stream-sink.js';
export { csv, ndjson } from './streams.js';
