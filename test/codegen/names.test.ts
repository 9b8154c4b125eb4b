import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { camel, isReserved, pascal, take } from '../../src/codegen/names.js';
import { typeNames } from '../../src/codegen/type-names.js';

const nameOf = (key: string, ...others: string[]) => typeNames([key, ...others]).get(key)?.name;

describe('type names', () => {
  test.each([
    ['catalog-data-product-interface', 'CatalogProduct'],
    ['catalog-data-product-extension-interface', 'CatalogProductExtension'],
    ['catalog-data-product-search-results-interface', 'CatalogProductSearchResults'],
    ['customer-data-customer-interface', 'Customer'],
    ['tax-data-tax-class-interface', 'TaxClass'],
    ['sales-rule-data-rule-label-interface', 'SalesRuleLabel'],
    ['gift-card-account-data-gift-card-account-interface', 'GiftCardAccount'],
    ['inventory-api-data-source-interface', 'InventorySource'],
    ['framework-sort-order', 'FrameworkSortOrder'],
  ])('%s is %s', (key, name) => {
    expect(nameOf(key)).toBe(name);
  });

  test('a name that needs no shortening wins over one that does', () => {
    const names = typeNames([
      'bundle-data-bundle-option-interface',
      'bundle-data-option-interface',
    ]);
    expect([...names.values()].map(({ name }) => name)).toEqual([
      'BundleOption',
      'BundleBundleOption',
    ]);
  });

  test('a fixed name is kept from all others', () => {
    const names = typeNames(['a-data-b-interface', 'c'], new Map([['c', 'AB']]));
    expect(names.get('a-data-b-interface')?.name).toBe('ABType');
  });

  test('nothing hides a global, a local name, or the request type of another', () => {
    expect(nameOf('record-interface')).toBe('RecordType');
    expect(nameOf('a-data-b-input-interface', 'a-data-b-interface')).not.toBe('ABInput');
    expect(typeNames(['get-interface'], new Map(), ['GetInput']).get('get-interface')?.name).toBe(
      'GetType',
    );
  });

  test('all definitions of Adobe Commerce have names and request names of their own', () => {
    const url = new URL('../../generated/schema/magento-2.4.9.json', import.meta.url);
    const { definitions } = JSON.parse(readFileSync(url, 'utf8')) as { definitions: object };
    const names = [...typeNames(Object.keys(definitions)).values()].map(({ name }) => name);
    const all = names.flatMap((name) => [name, `${name}Input`]);
    expect(new Set(all).size).toBe(2 * Object.keys(definitions).length);
    expect(all.filter((name) => !/^[A-Z][A-Za-z0-9]*$/.test(name))).toEqual([]);
  });
});

describe('identifiers', () => {
  test('are made of the words of a name', () => {
    expect([pascal('low-stock'), camel('low-stock'), camel('stockItems')]).toEqual([
      'LowStock',
      'lowStock',
      'stockItems',
    ]);
    expect([camel("x'; evil()"), camel('2fa'), pascal('***')]).toEqual(['xEvil', '_2fa', '_']);
  });

  test('know the words of the language', () => {
    expect(['delete', 'void', 'import', 'get'].map(isReserved)).toEqual([true, true, true, false]);
  });

  test('are taken once', () => {
    const taken = new Set<string>();
    expect([take(taken, 'a', 'b'), take(taken, 'a', 'b'), take(taken, 'a', 'b')]).toEqual([
      'a',
      'b',
      'b2',
    ]);
  });
});
