import { describe, expect, it } from 'vitest';
import { createSandbox } from '../../src/sandbox/index.js';
import type { Answer } from './ask.js';
import { bulkStore } from './async/bulk.js';
import { readExamples } from './recorded.js';

const sku = '24-MB01';

/** Posts to a service of a store; what it answers with 200. */
async function services() {
  const { call } = await bulkStore(createSandbox({ products: 10 }));
  const send = (method: string, path: string, body: unknown): Promise<Answer> =>
    call(method, `/all/V1/${path}`, body);
  const post = async (path: string, body: unknown): Promise<unknown> => {
    const answer = await send('POST', path, body);
    return answer.status === 200 ? answer.body : answer;
  };
  return { call, send, post };
}

describe('what was recorded of the price services', () => {
  const examples = readExamples('products');
  const routes = ['base-prices', 'special-price', 'tier-prices', 'cost'];
  const recorded = routes.flatMap((route) => {
    const { answers, errors } = examples[`POST /V1/products/${route}`] ?? {
      answers: [],
      errors: [],
    };
    return [...answers, ...errors].map((one) => [route, one.request.body, one.response] as const);
  });

  it('is there', () => expect(recorded.length).toBeGreaterThan(12));

  it.each(recorded)('%s of %j', async (route, body, response) => {
    const { send, post } = await services();
    // The price the recorded product had already when one for all websites was added.
    const first = { website_id: 0, customer_group: 'ALL GROUPS', quantity: 9 };
    await post('products/tier-prices', {
      prices: [{ sku, price: 3, price_type: 'fixed', ...first }],
    });
    const own = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value).replace(/ST-M-\w+/g, sku));
    const answer = await send('POST', `products/${route}`, own(body));
    expect(answer.status).toBe(response.status);
    if (answer.status < 500) expect(answer.body).toEqual(own(response.body));
  });
});

describe('price services', () => {
  it('save the rows that are right and refuse the others', async () => {
    const { post, call } = await services();
    const prices = [
      { sku, price: 7.5, store_id: 0 },
      { sku: 'nowhere', price: 1, store_id: 0 },
    ];
    expect(await post('products/base-prices', { prices })).toEqual([
      { message: 'Invalid attribute %fieldName = %fieldValue.', parameters: ['SKU', 'nowhere'] },
    ]);
    expect((await call('GET', `/V1/products/${sku}`)).body.price).toBe(7.5);
    const skus = [sku];
    expect(await post('products/base-prices-information', { skus })).toEqual([
      { price: 7.5, store_id: 0, sku },
    ]);
  });

  it('set and end a special price', async () => {
    const { post, call } = await services();
    const price = {
      sku,
      price: 2,
      store_id: 0,
      price_from: '2026-01-01 00:00:00',
      price_to: '2027-01-01 00:00:00',
    };
    expect(await post('products/special-price', { prices: [price] })).toEqual([]);
    const asked = { skus: [sku, '24-MB02'] };
    expect(await post('products/special-price-information', asked)).toEqual([price]);
    const { body } = await call('GET', `/V1/products/${sku}`);
    expect(body.custom_attributes).toContainEqual({
      attribute_code: 'special_price',
      value: '2.000000',
    });
    expect(await post('products/special-price-delete', { prices: [price] })).toEqual([]);
    expect(await post('products/special-price-information', asked)).toEqual([]);
  });

  it('set and take away a cost', async () => {
    const { post } = await services();
    expect(await post('products/cost', { prices: [{ sku, cost: 7, store_id: 0 }] })).toEqual([]);
    expect(await post('products/cost-information', { skus: [sku] })).toEqual([
      { cost: 7, store_id: 0, sku },
    ]);
    expect(await post('products/cost-delete', { skus: [sku] })).toBe(true);
    expect(await post('products/cost-information', { skus: [sku] })).toEqual([]);
  });

  it('add, replace and take away tier prices', async () => {
    const { post, send, call } = await services();
    const row = (quantity: number, rest: object): object => ({
      price_type: 'fixed',
      website_id: 0,
      sku,
      customer_group: 'all groups',
      quantity,
      ...rest,
    });
    const asked = async (): Promise<unknown> =>
      post('products/tier-prices-information', { skus: [sku] });
    await post('products/base-prices', { prices: [{ sku, price: 20, store_id: 0 }] });
    const discount = { price: 10, price_type: 'discount', customer_group: 'general' };
    await post('products/tier-prices', { prices: [row(5, { price: 15 }), row(2, discount)] });
    const general = { ...row(2, discount), customer_group: 'General' };
    expect(await asked()).toEqual([row(5, { price: 15 }), general]);
    expect((await call('GET', `/V1/products/${sku}`)).body.tier_prices).toContainEqual({
      customer_group_id: 1,
      qty: 2,
      value: 18,
      extension_attributes: { percentage_value: 10, website_id: 0 },
    });
    await post('products/tier-prices', { prices: [row(5, { price: 14 })] });
    expect(await asked()).toEqual([general, row(5, { price: 14 })]);
    await post('products/tier-prices-delete', { prices: [general] });
    expect(await asked()).toEqual([row(5, { price: 14 })]);
    await send('PUT', 'products/tier-prices', { prices: [row(9, { price: 12 })] });
    expect(await asked()).toEqual([row(9, { price: 12 })]);
  });

  it('list everything that is wrong with a tier price', async () => {
    const { send } = await services();
    const { request, response } =
      readExamples('products')['PUT /V1/products/tier-prices']?.answers[0] ?? {};
    const text = JSON.stringify(request?.body).replace('LAB-0003', sku);
    const answer = await send('PUT', 'products/tier-prices', JSON.parse(text));
    expect(response?.body).toHaveLength(5);
    expect(answer.body).toEqual(response?.body);
  });
});

describe('sources of many products', () => {
  /** Quantities of the product by source. */
  async function quantities(call: (method: string, path: string) => Promise<Answer>) {
    const filter = 'searchCriteria[filter_groups][0][filters][0]';
    const query = `${filter}[field]=sku&${filter}[value]=${sku}`;
    const { body } = await call('GET', `/V1/inventory/source-items?${query}`);
    const entries: readonly { source_code: string; quantity: number }[] = body.items;
    return Object.fromEntries(entries.map((item) => [item.source_code, item.quantity]));
  }
  const source_items = (quantity: number): object => ({
    sourceItems: [{ sku, source_code: 'default', quantity, status: 1 }],
  });

  it('are assigned and unassigned, counted where something changed', async () => {
    const { post, call } = await services();
    const body = { skus: [sku], sourceCodes: ['default', 'warehouse'] };
    await post('inventory/source-items', source_items(10));
    await post('inventory/bulk-product-source-unassign', {
      skus: [sku],
      sourceCodes: ['warehouse'],
    });
    expect(await post('inventory/bulk-product-source-assign', body)).toBe(1);
    expect(await quantities(call)).toEqual({ default: 10, warehouse: 0 });
    const warehouse = { skus: [sku], sourceCodes: ['warehouse'] };
    expect(await post('inventory/bulk-product-source-unassign', warehouse)).toBe(1);
    expect(await post('inventory/bulk-product-source-unassign', warehouse)).toBe(0);
    expect(await quantities(call)).toEqual({ default: 10 });
  });

  it('get their whole stock or a part of it moved', async () => {
    const { post, call } = await services();
    await post('inventory/source-items', source_items(10));
    await post('inventory/bulk-product-source-unassign', {
      skus: [sku],
      sourceCodes: ['warehouse'],
    });
    const part = { originSourceCode: 'default', destinationSourceCode: 'warehouse' };
    const path = 'inventory/bulk-partial-source-transfer';
    expect(await post(path, { ...part, items: [{ sku, qty: 4 }] })).toEqual([]);
    expect(await quantities(call)).toEqual({ default: 6, warehouse: 4 });
    expect(await post(path, { ...part, items: [] })).toMatchObject({
      status: 400,
      body: { message: 'Could not rebuild index for empty products array' },
    });
    const whole = { skus: [sku], originSource: 'default', destinationSource: 'warehouse' };
    const transfer = 'inventory/bulk-product-source-transfer';
    expect(await post(transfer, { ...whole, unassignFromOrigin: false })).toBe(true);
    expect(await quantities(call)).toEqual({ default: 0, warehouse: 10 });
    const back = { skus: [sku], originSource: 'warehouse', destinationSource: 'default' };
    await post(transfer, { ...back, unassignFromOrigin: true });
    expect(await quantities(call)).toEqual({ default: 10 });
  });

  it('have to exist', async () => {
    const { send } = await services();
    const body = { skus: [sku], sourceCodes: ['nowhere'] };
    expect((await send('POST', 'inventory/bulk-product-source-assign', body)).status).toBe(404);
  });
});
