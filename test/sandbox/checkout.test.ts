import { describe, expect, it } from 'vitest';
import { createSandbox } from '../../src/sandbox/index.js';
import { type Answer, adminToken, ask, customerToken } from './ask.js';
import { recordingsOf } from './recorded.js';

import { salable, shipping, sku } from './shopping.js';

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

describe('the recorded guest', () => {
  const story = [
    'guest-cart-add-item',
    'guest-cart-get',
    'guest-cart-add-too-many',
    'guest-cart-add-unknown-sku',
    'guest-cart-totals',
    'guest-cart-order-without-address',
    'guest-cart-shipping-information',
    'guest-cart-place-order',
    'guest-cart-place-order-again',
  ];
  const recordedMask = 'HTomNLe7piPpNPPuGi7ZzilEMJVFUg8P';

  it('gets the recorded answers, but for numbers and dates', async () => {
    const sandbox = createSandbox({ profile: 'lab' });
    const { body: mask } = await ask(sandbox, 'POST', '/default/V1/guest-carts');
    const all = recordingsOf('sales');
    for (const name of story) {
      const recording = all.find((one) => one.name === name);
      const own = (text: string): string => text.replaceAll(recordedMask, mask);
      const path = own(recording?.request.url ?? '').replace(/^.*\/rest/, '');
      const sent = recording?.request.body;
      const body = typeof sent === 'string' && sent !== '' ? JSON.parse(own(sent)) : undefined;
      const answer = await ask(sandbox, recording?.request.method ?? '', path, body);
      expect(answer.status, name).toBe(recording?.response.status);
      expect(settled(answer.body), name).toEqual(settled(recording?.response.body));
    }
  });
});

/** Numbers of carts, lines and addresses, and dates, are the store's own. */
function settled(body: unknown): unknown {
  const text = JSON.stringify(body)
    .replace(/"(id|item_id)":\d+/g, '"$1":0')
    .replace(/"(quote_id|fieldValue)":"\d+"/g, '"$1":"0"')
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, 'date');
  return /^"\d+"$/.test(text) ? 'an id' : JSON.parse(text);
}

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
