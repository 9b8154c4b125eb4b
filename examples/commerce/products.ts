/**
 * A product with attributes, stock and images in one call, and what writing to a store view does. It makes a
 * product and deletes it again.
 *
 *   npx tsx examples/commerce/products.ts
 */
import { commerce } from '../../src/commerce/index.js';
import { createMagento, isMagentoError } from '../../src/index.js';
import { askStore } from '../support/ask-store.js';
import { heading, step, table } from '../support/print.js';
import { pixel } from './pixel.js';

const SKU = 'MAGEKIT-UPSERT';

const store = await askStore();
const magento = createMagento({ baseUrl: store.baseUrl, auth: store.admin });
const shop = commerce(magento, { onWarning: ({ message }) => step(`warning: ${message}`) });

try {
  heading('Made, with all that belongs to it');
  const made = await shop.products.upsert(
    {
      sku: SKU,
      name: 'Demo mug',
      price: 12.5,
      attributes: { color: 'Blue', meta_title: 'A mug' },
      stock: 25,
      images: [{ data: pixel, name: 'mug', roles: ['image', 'thumbnail'], label: 'Front' }],
    },
    { scope: 'all' },
  );
  step(`${made.outcome}, ${made.images[0]?.outcome}, stock through ${made.stock?.through}`);

  heading('Changed: only what is named is sent');
  const changed = await shop.products.upsert({ sku: SKU, price: 11 }, { scope: 'all' });
  step(JSON.stringify(changed.sent));

  heading('A store view, with a value it had from all');
  const { name } = await magento.store('default').products.get({ sku: SKU });
  await shop.products.upsert({ sku: SKU, name }, { scope: 'default' });

  heading('Errors say what to do');
  const mistakes = [
    () => shop.products.upsert({ sku: 'MAGEKIT-NEW' }, { scope: 'all' }),
    () => shop.products.upsert({ sku: SKU, attributes: { color: 'Bleu' } }, { scope: 'all' }),
    () =>
      shop.products.upsert(
        { sku: SKU, stock: [{ source: 'x', quantity: 1 }], price: 1 },
        { scope: 'all' },
      ),
  ];
  for (const mistake of mistakes) {
    await mistake().catch((error: unknown) => {
      if (!isMagentoError(error)) throw error;
      step(`${error.code}: ${error.message}`);
    });
  }

  heading('What the store has');
  const product = await magento.products.get({ sku: SKU });
  const { color, meta_title } = await shop.attributes.read(product);
  table([{ sku: product.sku, price: product.price, color, meta_title }]);
} finally {
  await magento.products.delete({ sku: SKU }).catch(() => undefined);
  await store.close();
}
