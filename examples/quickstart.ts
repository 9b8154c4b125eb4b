/**
 * The tour: log in, sign, read, write, order. Against the sandbox in this process, or against a real
 * store when MAGENTO_BASE_URL and credentials are set. It creates a product and an order there, and
 * deletes the product again.
 *
 *   npm run demo
 *   MAGENTO_BASE_URL=https://shop.example.com MAGENTO_ADMIN_USERNAME=… MAGENTO_ADMIN_PASSWORD=… npm run demo
 */
import {
  anonymous,
  createBudget,
  createMagento,
  isMagentoError,
  type Magento,
  oauth1,
  where,
} from '../src/index.js';
import { askStore, type Store } from './support/ask-store.js';
import { heading, step, table } from './support/print.js';

/** A red square of one pixel; any PNG, JPEG or GIF will do. */
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
const SKU = 'MAGEKIT-DEMO';

async function connect(store: Store) {
  // One budget for all callers: together they never have more than six requests in flight.
  const budget = createBudget({ target: 6 });
  const options = { baseUrl: store.baseUrl, budget };
  return {
    budget,
    admin: createMagento({ ...options, auth: store.admin, name: 'admin' }),
    app: store.integration
      ? createMagento({ ...options, auth: oauth1(store.integration), name: 'app' })
      : undefined,
    guest: createMagento({ ...options, auth: anonymous(), name: 'guest' }),
  };
}

async function testConnection(admin: Magento): Promise<void> {
  heading('Connection');
  const { ok, findings, latencyMs } = await admin.testConnection();
  table(findings.map(({ check, status, message }) => ({ check, status, message })));
  step(ok ? `works, ${latencyMs?.toFixed(0)} ms for a request` : 'does not work, see above');
}

async function listCheapProducts(magento: Magento, caller: string): Promise<void> {
  heading(`Products under 40, dearest first (${caller})`);
  const { data, response } = await magento.products
    .list(
      {
        searchCriteria: where('price', 'lt', 40)
          .andWhere('type_id', 'eq', 'simple')
          .sortBy('price', 'DESC')
          .pageSize(5),
      },
      { fields: ['items[sku,name,price]', 'total_count'] },
    )
    .withResponse();
  table(data.items.map(({ sku, name, price }) => ({ sku, name, price })));
  step(`${data.items.length} of ${data.total_count} in ${response.durationMs} ms`);
}

async function createProduct(admin: Magento): Promise<void> {
  heading('One call writes a product with stock and an image');
  const { data: product, response } = await admin.products
    .create({
      product: {
        sku: SKU,
        name: 'Demo mug',
        attribute_set_id: 4,
        price: 12.5,
        status: 1,
        visibility: 4,
        type_id: 'simple',
        weight: 0.4,
        extension_attributes: {
          website_ids: [1],
          stock_item: { qty: 25, is_in_stock: true },
        },
        media_gallery_entries: [
          {
            media_type: 'image',
            label: 'Front',
            position: 1,
            disabled: false,
            types: ['image', 'small_image', 'thumbnail'],
            content: { base64_encoded_data: PIXEL, type: 'image/png', name: 'mug.png' },
          },
        ],
      },
    })
    .withResponse();
  table([
    {
      id: product.id,
      sku: product.sku,
      price: product.price,
      stock: product.extension_attributes?.stock_item?.qty,
      image: product.media_gallery_entries?.[0]?.file,
    },
  ]);
  step(`written in ${response.durationMs} ms, to the scope of all store views`);
}

async function readAsGuest(guest: Magento): Promise<void> {
  heading('A guest sees it');
  const { items } = await guest.products.listRenderData({
    storeId: 1,
    currencyCode: 'USD',
    searchCriteria: where('sku', 'eq', SKU),
  });
  table(
    items.map(({ name, type, price_info }) => ({ name, type, price: price_info?.final_price })),
  );
}

async function orderAsGuest(guest: Magento): Promise<number> {
  heading('A guest orders it');
  const cartId = await guest.guestCarts.create();
  await guest.guestCarts.addItem({ cartId, cartItem: { sku: SKU, qty: 2 } });
  const address = {
    firstname: 'Ada',
    lastname: 'Guest',
    street: ['1 Demo Street'],
    city: 'Austin',
    region_id: 57,
    region_code: 'TX',
    postcode: '78701',
    country_id: 'US',
    telephone: '5125550100',
    email: 'ada@example.com',
  };
  const [method] = await guest.guestCarts.estimateShippingMethods({ cartId, address });
  const { payment_methods, totals } = await guest.guestCarts.setShippingInformation({
    cartId,
    addressInformation: {
      shipping_address: address,
      billing_address: address,
      shipping_carrier_code: method?.carrier_code ?? 'flatrate',
      shipping_method_code: method?.method_code ?? 'flatrate',
    },
  });
  const payment = payment_methods[0]?.code ?? 'checkmo';
  const orderId = await guest.guestCarts.placeOrder({ cartId, paymentMethod: { method: payment } });
  step(
    `order ${orderId} over ${totals.grand_total} ${totals.quote_currency_code}, paid by ${payment}`,
  );
  return orderId;
}

async function showOrder(magento: Magento, orderId: number): Promise<void> {
  const order = await magento.orders.get({ id: orderId });
  table([
    {
      order: order.increment_id,
      state: order.state,
      customer: order.customer_email,
      items: order.items.map(({ sku, qty_ordered }) => `${qty_ordered} × ${sku}`).join(', '),
      total: order.grand_total,
    },
  ]);
}

async function showErrors(magento: Magento, guest: Magento): Promise<void> {
  heading('Errors read as sentences');
  const mistakes = [
    () => magento.products.get({ sku: 'no such/thing' }),
    () => guest.orders.get({ id: 1 }),
    () => magento.products.update({ sku: 'A', product: { sku: 'B', price: 1 } }),
    () => magento.store('nowhere').stores.listConfigs(),
  ];
  for (const mistake of mistakes) {
    await mistake().catch((error: unknown) => {
      if (!isMagentoError(error)) throw error;
      step(`${error.code}: ${error.message}`);
    });
  }
}

const store = await askStore();
const { admin, app, guest, budget } = await connect(store);
const started = performance.now();
try {
  console.log(`${store.description} at ${admin.baseUrl}`);
  await testConnection(admin);
  await listCheapProducts(admin, 'admin, bearer token');
  if (app) await listCheapProducts(app, 'integration, OAuth 1.0a');
  await createProduct(admin);
  await readAsGuest(guest);
  const orderId = await orderAsGuest(guest);
  await showOrder(app ?? admin, orderId);
  await showErrors(admin, guest);
  await admin.products.delete({ sku: SKU });
  heading('Done');
  const { target, inFlight } = budget.snapshot();
  const seconds = ((performance.now() - started) / 1000).toFixed(2);
  step(`${seconds} s, at most ${target} requests at once, ${inFlight} left in flight`);
} finally {
  await store.close();
}
