/**
 * Stock of many products: set in batches, asked for in one go. It makes two products and deletes them again.
 *
 *   npx tsx examples/commerce/inventory.ts
 */
import { commerce } from '../../src/commerce/index.js';
import { createMagento } from '../../src/index.js';
import { askStore } from '../support/ask-store.js';
import { heading, step, table } from '../support/print.js';

const SKUS = ['MAGEKIT-STOCK-1', 'MAGEKIT-STOCK-2'];

const store = await askStore();
const magento = createMagento({ baseUrl: store.baseUrl, auth: store.admin });
const shop = commerce(magento);

try {
  for (const [index, sku] of SKUS.entries()) {
    const product = { sku, name: `Demo part ${index + 1}`, price: 1 };
    await shop.products.upsert(product, { scope: 'all' });
  }

  heading('Quantities; what is wrong does not hold up the rest');
  const { stored, failures } = await shop.inventory.setQuantities([
    { sku: 'MAGEKIT-STOCK-1', quantity: 40 },
    { sku: 'MAGEKIT-STOCK-2', quantity: 0 },
    { sku: 'MAGEKIT-STOCK-2', source: 'no-such-source', quantity: 5 },
  ]);
  step(`${stored} stored`);
  for (const { item, error } of failures) step(`${item.sku} at ${item.source}: ${error.message}`);

  heading('What can be sold');
  const { items } = await magento.products.list({ searchCriteria: { pageSize: 8 } });
  const asked = [...SKUS, ...items.map(({ sku }) => sku), 'NO-SUCH-SKU'];
  const salable = await shop.inventory.salable(asked);
  table([...salable.quantities].map(([sku, quantity]) => ({ sku, quantity })));
  for (const [sku, error] of salable.failures) step(`${sku}: ${error.code}`);
} finally {
  for (const sku of SKUS) await magento.products.delete({ sku }).catch(() => undefined);
  await store.close();
}
