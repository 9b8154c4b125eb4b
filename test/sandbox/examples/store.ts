import { createSandbox, type Sandbox } from '../../../src/sandbox/index.js';
import { adminToken, ask, customerToken } from '../ask.js';
import { address, shipping } from '../shopping.js';

/** A store with something of everything, and what its things are called in paths. */
export interface ExampleStore {
  readonly sandbox: Sandbox;
  readonly admin: string;
  readonly customer: string;
  /** Values of path parameters; by `<route> <parameter>` where the name alone does not say which. */
  readonly values: Readonly<Record<string, string>>;
}

/** Fills a store by requests. */
export async function exampleStore(): Promise<ExampleStore> {
  const sandbox = createSandbox();
  const admin = await adminToken(sandbox);
  const customer = await customerToken(sandbox);
  const send = async (method: string, path: string, body?: unknown, token = admin) => {
    const answer = await ask(sandbox, method, path, body, token);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const mine = await send('POST', '/V1/carts/mine', undefined, customer);
  const cartItem = { quote_id: String(mine), sku: '24-MB01', qty: 2 };
  const { item_id } = await send('POST', '/V1/carts/mine/items', { cartItem }, customer);
  await send('POST', '/V1/carts/mine/shipping-information', shipping, customer);
  const giftMessage = { sender: 'a', recipient: 'b', message: 'c' };
  await send('POST', '/V1/carts/mine/gift-message', { giftMessage }, customer);
  const guest = await send('POST', '/V1/guest-carts');
  const line = { quote_id: guest, sku: '24-MB02', qty: 1 };
  const guestItem = await send('POST', `/V1/guest-carts/${guest}/items`, { cartItem: line });
  await send('POST', `/V1/guest-carts/${guest}/shipping-information`, shipping);
  const order = await placedOrder(send);
  const product = { attribute_set_id: 4, price: 10, weight: 1 };
  await send('POST', '/all/V1/products', {
    product: { ...product, sku: 'DL', name: 'Download', type_id: 'downloadable' },
  });
  const file = { file_data: 'aGVsbG8=', name: 'a.png' };
  const link = { title: 'L', price: 1, number_of_downloads: 1, link_type: 'file' };
  await send('POST', '/V1/products/DL/downloadable-links', {
    link: { ...link, sort_order: 1, link_file_content: file },
  });
  await send('POST', '/V1/products/DL/downloadable-links/samples', {
    sample: { title: 'S', sort_order: 1, sample_type: 'file', sample_file_content: file },
  });
  await send('POST', '/all/V1/products', {
    product: { ...product, sku: 'BUNDLE', name: 'Bundle', type_id: 'bundle' },
  });
  const bundleOption = await send('POST', '/V1/bundle-products/options/add', {
    option: {
      title: 'O',
      type: 'select',
      sku: 'BUNDLE',
      product_links: [{ sku: '24-MB01', qty: 1, price: 1, price_type: 0 }],
    },
  });
  const option = {
    product_sku: '24-MB03',
    title: 'O',
    type: 'field',
    price: 1,
    price_type: 'fixed',
  };
  const { option_id } = await send('POST', '/V1/products/options', { option });
  const items = [{ sku: '24-MB03', link_type: 'related', linked_product_sku: '24-MB04' }];
  await send('POST', '/V1/products/24-MB03/links', { items });
  await send('POST', '/V1/products/24-MB03/group-prices/1/tiers/3/price/4');
  const { bulk_uuid } = await send('POST', '/async/bulk/V1/customerGroups', [
    { group: { code: 'Bulk', tax_class_id: 3 } },
  ]);
  const { rule_id } = await send('POST', '/V1/salesRules', {
    rule: {
      name: 'R',
      is_active: true,
      website_ids: [1],
      customer_group_ids: [0, 1],
      simple_action: 'by_percent',
      discount_amount: 10,
      coupon_type: 'SPECIFIC_COUPON',
    },
  });
  const { coupon_id } = await send('POST', '/V1/coupons', { coupon: { rule_id, code: 'C10' } });
  const rule = { code: 'T', priority: 0, customer_tax_class_ids: [3], product_tax_class_ids: [2] };
  const taxRule = await send('POST', '/V1/taxRules', { rule: { ...rule, tax_rate_ids: [1] } });
  return {
    sandbox,
    admin,
    customer,
    values: {
      ...order,
      sku: '24-MB03',
      productSku: '24-MB03',
      'bundle-products sku': 'BUNDLE',
      'bundle-products productSku': 'BUNDLE',
      'bundle-products optionId': String(bundleOption),
      'configurable-products sku': 'MH01',
      'configurable-products id': '1',
      'downloadable-links sku': 'DL',
      optionId: String(option_id),
      'carts cartId': String(mine),
      'guest-carts cartId': String(guest),
      'carts itemId': String(item_id),
      'guest-carts itemId': String(guestItem.item_id),
      bulkUuid: bulk_uuid,
      ruleId: String(rule_id),
      'taxRules ruleId': String(taxRule.id),
      couponId: String(coupon_id),
      'media sku': '24-MB04',
      type: 'related',
      'stock-resolver type': 'website',
      code: 'base',
      salesChannelType: 'website',
      salesChannelCode: 'base',
      stockId: '1',
      sourceCode: 'default',
      attributeCode: 'color',
      'categories attributeCode': 'name',
      'customer attributeCode': 'email',
      'customerAddress attributeCode': 'city',
      formCode: 'adminhtml_customer',
      attributeSetId: '4',
      attributeSetName: 'Default',
      categoryId: '3',
      customerId: '1',
      customerGroupId: '1',
      addressId: '1',
      countryId: 'US',
      storeId: '1',
      requestedQty: '1',
      status: '1',
      entryId: '1',
      taxClassId: '2',
      rateId: '1',
      blockId: '1',
      pageId: '1',
      id: '1',
    },
  };
}

/** An order that was invoiced, shipped and given back, and the ids of its documents. */
async function placedOrder(
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
  send: (method: string, path: string, body?: unknown) => Promise<any>,
): Promise<Readonly<Record<string, string>>> {
  const cart = await send('POST', '/V1/guest-carts');
  const cartItem = { quote_id: cart, sku: '24-MB05', qty: 1 };
  await send('POST', `/V1/guest-carts/${cart}/items`, { cartItem });
  await send('POST', `/V1/guest-carts/${cart}/shipping-information`, shipping);
  const billing = { email: address.email, paymentMethod: { method: 'checkmo' } };
  const order = await send('POST', `/V1/guest-carts/${cart}/payment-information`, billing);
  const invoice = await send('POST', `/V1/order/${order}/invoice`, {});
  const tracks = [{ track_number: '1', title: 'UPS', carrier_code: 'ups' }];
  const shipment = await send('POST', `/V1/order/${order}/ship`, { tracks });
  const creditmemo = await send('POST', `/V1/order/${order}/refund`, {});
  return {
    'orders id': String(order),
    'invoices id': String(invoice),
    'shipment id': String(shipment),
    'creditmemo id': String(creditmemo),
  };
}
