import { describe, expect, it } from 'vitest';
import { createSandbox } from '../../src/sandbox/index.js';
import { type Answer, adminToken, ask } from './ask.js';
import { recordingsOf } from './recorded.js';

import { order, salable } from './shopping.js';

describe('documents', () => {
  it.each([
    ['invoices', 'invoices-list'],
    ['shipments', 'shipments-list'],
  ])('of %s have the members of the recorded ones', async (path, name) => {
    const sandbox = createSandbox();
    const id = await order(sandbox);
    const token = await adminToken(sandbox);
    await ask(sandbox, 'POST', `/V1/order/${id}/invoice`, {}, token);
    const tracks = [{ track_number: '1Z', title: 'UPS', carrier_code: 'ups' }];
    await ask(sandbox, 'POST', `/V1/order/${id}/ship`, { tracks }, token);
    const query = 'searchCriteria[sortOrders][0][field]=entity_id&searchCriteria[pageSize]=1';
    const { body } = await ask(sandbox, 'GET', `/V1/${path}?${query}`, undefined, token);
    const recorded = recordingsOf('sales').find((one) => one.name === name)?.response.body;
    expect(shapeOf(body.items)).toEqual(shapeOf((recorded as { items: unknown }).items));
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
