import type { Shard } from '../../src/exports/index.js';

export const QUEUE = 'export';

/** One part of the export. */
export interface ShardJob {
  readonly shard: Shard;
}

/** Puts the parts together; runs when all of them are there. */
export interface MergeJob {
  readonly of: number;
}

export type ExportJob = ShardJob | MergeJob;

/** How a part gets on. */
export interface PartProgress {
  readonly index: number;
  readonly items: number;
  readonly estimate: number;
}
