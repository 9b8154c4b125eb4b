import type { Client } from '../../client/types.js';
import { type WalkOptions, walkPages } from '../../search/index.js';
import { type ExportOptions, type ExportResult, exportPages } from '../export-to.js';
import type { Sink } from '../sink.js';
import { readShard, type Shard } from './shard.js';

/** Options of {@link runShard}. */
export interface RunShardOptions
  extends ExportOptions,
    Pick<WalkOptions, 'headers' | 'lookAhead' | 'parallel' | 'ordered' | 'validate'> {}

/**
 * Exports one part of a list that {@link planExport} has cut: in this process or any other, with any
 * client of the same store. Total and estimate of its progress are those of the plan.
 * @throws InputError when the shard is not what a plan makes; otherwise as `exportTo`
 */
export async function runShard<Item>(
  client: Client,
  shard: Shard,
  sink: Sink<Item>,
  options: RunShardOptions = {},
): Promise<ExportResult> {
  const { operation, input, options: carried, from, estimate } = readShard(shard);
  const { headers, lookAhead, parallel, ordered, validate, ...exportOptions } = options;
  const walkOptions: WalkOptions = {
    ...{ headers, lookAhead, parallel, ordered, validate },
    ...carried,
    from,
  };
  const pages = walkPages<Item>(client, operation, input, walkOptions);
  return exportPages(pages, sink, exportOptions, estimate);
}
