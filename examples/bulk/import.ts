/**
 * Many products through the store's queue, from a stream, with a result for each. It makes products and
 * deletes them again.
 *
 *   npx tsx examples/bulk/import.ts
 */
import { bulk } from '../../src/bulk/index.js';
import { createMagento } from '../../src/index.js';
import { askStore } from '../support/ask-store.js';
import { heading, step } from '../support/print.js';

const COUNT = 250;
const skuAt = (number: number) => `MAGEKIT-BULK-${number}`;

/** Lines of a file, rows of a database: whatever is read while the import goes on. */
async function* readProducts() {
  for (let number = 0; number < COUNT; number += 1) {
    const sku = skuAt(number);
    // A set that does not exist; the others are not held up.
    const attribute_set_id = number === 42 ? 9999 : 4;
    yield {
      product: { sku, name: `Part ${number}`, price: 5, type_id: 'simple', attribute_set_id },
    };
  }
}

const store = await askStore();
const magento = createMagento({ baseUrl: store.baseUrl, auth: store.admin });

try {
  heading(`${COUNT} products through the queue`);
  const job = bulk(magento, magento.products.create).run(readProducts(), { mode: 'async' });
  for await (const result of job) {
    if (result.state !== 'done') step(`${result.state} ${result.key}: ${result.message}`);
    else if (result.index % 100 === 0) step(`${job.status().done} done`);
  }
  const { done, failed } = await job.wait();
  step(`${done} done, ${failed} failed`);
} finally {
  heading('Deleted again');
  const skus = Array.from({ length: COUNT }, (_, number) => ({ sku: skuAt(number) }));
  const { done } = await bulk(magento, magento.products.delete).run(skus).wait();
  step(`${done} deleted`);
  await store.close();
}
