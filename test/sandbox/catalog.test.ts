import { describe, expect, it } from 'vitest';
import { createSandbox } from '../../src/sandbox/index.js';
import { type Answer, adminToken, ask } from './ask.js';

const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const content = { base64_encoded_data: png, type: 'image/png', name: 'x.png' };

async function shop(): Promise<(method: string, path: string, body?: unknown) => Promise<Answer>> {
  const sandbox = createSandbox({ products: 20 });
  const token = await adminToken(sandbox);
  return (method, path, body) => ask(sandbox, method, path, body, token);
}

describe('the seed', () => {
  it('is the same for the same number, and another for another', async () => {
    const names = async (seed: number): Promise<unknown> => {
      const sandbox = createSandbox({ seed });
      const path = '/V1/products?searchCriteria=&fields=items[sku,name,price]';
      return (await ask(sandbox, 'GET', path, undefined, await adminToken(sandbox))).body;
    };
    expect(await names(7)).toEqual(await names(7));
    expect(await names(7)).not.toEqual(await names(8));
  });

  it('comes back on reset', async () => {
    const sandbox = createSandbox({ products: 20 });
    const token = await adminToken(sandbox);
    await ask(sandbox, 'DELETE', '/V1/products/24-MB01', undefined, token);
    expect((await ask(sandbox, 'GET', '/V1/products/24-MB01', undefined, token)).status).toBe(404);
    sandbox.reset();
    expect(sandbox.requests).toEqual([]);
    expect((await ask(sandbox, 'GET', '/V1/products/24-MB01', undefined, token)).status).toBe(200);
  });

  it.each(['A/B 1', 'PL+US', 'PER%CENT', 'ÜNI-ß-日本', "QU'OTE"])(
    'has the product %s',
    async (sku) => {
      const call = await shop();
      expect(
        (await call('GET', `/V1/products/${encodeURIComponent(sku)}?fields=sku`)).body,
      ).toEqual({ sku });
    },
  );
});

describe('saving a product', () => {
  it('replaces the gallery: entries with an id stay, content is new, the rest go', async () => {
    const call = await shop();
    const entry = (name: string, types: string[]): object => ({
      media_type: 'image',
      label: name,
      types,
      content: { ...content, name },
    });
    const put = (entries: readonly object[]): Promise<Answer> =>
      call('PUT', '/V1/products/24-MB01', {
        product: { sku: '24-MB01', media_gallery_entries: entries },
      });
    const first = await put([entry('a.png', ['image', 'thumbnail']), entry('b.png', [])]);
    const [a] = first.body.media_gallery_entries;
    expect(a).toMatchObject({ file: '/a/_/a.png', types: ['image', 'thumbnail'] });
    const second = await put([{ id: a.id, label: 'kept' }, entry('a.png', ['image'])]);
    expect(second.body.media_gallery_entries).toMatchObject([
      { id: a.id, label: 'kept', types: ['thumbnail'] },
      { file: '/a/_/a_1.png', types: ['image'] },
    ]);
    const image = second.body.custom_attributes.find(
      (item: { attribute_code: string }) => item.attribute_code === 'image',
    );
    expect(image.value).toBe('/a/_/a_1.png');
  });

  it('keeps attributes that are not named, and takes away those set to null', async () => {
    const call = await shop();
    const set = (value: string | null): Promise<Answer> =>
      call('PUT', '/all/V1/products/24-MB01', {
        product: { sku: '24-MB01', custom_attributes: [{ attribute_code: 'meta_title', value }] },
      });
    const codes = (answer: Answer): readonly string[] =>
      answer.body.custom_attributes.map((item: { attribute_code: string }) => item.attribute_code);
    expect(codes(await set('t'))).toContain('description');
    expect(codes(await set(null))).not.toContain('meta_title');
  });

  it('writes a global attribute globally from any store view', async () => {
    const call = await shop();
    await call('PUT', '/de/V1/products/24-MB01', {
      product: { sku: '24-MB01', price: 9, name: 'Tasche' },
    });
    expect((await call('GET', '/all/V1/products/24-MB01?fields=name,price')).body).toEqual({
      name: 'Joust Duffle Bag',
      price: 9,
    });
    expect((await call('GET', '/de/V1/products/24-MB01?fields=name,price')).body).toEqual({
      name: 'Tasche',
      price: 9,
    });
  });

  it('refuses what the declared types do not have', async () => {
    const call = await shop();
    const put = (product: object): Promise<Answer> =>
      call('PUT', '/V1/products/24-MB01', { product: { sku: '24-MB01', ...product } });
    expect((await put({ bogus: 1 })).body.message).toMatch(/^Internal Error.*Report ID: webapi-/);
    expect((await put({ price: 'abc' })).body.message).toBe(
      'Error occurred during "price" processing. The "abc" value\'s type is invalid. The "float" type was expected. Verify and try again.',
    );
    expect((await put({ status: true })).status).toBe(400);
    expect((await put({ attributeSetId: '4', extensionAttributes: [] })).status).toBe(200);
  });
});

describe('stock', () => {
  it('at the default source and in the stock item is the same', async () => {
    const call = await shop();
    const item = { sku: '24-WB10', source_code: 'default', quantity: 7, status: 1 };
    expect(
      (await call('POST', '/V1/inventory/source-items', { sourceItems: [item] })).body,
    ).toEqual([]);
    expect((await call('GET', '/V1/stockItems/24-WB10')).body.qty).toBe(7);
    expect((await call('GET', '/V1/inventory/get-product-salable-quantity/24-WB10/1')).body).toBe(
      7,
    );
    const { item_id } = (await call('GET', '/V1/stockItems/24-WB10')).body;
    await call('PUT', `/V1/products/24-WB10/stockItems/${item_id}`, {
      stockItem: { qty: 3, is_in_stock: true },
    });
    expect((await call('GET', '/V1/inventory/is-product-salable/24-WB10/1')).body).toBe(true);
    expect((await call('GET', '/V1/inventory/get-product-salable-quantity/24-WB10/1')).body).toBe(
      3,
    );
  });

  it('of a type without source items cannot be asked for', async () => {
    const call = await shop();
    expect((await call('GET', '/V1/inventory/get-product-salable-quantity/MH01/1')).status).toBe(
      400,
    );
    expect((await call('GET', '/V1/configurable-products/MH01/children')).body).toHaveLength(3);
  });
});

describe('categories', () => {
  it('are made, moved, filled and deleted with everything below', async () => {
    const call = await shop();
    const add = async (parent_id: number, name: string): Promise<number> =>
      (await call('POST', '/all/V1/categories', { category: { parent_id, name, is_active: true } }))
        .body.id;
    const top = await add(2, 'Top');
    const child = await add(top, 'Child');
    expect((await call('GET', `/V1/categories/${child}`)).body).toMatchObject({
      path: `1/2/${top}/${child}`,
      level: 3,
    });
    const productLink = { sku: '24-MB01', position: 5, category_id: String(child) };
    expect((await call('POST', `/V1/categories/${child}/products`, { productLink })).body).toBe(
      true,
    );
    expect((await call('GET', `/V1/categories/${child}/products`)).body).toEqual([productLink]);
    expect((await call('PUT', `/V1/categories/${top}/move`, { parentId: child })).status).toBe(400);
    expect((await call('PUT', `/V1/categories/${child}/move`, { parentId: 2 })).body).toBe(true);
    expect((await call('GET', `/V1/categories/${child}`)).body.path).toBe(`1/2/${child}`);
    expect((await call('DELETE', `/V1/categories/${child}/products/24-MB01`)).body).toBe(true);
    expect((await call('DELETE', `/V1/categories/${child}`)).body).toBe(true);
    expect((await call('GET', `/V1/categories/${child}`)).body.parameters).toEqual({
      fieldName: 'id',
      fieldValue: child,
    });
  });
});

describe('customers', () => {
  it('are made, found, changed and deleted', async () => {
    const call = await shop();
    const customer = { email: 'new@example.com', firstname: 'N', lastname: 'W' };
    const free = { customerEmail: customer.email };
    expect((await call('POST', '/V1/customers/isEmailAvailable', free)).body).toBe(true);
    const made = await call('POST', '/V1/customers', { customer, password: 'Passw0rd!' });
    expect(made.body).toMatchObject({ ...customer, addresses: [], group_id: 1 });
    expect((await call('POST', '/V1/customers/isEmailAvailable', free)).body).toBe(false);
    const id = made.body.id as number;
    await call('PUT', `/V1/customers/${id}`, { customer: { ...customer, firstname: 'M' } });
    expect((await call('GET', `/V1/customers/${id}`)).body.firstname).toBe('M');
    expect((await call('DELETE', `/V1/customers/${id}`)).body).toBe(true);
    expect((await call('GET', `/V1/customers/${id}`)).status).toBe(404);
  });

  it.each([
    ['abc', 'The password needs at least %1 characters. Create a new password and try again.'],
    ['aaaaaaaa', /^Minimum of different classes of characters in password is %1\./],
    [
      ' Passw0rd',
      "The password can't begin or end with a space. Verify the password and try again.",
    ],
  ])('may not have the password %j', async (password, message) => {
    const call = await shop();
    const customer = { email: 'new@example.com', firstname: 'N', lastname: 'W' };
    const answer = await call('POST', '/V1/customers', { customer, password });
    expect(answer.status).toBe(400);
    expect(answer.body.message).toMatch(message);
  });
});

describe('the shop window', () => {
  it('shows a product to a guest, and wants store and currency', async () => {
    const sandbox = createSandbox();
    const filter = 'searchCriteria[filterGroups][0][filters][0]';
    const query = `${filter}[field]=sku&${filter}[value]=24-MB01`;
    const path = `/V1/products-render-info?${query}&storeId=1&currencyCode=USD`;
    const { status, body } = await ask(sandbox, 'GET', path);
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(['items']);
    expect(body.items).toMatchObject([
      {
        name: 'Joust Duffle Bag',
        store_id: 1,
        currency_code: 'USD',
        price_info: { final_price: 34 },
      },
    ]);
    const without = await ask(sandbox, 'GET', `/V1/products-render-info?${query}&storeId=1`);
    expect(without).toMatchObject({
      status: 400,
      body: { parameters: { fieldName: 'currencyCode' } },
    });
  });
});
