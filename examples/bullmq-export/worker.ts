/**
 * A worker: takes parts of an export from the queue and writes each to its file. Run as many as you like,
 * on every machine that sees the folder:
 *
 *   npx tsx examples/bullmq-export/worker.ts
 */
import { type Job, Worker } from 'bullmq';
import { ndjsonFile } from '../../src/exports/file/index.js';
import { runShard } from '../../src/exports/index.js';
import { connect } from './connect.js';
import { type ExportJob, type PartProgress, QUEUE } from './jobs.js';
import { mergeParts, partPath } from './parts.js';
import { settingsFrom } from './settings.js';

const settings = settingsFrom(process.env);
const { folder, redisUrl, stalledMs } = settings;
const { magento, close } = await connect(settings);

async function run(job: Job<ExportJob>, _token?: string, signal?: AbortSignal): Promise<number> {
  if (!('shard' in job.data)) {
    await mergeParts(folder, job.data.of);
    return job.data.of;
  }
  const { shard } = job.data;
  const { index, estimate } = shard;
  console.log(`part ${index + 1} of ${shard.of}: taken by ${process.pid}`);
  // Whoever had this part before has left a file, and this goes on in it.
  const { items } = await runShard(magento, shard, ndjsonFile(partPath(folder, index)), {
    signal,
    onProgress({ items }) {
      const progress: PartProgress = { index, items, estimate };
      job.updateProgress({ ...progress }).catch(() => undefined);
    },
  });
  return items;
}

const worker = new Worker<ExportJob, number>(QUEUE, run, {
  connection: { url: redisUrl, maxRetriesPerRequest: null },
  concurrency: 2,
  lockDuration: stalledMs,
  stalledInterval: stalledMs,
  // However often workers die, a part is only begun again from its last checkpoint.
  maxStalledCount: 100,
});
worker.on('error', (error) => console.error(error.message));
worker.on('failed', (job, error) => console.error(`${job?.name}: ${error.message}`));
console.log(`worker ${process.pid} is ready`);

// Ends when the parts it is writing are done.
process.once('SIGTERM', async () => {
  await worker.close();
  await close();
});
