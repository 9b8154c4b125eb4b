import { beforeAll, describe, expect, it } from 'vitest';
import { createMagento, InputError, type Magento, oauth1, where } from '../../../src/index.js';
import { createSandbox } from '../../../src/sandbox/index.js';
import { fieldMap } from '../../../src/search/fields/field-map.js';
import { restoreFields } from '../../../src/search/fields/restore-fields.js';

describe('answers under a response filter', () => {
  let magento: Magento;

  beforeAll(async () => {
    const { url, credentials, fetch } = createSandbox({ profile: 'lab' });
    magento = createMagento({ baseUrl: url, auth: oauth1(credentials.integration), fetch });
    await magento.products.update({
      sku: 'LAB-0001',
      product: { custom_attributes: [{ attribute_code: 'description', value: 'Hanging' }] },
    });
  });

  it('have the members that were named, in any form', async () => {
    const forms = ['sku,price', ['sku', 'price'], { sku: true, price: true }] as const;
    for (const fields of forms) {
      const product = await magento.products.get({ sku: 'LAB-0001' }, { fields });
      expect(product).toEqual({ sku: 'LAB-0001', price: 2.37 });
    }
  });

  it('are pages with an empty list where nothing is found', async () => {
    const searchCriteria = where('sku', 'eq', 'none');
    const page = await magento.products.list(
      { searchCriteria },
      { fields: { items: { sku: true }, total_count: true } },
    );
    expect(page).toEqual({ items: [], total_count: 0 });
  });

  it('have a list of the attributes picked by code, and none where there is none', async () => {
    const fields = { custom_attributes: { url_key: true, description: true } } as const;
    const { custom_attributes } = await magento.products.get({ sku: 'LAB-0001' }, { fields });
    const codes = custom_attributes?.map(({ attribute_code }) => attribute_code).sort();
    expect(codes).toEqual(['description', 'url_key']);
    const none = { custom_attributes: { nothing: true } } as const;
    expect(await magento.products.get({ sku: 'LAB-0001' }, { fields: none })).toEqual({
      custom_attributes: [],
    });
  });

  it('are empty objects where none of the members is there', async () => {
    const fields = ['special_thing'] as never;
    expect(await magento.products.get({ sku: 'LAB-0001' }, { fields })).toEqual({});
    const items = ['items[special_thing]'] as const;
    const page = await magento.products.list(
      { searchCriteria: { pageSize: 2 } },
      { fields: items },
    );
    expect(page).toEqual({ items: [{}, {}] });
  });

  it('are asked for only when the filter can be read', async () => {
    for (const fields of [['sku,price'], {}, 'a b', 5] as never[]) {
      await expect(magento.products.get({ sku: 'LAB-0001' }, { fields })).rejects.toThrow(
        InputError,
      );
    }
  });
});

describe('restoreFields', () => {
  it.each([
    ['a[b]', { a: null }, { a: [] }],
    ['a[b]', { a: [] }, { a: {} }],
    ['a', { a: null, c: [] }, { a: null, c: [] }],
    ['a', { a: [] }, { a: [] }],
    ['a[b[c]]', { a: [{ b: null }, { b: [] }, []] }, { a: [{ b: [] }, { b: {} }, {}] }],
    ['extension_attributes[a]', { extension_attributes: null }, { extension_attributes: {} }],
    ['a[b]', [{ a: null }, []], [{ a: [] }, {}]],
    ['custom_attributes[x]', { custom_attributes: null }, { custom_attributes: [] }],
    [
      'custom_attributes[x]',
      { custom_attributes: { 3: { v: 1 } } },
      { custom_attributes: [{ v: 1 }] },
    ],
    [
      'custom_attributes[x]',
      { custom_attributes: [[], { v: 1 }] },
      { custom_attributes: [{ v: 1 }] },
    ],
    ['a[b]', { a: 'text' }, { a: 'text' }],
    ['a', true, true],
  ])('under %s makes of %j %j', (fields, answered, restored) => {
    expect(restoreFields(answered, fieldMap(fields))).toEqual(restored);
  });
});
