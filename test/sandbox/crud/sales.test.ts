import { beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../../src/sandbox/index.js';
import { type Answer, adminToken, ask, customerToken } from '../ask.js';
import { order, salable, shipping, sku } from '../shopping.js';

let sandbox: Sandbox;
let token: string;
beforeEach(async () => {
  sandbox = createSandbox();
  token = await adminToken(sandbox);
});

const send = (method: string, path: string, body?: unknown, as = token): Promise<Answer> =>
  ask(sandbox, method, path, body, as);

describe('a coupon', () => {
  const rule = {
    name: 'R',
    is_active: true,
    website_ids: [1],
    customer_group_ids: [0, 1],
    simple_action: 'by_percent',
    discount_amount: 10,
    coupon_type: 'SPECIFIC_COUPON',
  };

  it('takes something off a cart and the order made of it', async () => {
    const { rule_id } = (await send('POST', '/V1/salesRules', { rule })).body;
    await send('POST', '/V1/coupons', { coupon: { rule_id, code: 'TEN' } });
    const customer = await customerToken(sandbox);
    const quote_id = (await send('POST', '/V1/carts/mine', undefined, customer)).body;
    const cartItem = { quote_id: String(quote_id), sku, qty: 2 };
    await send('POST', '/V1/carts/mine/items', { cartItem }, customer);
    expect((await send('PUT', '/V1/carts/mine/coupons/NOPE', undefined, customer)).status).toBe(
      404,
    );
    expect((await send('PUT', '/V1/carts/mine/coupons/TEN', undefined, customer)).body).toBe(true);
    expect((await send('GET', '/V1/carts/mine/coupons', undefined, customer)).body).toBe('TEN');
    const { body: totals } = await send('GET', '/V1/carts/mine/totals', undefined, customer);
    expect(totals).toMatchObject({ subtotal: 68, discount_amount: -6.8, coupon_code: 'TEN' });
    await send('POST', '/V1/carts/mine/shipping-information', shipping, customer);
    const paymentMethod = { method: 'checkmo' };
    const id = (await send('PUT', '/V1/carts/mine/order', { paymentMethod }, customer)).body;
    const placed = (await send('GET', `/V1/orders/${id}`)).body;
    expect(placed).toMatchObject({ discount_amount: -6.8, grand_total: 71.2, coupon_code: 'TEN' });
  });
});

describe('an order saved as it is sent', () => {
  it('is read, found and invoiced like any other', async () => {
    const entity = {
      customer_email: 'x@example.com',
      grand_total: 2,
      base_grand_total: 2,
      items: [{ sku, name: 'n', qty_ordered: 2, price: 1, product_type: 'simple' }],
      payment: { method: 'checkmo' },
    };
    const { body } = await send('POST', '/V1/orders', { entity });
    const placed = (await send('GET', `/V1/orders/${body.entity_id}`)).body;
    expect(placed).toMatchObject({ total_due: 2, items: [{ sku }] });
    await send('POST', `/V1/order/${body.entity_id}/invoice`, {});
    expect((await send('GET', `/V1/orders/${body.entity_id}`)).body.total_due).toBe(0);
    const refused = await send('POST', '/V1/orders', {
      entity: { customer_email: 'x@example.com' },
    });
    expect(refused.body.message).toBe('Please provide payment for the order.');
  });
});

describe('documents of an order', () => {
  it('take comments, tracks and mails, and an invoice can be given back', async () => {
    const before = await salable(sandbox);
    const id = await order(sandbox);
    const invoice = (await send('POST', `/V1/order/${id}/invoice`, {})).body;
    const entity = { parent_id: Number(invoice), comment: 'paid' };
    expect((await send('POST', '/V1/invoices/comments', { entity })).status).toBe(200);
    const { body: comments } = await send('GET', `/V1/invoices/${invoice}/comments`);
    expect(comments).toMatchObject({ items: [{ comment: 'paid' }], total_count: 1 });
    expect((await send('POST', `/V1/invoices/${invoice}/emails`)).body).toBe(true);
    const creditmemo = (await send('POST', `/V1/invoice/${invoice}/refund`, {})).body;
    expect((await send('GET', `/V1/creditmemo/${creditmemo}`)).body).toMatchObject({
      order_id: Number(id),
    });
    expect((await send('GET', `/V1/orders/${id}`)).body.state).toBe('closed');
    expect(await salable(sandbox)).toBe(before);
  });

  it('shipments get tracks of other carriers, and lose them', async () => {
    const id = Number(await order(sandbox));
    const shipment = Number((await send('POST', `/V1/order/${id}/ship`, {})).body);
    const entity = { order_id: id, parent_id: shipment, track_number: '1', carrier_code: 'dhl' };
    const track = (await send('POST', '/V1/shipment/track', { entity })).body;
    const tracks = async () => (await send('GET', `/V1/shipment/${shipment}`)).body.tracks;
    expect(await tracks()).toMatchObject([{ track_number: '1' }]);
    await send('DELETE', `/V1/shipment/track/${track.entity_id}`);
    expect(await tracks()).toEqual([]);
  });
});

describe('an account', () => {
  it('gets a new password by the token of a mail only', async () => {
    const { email } = sandbox.credentials.customer;
    expect(
      (await send('PUT', '/V1/customers/password', { email, template: 'email_reset' })).body,
    ).toBe(true);
    const resetPassword = { email, resetToken: 'wrong', newPassword: 'Passw0rd!2' };
    expect((await send('POST', '/V1/customers/resetPassword', resetPassword)).status).toBe(400);
  });
});

describe('sources of a stock', () => {
  it('are drawn on in the order of their priorities', async () => {
    const links = [{ stock_id: 1, source_code: 'warehouse', priority: 0 }];
    await send('POST', '/V1/inventory/stock-source-links', { links });
    const inventoryRequest = { stockId: 1, items: [{ sku: '24-MB04', qty: 30 }] };
    const { body } = await send('POST', '/V1/inventory/source-selection-algorithm-result', {
      inventoryRequest,
      algorithmCode: 'priority',
    });
    expect(body).toMatchObject({
      shippable: true,
      source_selection_items: [
        { source_code: 'warehouse', qty_to_deduct: 20 },
        { source_code: 'default', qty_to_deduct: 10 },
      ],
    });
  });
});
