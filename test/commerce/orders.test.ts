import { beforeEach, describe, expect, it } from 'vitest';
import { OutcomeUnknownError } from '../../src/commerce/index.js';
import { BadRequestError, InputError } from '../../src/index.js';
import { adminToken, ask } from '../sandbox/ask.js';
import { loseAnswer, openShop, type Shop } from './support/shop.js';

let opened: Shop;
let orderId: number;

beforeEach(async () => {
  opened = openShop();
  const placed = await opened.shop.checkout.guest({
    items: [
      { sku: '24-MB01', quantity: 3 },
      { sku: '24-MB02', quantity: 1 },
    ],
    email: 'ada@example.com',
    address: {
      firstname: 'Ada',
      lastname: 'Guest',
      street: ['1 Lab St'],
      city: 'Austin',
      country_id: 'US',
      telephone: '5551234',
    },
    shipping: { carrier: 'flatrate', method: 'flatrate' },
    payment: 'checkmo',
  });
  orderId = placed.orderId;
});

const stateOf = async () => (await opened.magento.orders.get({ id: orderId })).state;

describe('documents of an order', () => {
  it('go from invoice to shipment to credit memo, with ids that are numbers', async () => {
    const { orders } = opened.shop;
    const invoice = await orders.invoice(orderId, { capture: true });
    expect(await opened.magento.invoices.get({ id: invoice.id })).toMatchObject({
      order_id: orderId,
      total_qty: 4,
    });
    const shipment = await orders.ship(orderId, {
      tracks: [{ number: '1Z', carrier: 'ups', title: 'UPS' }, { number: '2' }],
    });
    expect(await opened.magento.shipments.get({ id: shipment.id })).toMatchObject({
      order_id: orderId,
      tracks: [
        { track_number: '1Z', carrier_code: 'ups', title: 'UPS' },
        { track_number: '2', carrier_code: 'custom', title: 'custom' },
      ],
    });
    expect(await stateOf()).toBe('complete');
    const memo = await orders.refund(orderId);
    expect(await opened.magento.creditMemos.get({ id: memo.id })).toMatchObject({
      order_id: orderId,
    });
    expect(await stateOf()).toBe('closed');
    expect([invoice, shipment, memo].map(({ lookedUp }) => lookedUp)).toEqual([
      false,
      false,
      false,
    ]);
    expect([invoice.id, shipment.id, memo.id].every(Number.isInteger)).toBe(true);
  });

  it('take lines by SKU and by id', async () => {
    const { items } = await opened.magento.orders.get({ id: orderId });
    const second = items.find(({ sku }) => sku === '24-MB02')?.item_id ?? 0;
    const { id } = await opened.shop.orders.invoice(orderId, {
      items: [
        { sku: '24-mb01', quantity: 2 },
        { orderItemId: second, quantity: 1 },
      ],
    });
    const invoice = await opened.magento.invoices.get({ id });
    expect(invoice.items.map(({ sku, qty }) => [sku, qty])).toEqual([
      ['24-MB01', 2],
      ['24-MB02', 1],
    ]);
  });

  it('send the remark to the customer only with a mail', async () => {
    await opened.shop.orders.invoice(orderId, { comment: 'Paid by cheque' });
    await opened.shop.orders.ship(orderId, { comment: 'On its way', notify: true });
    const bodies = opened.sentTo('POST', /\/order\/\d+\//).map(({ body }) => body);
    expect(bodies).toMatchObject([
      { notify: false, appendComment: false, comment: { is_visible_on_front: 0 } },
      { notify: true, appendComment: true, comment: { is_visible_on_front: 1 } },
    ]);
  });

  it('say adjustments in the two members Magento has for them', async () => {
    await opened.shop.orders.invoice(orderId);
    await opened.shop.orders.refund(orderId, {
      items: [{ sku: '24-MB01', quantity: 1 }],
      shippingAmount: 0,
      adjustment: -2.5,
    });
    expect(opened.sentTo('POST', /\/refund$/)[0]?.body.arguments).toEqual({
      shipping_amount: 0,
      adjustment_negative: 2.5,
    });
  });

  it.each([
    [[{ sku: 'NOPE', quantity: 1 }], /no line of "NOPE". It has: "24-MB01", "24-MB02"/],
    [[{ sku: '24-MB01', quantity: 0 }], /above 0/],
    [[], /items is empty/],
  ])('refuse the lines %j', async (items, message) => {
    const wrong = opened.shop.orders.invoice(orderId, { items });
    await expect(wrong).rejects.toThrow(InputError);
    await expect(wrong).rejects.toThrow(message);
    expect(opened.sentTo('POST', /\/invoice$/)).toEqual([]);
  });

  it("leave the store's refusal as it is", async () => {
    await opened.shop.orders.invoice(orderId);
    await expect(opened.shop.orders.invoice(orderId)).rejects.toThrow(BadRequestError);
  });
});

describe('a lost answer', () => {
  const part = { items: [{ sku: '24-MB01', quantity: 1 }] };

  it.each(['invoice', 'ship', 'refund'] as const)(
    'to %s is looked up, and nothing is sent again',
    async (kind) => {
      const { orders } = opened.shop;
      if (kind === 'refund') await orders.invoice(orderId);
      // There is one before, from which the new one has to be told.
      const first = await orders[kind](orderId, part);
      opened.meddle((sent, pass) => (sent.method === 'POST' ? loseAnswer(sent, pass) : pass()));
      const second = await orders[kind](orderId, part);
      expect(second).toEqual({ id: first.id + 1, lookedUp: true });
      expect(opened.sentTo('POST', new RegExp(`/${kind}$`))).toHaveLength(2);
    },
  );

  it('that may belong to several documents names them all', async () => {
    const token = await adminToken(opened.sandbox);
    const made: number[] = [];
    opened.meddle(async (sent, pass) => {
      if (sent.method !== 'POST') return pass();
      for (const qty of [1, 2]) {
        const body = { items: [{ order_item_id: sent.body.items[0].order_item_id, qty }] };
        const path = `/V1/order/${orderId}/invoice`;
        made.push(Number((await ask(opened.sandbox, 'POST', path, body, token)).body));
      }
      throw new TypeError('fetch failed');
    });
    const failed = await opened.shop.orders.invoice(orderId, part).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(OutcomeUnknownError);
    expect(failed).toMatchObject({ found: 'done', orderId, candidates: made });
  });
});
