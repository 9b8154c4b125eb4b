/**
 * Rows for a service that takes a list: base prices, with the reason of each row that failed. It changes two
 * prices and changes them back.
 *
 *   npx tsx examples/bulk/prices.ts
 */
import { batch } from '../../src/bulk/index.js';
import { createMagento } from '../../src/index.js';
import { askStore } from '../support/ask-store.js';
import { heading, step, table } from '../support/print.js';

const SKUS = ['24-MB01', '24-MB02'];

const store = await askStore();
const magento = createMagento({ baseUrl: store.baseUrl, auth: store.admin });
const { listBasePrices, updateBasePrices } = magento.productPrices;

const before = await listBasePrices({ skus: SKUS });
try {
  heading('Four rows, two of them wrong');
  const rows = [
    { sku: '24-MB01', price: 35, store_id: 0 },
    { sku: '24-MB02', price: 45, store_id: 0 },
    { sku: 'NO-SUCH-SKU', price: 5, store_id: 0 },
    { sku: '24-MB01', price: -1, store_id: 0 },
  ];
  for await (const result of batch(magento, updateBasePrices, rows)) {
    const { sku, price } = result.item;
    step(`${sku} at ${price}: ${result.state === 'done' ? 'done' : result.message}`);
  }
  table((await listBasePrices({ skus: SKUS })).map(({ sku, price }) => ({ sku, price })));
} finally {
  await batch(magento, updateBasePrices, before).wait();
  await store.close();
}
