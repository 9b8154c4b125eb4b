/**
 * The producer: cuts the catalogue into parts, puts them into the queue and waits for the whole file.
 *
 *   npx tsx examples/bullmq-export/produce.ts
 */
import { mkdir } from 'node:fs/promises';
import { FlowProducer, QueueEvents } from 'bullmq';
import { planExport } from '../../src/exports/index.js';
import { connect } from './connect.js';
import { type ExportJob, type MergeJob, type PartProgress, QUEUE, type ShardJob } from './jobs.js';
import { wholePath } from './parts.js';
import { settingsFrom } from './settings.js';

const SHARDS = 12;

const settings = settingsFrom(process.env);
const { folder } = settings;
const { magento, close } = await connect(settings);
const connection = { url: settings.redisUrl, maxRetriesPerRequest: null };
const producer = new FlowProducer({ connection });
const events = new QueueEvents(QUEUE, { connection });

await mkdir(folder, { recursive: true });
const pages = magento.products.pages({ pageSize: 20 });
const shards = await planExport(pages, { shards: SHARDS });
await close();

const estimate = shards.reduce((sum, shard) => sum + shard.estimate, 0);
const items = new Map<number, number>();
let shown = -1;
events.on('progress', ({ data }) => {
  const part = data as unknown as PartProgress;
  items.set(part.index, part.items);
  const done = [...items.values()].reduce((sum, count) => sum + count, 0);
  const percent = Math.floor((done / estimate) * 10) * 10;
  if (percent > shown) console.log(`${percent} % of about ${estimate} products`);
  shown = Math.max(shown, percent);
});
await events.waitUntilReady();

// The merge waits for its children. What fails is tried again, from its last checkpoint.
const again = { attempts: 10, backoff: { type: 'exponential', delay: 500 } };
const { job } = await producer.add({
  name: 'merge',
  queueName: QUEUE,
  data: { of: shards.length } satisfies MergeJob,
  children: shards.map((shard) => ({
    name: `part-${shard.index + 1}`,
    queueName: QUEUE,
    data: { shard } satisfies ShardJob as ExportJob,
    opts: { ...again, failParentOnFailure: true },
  })),
});
await job.waitUntilFinished(events);
const parts = Object.values(await job.getChildrenValues<number>());
console.log(`${parts.reduce((sum, count) => sum + count, 0)} products in ${wholePath(folder)}`);
await events.close();
await producer.close();
