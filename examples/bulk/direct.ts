/**
 * Many changes as calls of their own, within one budget, in the order of each product. No queue, no right
 * to follow it. It changes two products and changes them back.
 *
 *   npx tsx examples/bulk/direct.ts
 */
import { createBudget, createMagento } from '../../src/index.js';
import { askStore } from '../support/ask-store.js';
import { heading, step, table } from '../support/print.js';

const SKUS = ['24-MB01', '24-MB02'];

const store = await askStore();
const budget = createBudget({ target: 4 });
const magento = createMagento({ baseUrl: store.baseUrl, auth: store.admin, budget });

const read = () => Promise.all(SKUS.map((sku) => magento.products.get({ sku })));
const update = magento.bulk(magento.products.update);

const before = await read();
try {
  heading('Three prices for each product, and one product too many');
  const items = [31, 32, 33].flatMap((price) =>
    [...SKUS, ''].map((sku) => ({ sku, product: { sku, price } })),
  );
  const job = update.run(items, {
    mode: 'direct',
    onFailure: ({ index, state, message }) => step(`item ${index} is ${state}: ${message}`),
  });
  const { done, notSent } = await job.wait({ deadlineMs: 60_000 });
  step(`${done} done, ${notSent} not sent`);
  table((await read()).map(({ sku, price }) => ({ sku, price })));
} finally {
  const items = before.map(({ sku, price = 0 }) => ({ sku, product: { sku, price } }));
  await update.run(items, { mode: 'direct' }).wait();
  await store.close();
}
