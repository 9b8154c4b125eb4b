import { connectionAccess } from '../client/connection-access.js';
import type { Client } from '../client/types.js';
import { systemClock } from '../clock.js';
import { checkHandle, type JobHandle } from './handle.js';
import { type BulkJob, createJob } from './job.js';
import type { ResumeOptions } from './options.js';

/**
 * Follows the bulks of a job that another process has started, from what its `toJSON()` gave. Results say
 * the index and key of their items, not the items; nothing is sent again.
 * @throws InputError when the handle is none
 */
export function resumeJob<Entity = unknown>(
  client: Client,
  handle: JobHandle,
  options: ResumeOptions = {},
): BulkJob<undefined, Entity> {
  const { operation, bulks } = checkHandle(handle);
  return createJob<undefined, Entity>({
    operation,
    clock: options.clock ?? client[connectionAccess]?.().clock ?? systemClock,
    signal: options.signal,
    onFailure: options.onFailure,
    async work(desk) {
      const { followBulks } = await import('./engine/follow.js');
      await followBulks(client, bulks, options, desk);
    },
  });
}
