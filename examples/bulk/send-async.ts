/**
 * One call through the store's queue: sent in one process, followed in another. It changes a name and
 * changes it back.
 *
 *   npx tsx examples/bulk/send-async.ts
 */
import { resumeJob, sendAsync } from '../../src/bulk/index.js';
import { createMagento } from '../../src/index.js';
import { askStore } from '../support/ask-store.js';
import { heading, step } from '../support/print.js';

const SKU = '24-MB01';

const store = await askStore();
const magento = createMagento({ baseUrl: store.baseUrl, auth: store.admin });

const rename = (name: string) =>
  sendAsync(magento, magento.products.update, { sku: SKU, product: { sku: SKU, name } });

const { name: before } = await magento.products.get({ sku: SKU });
try {
  heading('Sent, and waited for');
  const operation = await rename('Renamed in the queue');
  const result = await operation.wait({ deadlineMs: 60_000 });
  step(`${result.state}: ${result.state === 'done' ? result.entity?.name : result.message}`);

  heading('Sent here, followed elsewhere');
  const handle = JSON.stringify(await rename('Renamed once more'));
  step(`a handle of ${handle.length < 200 ? 'less than 200' : 'many'} letters`);
  for await (const { key, state } of resumeJob(magento, JSON.parse(handle)))
    step(`${key} is ${state}`);
} finally {
  await (await rename(before ?? SKU)).wait();
  await store.close();
}
