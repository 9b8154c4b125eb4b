import { describe, expect, it } from 'vitest';
import { createSandbox } from '../../../src/sandbox/index.js';
import { ask, customerToken } from '../ask.js';
import { bulkStore, newProduct, newProducts } from './bulk.js';

const hash = expect.stringMatching(/^[\da-f]{64}$/);

describe('an asynchronous request', () => {
  it('is carried out in the store of its path', async () => {
    const sandbox = createSandbox({ products: 10 });
    const { call } = await bulkStore(sandbox);
    const body = { product: { name: 'Tasche' } };
    expect(await call('PUT', '/de/async/V1/products/24-MB01', body)).toMatchObject({
      status: 202,
      body: { request_items: [{ id: 0, data_hash: hash, status: 'accepted' }], errors: false },
    });
    expect((await call('GET', '/de/V1/products/24-MB01')).body.name).toBe('Tasche');
    expect((await call('GET', '/all/V1/products/24-MB01')).body.name).not.toBe('Tasche');
  });

  it('notes down the item and its path, and who sent it', async () => {
    const sandbox = createSandbox({ products: 10, worker: { running: false } });
    const { call } = await bulkStore(sandbox);
    const { body } = await call('PUT', '/all/async/V1/products/24-MB01', {
      product: { name: 'B' },
    });
    const detailed = await call('GET', `/V1/bulk/${body.bulk_uuid}/detailed-status`);
    expect(detailed.body).toMatchObject({ user_type: 2, user_id: 1 });
    const noted = JSON.parse(detailed.body.operations_list[0].serialized_data);
    expect(noted.store_id).toBe('0');
    expect(JSON.parse(noted.meta_information)).toEqual({
      product: { name: 'B', sku: '24-MB01' },
      sku: '24-MB01',
    });
  });

  it('needs the rights of its route', async () => {
    const sandbox = createSandbox({ products: 10 });
    const token = await customerToken(sandbox);
    const answer = await ask(sandbox, 'POST', '/async/V1/products', newProduct('x'), token);
    expect(answer).toMatchObject({
      status: 401,
      body: { parameters: { resources: 'Magento_Catalog::products' } },
    });
  });

  it('of a guest has no user', async () => {
    const sandbox = createSandbox({ products: 10 });
    const customer = { email: 'new@example.com', firstname: 'N', lastname: 'N' };
    const accepted = await ask(sandbox, 'POST', '/async/V1/customers', { customer });
    const { call } = await bulkStore(sandbox);
    const status = await call('GET', `/V1/bulk/${accepted.body.bulk_uuid}/status`);
    expect(status.body).toMatchObject({ user_type: 4, user_id: 0 });
  });
});

describe('a bulk', () => {
  it('takes nothing when one item does not fit', async () => {
    const sandbox = createSandbox({ products: 10 });
    const { call } = await bulkStore(sandbox);
    const items = [newProduct('a'), { product: { sku: 'b', price: 'dear' } }];
    expect((await call('POST', '/async/bulk/V1/products', items)).status).toBe(400);
    expect((await call('GET', '/V1/bulk?searchCriteria=')).body.total_count).toBe(0);
    expect((await call('GET', '/V1/products/a')).status).toBe(404);
  });

  it('passes over what is no object and keeps the keys of the rest', async () => {
    const { call } = await bulkStore(createSandbox({ products: 10 }));
    const items = ['text', newProduct('a'), 5, newProduct('b')];
    const { body } = await call('POST', '/async/bulk/V1/products', items);
    expect(body.request_items.map(({ id }: { id: number }) => id)).toEqual([1, 3]);
  });

  it('that is an object is not taken for a list', async () => {
    const { call } = await bulkStore(createSandbox({ products: 10 }));
    const answer = await call('POST', '/async/bulk/V1/products', newProduct('a'));
    expect(answer).toMatchObject({
      status: 400,
      body: { parameters: { fieldName: 'product' } },
    });
  });

  it('has the same hash for the same item, and only for it', async () => {
    const { call } = await bulkStore(createSandbox({ products: 10 }));
    const items = [newProduct('a'), newProduct('a'), newProduct('b')];
    const { body } = await call('POST', '/async/bulk/V1/products', items);
    const [first, second, third] = body.request_items.map(
      (item: { data_hash: string }) => item.data_hash,
    );
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  it('reads path parameters from each item, in either spelling', async () => {
    const { call, queue, statuses } = await bulkStore(createSandbox({ products: 10 }));
    const uuid = await queue('DELETE', '/V1/categories/byCategoryId/products/bySku', [
      { categoryId: 3, sku: '24-MB01' },
      { category_id: 3, sku: 'nowhere' },
    ]);
    expect(await statuses(uuid)).toEqual([3, 3]);
    const list = (await call('GET', `/V1/bulk/${uuid}/status`)).body.operations_list;
    expect(list.map((one: { result_message: string }) => one.result_message)).toEqual([
      "The category doesn't contain the specified product.",
      "The product that was requested doesn't exist. Verify the product and try again.",
    ]);
  });

  it('demands path parameters the service takes as arguments, and of the right type', async () => {
    const { call } = await bulkStore(createSandbox({ products: 10 }));
    const path = '/async/bulk/V1/categories/byCategoryId';
    expect((await call('DELETE', path, [{ id: 3 }])).body).toMatchObject({
      parameters: { fieldName: 'categoryId' },
    });
    expect((await call('DELETE', path, [{ categoryId: 'three' }])).status).toBe(400);
  });

  it('finds the id in the entity where the service saves one', async () => {
    const { call, queue } = await bulkStore(createSandbox({ products: 10 }));
    const customer = { id: 1, email: 'first@example.com', firstname: 'New', lastname: 'Name' };
    await queue('PUT', '/V1/customers/byCustomerId', [{ customer }]);
    expect((await call('GET', '/V1/customers/1')).body.firstname).toBe('New');
    await queue('PUT', '/V1/products', [{ product: { sku: '24-MB01', name: 'Short path' } }]);
    expect((await call('GET', '/V1/products/24-MB01')).body.name).toBe('Short path');
  });

  it('is not found under a value, a wrong name or a plain path', async () => {
    const { call } = await bulkStore(createSandbox({ products: 10 }));
    const paths = ['products/24-MB01', 'products/bysku', 'products/byId', 'customers'];
    for (const path of paths) {
      expect((await call('PUT', `/async/bulk/V1/${path}`, [])).status).toBe(404);
    }
    expect((await call('GET', '/async/bulk/V1/products')).status).toBe(400);
  });

  it('can have single items refused in its answer', async () => {
    const sandbox = createSandbox({ products: 10 });
    const { call, statuses } = await bulkStore(sandbox);
    sandbox.queue.fail(({ id }) => id === 1, { as: 'refused' });
    const { status, body } = await call('POST', '/async/bulk/V1/products', newProducts(3));
    expect(status).toBe(202);
    expect(body).toMatchObject({
      errors: true,
      request_items: [
        { id: 0, status: 'accepted' },
        { id: 1, status: 'rejected', error_code: 0, error_message: expect.stringContaining('1') },
        { id: 2, status: 'accepted' },
      ],
    });
    expect(await statuses(body.bulk_uuid)).toEqual([1, 1]);
    expect((await call('GET', '/V1/products/new-1')).status).toBe(404);
  });

  it('answers in XML when asked to', async () => {
    const sandbox = createSandbox({ products: 10 });
    const response = await sandbox.fetch(`${sandbox.url}/rest/async/V1/customers`, {
      method: 'POST',
      headers: { accept: 'application/xml', 'content-type': 'application/json' },
      body: '{"customer":{"email":"x@example.com","firstname":"X","lastname":"X"}}',
    });
    expect(response.status).toBe(202);
    expect(await response.text()).toContain('<bulk_uuid>');
  });
});

describe('the cloud service', () => {
  it('has the word after the version', async () => {
    const sandbox = createSandbox({ flavour: 'saas', products: 10 });
    const { clientId, clientSecret } = sandbox.credentials.ims;
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: 'openid,AdobeID,email,profile,commerce.accs',
    });
    const token = await sandbox.fetch(sandbox.imsTokenUrl, { method: 'POST', body: form });
    const { access_token } = (await token.json()) as { access_token: string };
    const headers = {
      authorization: `Bearer ${access_token}`,
      'content-type': 'application/json',
      store: 'de',
    };
    const send = async (method: string, path: string, body: unknown): Promise<number> =>
      (await sandbox.fetch(sandbox.url + path, { method, headers, body: JSON.stringify(body) }))
        .status;
    const rename = { product: { sku: '24-MB01', name: 'Tasche' } };
    expect(await send('PUT', '/V1/async/products/24-MB01', rename)).toBe(202);
    expect(await send('PUT', '/V1/async/bulk/products/bySku', [rename])).toBe(202);
    expect(await send('PUT', '/async/V1/products/24-MB01', rename)).toBe(400);
    const url = `${sandbox.url}/V1/products/24-MB01?fields=name`;
    expect(await (await sandbox.fetch(url, { headers })).json()).toEqual({ name: 'Tasche' });
  });
});
