/**
 * Images of a product: uploaded once, from wherever they are. It makes a product and deletes it again.
 *
 *   npx tsx examples/commerce/media.ts
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { commerce } from '../../src/commerce/index.js';
import { createMagento } from '../../src/index.js';
import { askStore } from '../support/ask-store.js';
import { heading, step, table } from '../support/print.js';
import { pixel } from './pixel.js';

const SKU = 'MAGEKIT-MEDIA';

const store = await askStore();
const magento = createMagento({ baseUrl: store.baseUrl, auth: store.admin });
const shop = commerce(magento);

/** Stands for the supplier whose pictures are wanted. */
const supplier = createServer((_, response) => response.end(pixel)).listen(0, '127.0.0.1');
await new Promise((resolve) => supplier.once('listening', resolve));
const { port } = supplier.address() as AddressInfo;

try {
  await shop.products.upsert({ sku: SKU, name: 'Demo poster', price: 5 }, { scope: 'all' });

  heading('From an address, with roles');
  const roles = ['image', 'small_image', 'thumbnail'];
  const url = `http://127.0.0.1:${port}/poster.jpg`;
  step((await shop.media.upload({ sku: SKU }, { url }, { roles, label: 'Poster' })).outcome);

  heading('The same content again, from memory, under another name');
  step((await shop.media.upload({ sku: SKU }, pixel, { name: 'another' })).outcome);
  step((await shop.media.upload({ sku: SKU }, pixel, { position: 2 })).outcome);

  heading('The gallery: the ending is that of the content');
  const gallery = await magento.productMedia.list({ sku: SKU });
  table(gallery.map(({ file, label, position, types }) => ({ file, label, position, types })));
} finally {
  supplier.close();
  await magento.products.delete({ sku: SKU }).catch(() => undefined);
  await store.close();
}
