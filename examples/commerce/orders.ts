/**
 * A guest orders, the shop invoices, ships, and gives money back. Places an order in your store.
 *
 *   npx tsx examples/commerce/orders.ts
 */
import { commerce, OutcomeUnknownError } from '../../src/commerce/index.js';
import { createMagento } from '../../src/index.js';
import { askStore } from '../support/ask-store.js';
import { heading, step } from '../support/print.js';

const SKU = '24-MB01';

const store = await askStore();
const magento = createMagento({ baseUrl: store.baseUrl, auth: store.admin });
const shop = commerce(magento);

try {
  heading('A guest orders');
  const { orderId, cartId } = await shop.checkout.guest(
    {
      items: [{ sku: SKU, quantity: 2 }],
      email: 'ada@example.com',
      address: {
        firstname: 'Ada',
        lastname: 'Guest',
        street: ['1 Demo Street'],
        city: 'Austin',
        region_id: 57,
        region_code: 'TX',
        postcode: '78701',
        country_id: 'US',
        telephone: '5125550100',
      },
      shipping: { carrier: 'flatrate', method: 'flatrate' },
      payment: 'checkmo',
    },
    // Kept by a real shop, to look for the order with checkout.find after a crash.
    { onCart: (id) => step(`cart of ${id.length} letters`) },
  );
  const { orderNumber } = await shop.checkout.find(cartId);
  step(`order ${orderNumber}`);

  heading('The shop does its part');
  const invoice = await shop.orders.invoice(orderId, { capture: true });
  step(`invoice ${invoice.id}`);
  const parcel = { number: '1Z999', carrier: 'ups', title: 'UPS' };
  const items = [{ sku: SKU, quantity: 1 }];
  const shipment = await shop.orders.ship(orderId, { items, tracks: [parcel] });
  step(`shipment ${shipment.id} with one of two`);
  const memo = await shop.orders.refund(orderId, { items, comment: 'The other one is lost' });
  step(`credit memo ${memo.id}`);
  step(`the order is ${(await magento.orders.get({ id: orderId })).state}`);
} catch (error) {
  // The store may have placed it all the same: look before anything is done again.
  if (error instanceof OutcomeUnknownError) step(`${error.found}: ${error.message}`);
  else throw error;
} finally {
  await store.close();
}
