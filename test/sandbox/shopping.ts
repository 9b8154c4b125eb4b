import type { Sandbox } from '../../src/sandbox/index.js';
import type { JsonObject } from '../../src/sandbox/json.js';
import { adminToken, ask } from './ask.js';

/** The product everybody buys here. */
export const sku = '24-MB01';
/** Where it goes. */
export const address: JsonObject = {
  firstname: 'Guest',
  lastname: 'No1',
  street: ['1 Lab St'],
  city: 'Austin',
  region: 'Texas',
  region_id: 57,
  region_code: 'TX',
  postcode: '78701',
  country_id: 'US',
  telephone: '5551234',
  email: 'guest@example.com',
};
/** The request that says so. */
export const shipping: JsonObject = {
  addressInformation: {
    shipping_address: address,
    billing_address: address,
    shipping_carrier_code: 'flatrate',
    shipping_method_code: 'flatrate',
  },
};

/** How many are left to sell. */
export async function salable(sandbox: Sandbox): Promise<number> {
  const path = `/V1/inventory/get-product-salable-quantity/${sku}/1`;
  return (await ask(sandbox, 'GET', path, undefined, await adminToken(sandbox))).body;
}

/** Places a guest's order. */
export async function order(sandbox: Sandbox, qty = 2): Promise<string> {
  const { body: mask } = await ask(sandbox, 'POST', '/V1/guest-carts');
  await ask(sandbox, 'POST', `/V1/guest-carts/${mask}/items`, {
    cartItem: { quote_id: mask, sku, qty },
  });
  await ask(sandbox, 'POST', `/V1/guest-carts/${mask}/shipping-information`, shipping);
  return (
    await ask(sandbox, 'PUT', `/V1/guest-carts/${mask}/order`, {
      paymentMethod: { method: 'checkmo' },
    })
  ).body;
}
