import { describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { type Answer, adminToken, ask, customerToken } from './ask.js';
import { recordingsOf } from './replay.js';

const sku = '24-MB01';
const address = {
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
const shipping = {
  addressInformation: {
    shipping_address: address,
    billing_address: address,
    shipping_carrier_code: 'flatrate',
    shipping_method_code: 'flatrate',
  },
};

async function salable(sandbox: Sandbox): Promise<number> {
  const path = `/V1/inventory/get-product-salable-quantity/${sku}/1`;
  return (await ask(sandbox, 'GET', path, undefined, await adminToken(sandbox))).body;
}

async function order(sandbox: Sandbox, qty = 2): Promise<string> {
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

describe('a guest', () => {
  it('goes from an empty cart to an order, and the goods are gone', async () => {
    const sandbox = createSandbox();
    const before = await salable(sandbox);
    const { body: mask } = await ask(sandbox, 'POST', '/V1/guest-carts');
    expect(mask).toMatch(/^[A-Za-z0-9]{32}$/);
    const cart = `/V1/guest-carts/${mask}`;
    const line = await ask(sandbox, 'POST', `${cart}/items`, {
      cartItem: { quote_id: mask, sku, qty: 2 },
    });
    expect(line.body).toMatchObject({ sku, qty: 2, price: 34, product_type: 'simple' });
    expect(line.body.quote_id).toMatch(/^\d+$/);
    expect((await ask(sandbox, 'GET', `${cart}/items`)).body[0].quote_id).toBe(mask);
    expect((await ask(sandbox, 'GET', `${cart}/totals`)).body).toMatchObject({
      grand_total: 68,
      shipping_amount: 0,
    });
    const set = await ask(sandbox, 'POST', `${cart}/shipping-information`, shipping);
    expect(set.body.totals).toMatchObject({ grand_total: 78, shipping_amount: 10 });
    const placed = await ask(sandbox, 'PUT', `${cart}/order`, {
      paymentMethod: { method: 'checkmo' },
    });
    expect(placed.body).toMatch(/^\d+$/);
    expect(await salable(sandbox)).toBe(before - 2);
    const again = await ask(sandbox, 'PUT', `${cart}/order`, {
      paymentMethod: { method: 'checkmo' },
    });
    expect(again).toMatchObject({
      status: 404,
      body: { parameters: { fieldName: 'cartId', fieldValue: line.body.quote_id } },
    });
  });

  it('is told what is wrong', async () => {
    const sandbox = createSandbox();
    const { body: mask } = await ask(sandbox, 'POST', '/V1/guest-carts');
    const add = (cartItem: object): Promise<Answer> =>
      ask(sandbox, 'POST', `/V1/guest-carts/${mask}/items`, { cartItem });
    expect((await add({ sku: 'NOPE', qty: 1 })).status).toBe(404);
    expect((await add({ sku, qty: 99999 })).body.message).toBe(
      'The requested qty exceeds the maximum qty allowed in shopping cart',
    );
    expect((await add({ sku, qty: 5000 })).body.message).toBe('The requested qty is not available');
    expect((await add({ sku })).body.parameters).toEqual({ fieldName: 'qty', value: null });
    expect((await add({ sku: 'SOLD-OUT', qty: 1 })).body.message).toBe(
      'Product that you are trying to add is not available.',
    );
    await add({ sku, qty: 1 });
    const pay = { paymentMethod: { method: 'checkmo' } };
    const early = await ask(sandbox, 'PUT', `/V1/guest-carts/${mask}/order`, pay);
    expect(early.body.message).toContain("Some addresses can't be used");
    expect((await ask(sandbox, 'GET', '/V1/guest-carts/nope')).body.parameters).toEqual({
      fieldName: 'cartId',
      fieldValue: null,
    });
  });
});

describe('a customer', () => {
  it('has one open cart, and orders with it', async () => {
    const sandbox = createSandbox();
    const token = await customerToken(sandbox);
    const none = await ask(sandbox, 'GET', '/V1/carts/mine', undefined, token);
    expect(none.status).toBe(404);
    const { body: id } = await ask(sandbox, 'POST', '/V1/carts/mine', undefined, token);
    expect(typeof id).toBe('number');
    expect((await ask(sandbox, 'POST', '/V1/carts/mine', undefined, token)).body).toBe(id);
    await ask(
      sandbox,
      'POST',
      '/V1/carts/mine/items',
      { cartItem: { quote_id: String(id), sku, qty: 1 } },
      token,
    );
    await ask(sandbox, 'POST', '/V1/carts/mine/shipping-information', shipping, token);
    const pay = { paymentMethod: { method: 'checkmo' } };
    const { body: orderId } = await ask(
      sandbox,
      'POST',
      '/V1/carts/mine/payment-information',
      pay,
      token,
    );
    const placed = await ask(
      sandbox,
      'GET',
      `/V1/orders/${orderId}`,
      undefined,
      await adminToken(sandbox),
    );
    expect(placed.body).toMatchObject({ customer_is_guest: 0, grand_total: 39, status: 'pending' });
  });
});

describe('an order', () => {
  it('has the members of the recorded one', async () => {
    const sandbox = createSandbox();
    const id = await order(sandbox);
    const { body } = await ask(
      sandbox,
      'GET',
      `/V1/orders/${id}`,
      undefined,
      await adminToken(sandbox),
    );
    const recorded = recordingsOf('sales').find(({ name }) => name === 'order-get')?.response.body;
    expect(shapeOf(body)).toEqual(shapeOf(recorded));
  });

  it('is invoiced, shipped and refunded once each', async () => {
    const sandbox = createSandbox();
    const id = await order(sandbox);
    const token = await adminToken(sandbox);
    const step = (path: string): Promise<Answer> =>
      ask(sandbox, 'POST', `/V1/order/${id}/${path}`, {}, token);
    const status = async (): Promise<string> =>
      (await ask(sandbox, 'GET', `/V1/orders/${id}/statuses`, undefined, token)).body;
    expect((await step('invoice')).body).toMatch(/^\d+$/);
    expect(await status()).toBe('processing');
    expect((await step('invoice')).body.message).toContain(
      'The order does not allow an invoice to be created.',
    );
    expect((await step('ship')).body).toMatch(/^\d+$/);
    expect(await status()).toBe('complete');
    expect((await step('ship')).status).toBe(400);
    expect((await step('refund')).body).toMatch(/^\d+$/);
    expect(await status()).toBe('closed');
    expect((await step('refund')).status).toBe(400);
  });

  it('gives its goods back when it is cancelled, and says false the second time', async () => {
    const sandbox = createSandbox();
    const before = await salable(sandbox);
    const id = await order(sandbox);
    const token = await adminToken(sandbox);
    expect((await ask(sandbox, 'POST', `/V1/orders/${id}/cancel`, undefined, token)).body).toBe(
      true,
    );
    expect(await salable(sandbox)).toBe(before);
    expect(await ask(sandbox, 'POST', `/V1/orders/${id}/cancel`, undefined, token)).toMatchObject({
      status: 200,
      body: false,
    });
  });

  it('comes back from a hold as it was', async () => {
    const sandbox = createSandbox();
    const id = await order(sandbox);
    const token = await adminToken(sandbox);
    const step = (path: string): Promise<Answer> =>
      ask(sandbox, 'POST', `/V1/orders/${id}/${path}`, undefined, token);
    expect((await step('unhold')).body.message).toBe('You cannot remove the hold.');
    expect((await step('hold')).body).toBe(true);
    expect((await step('hold')).status).toBe(400);
    expect((await step('unhold')).body).toBe(true);
    expect((await ask(sandbox, 'GET', `/V1/orders/${id}/statuses`, undefined, token)).body).toBe(
      'pending',
    );
  });
});

/** Names and kinds of members, at every depth. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? [] : [shapeOf(value[0])];
  if (typeof value !== 'object' || value === null) return typeof value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(
    names.map((name) => [name, shapeOf((value as Record<string, unknown>)[name])]),
  );
}
