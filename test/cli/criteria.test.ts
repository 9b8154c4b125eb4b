import { describe, expect, it } from 'vitest';
import { readFields } from '../../src/cli/columns.js';
import { criteriaOf } from '../../src/cli/where.js';

const filtersOf = (text: string) =>
  criteriaOf('products.list', { where: [text] }).filterGroups?.[0]?.filters;

describe('--where', () => {
  it.each([
    ['price>=10', 'price', 'gteq', '10'],
    ['price<=10', 'price', 'lteq', '10'],
    ['price > 10', 'price', 'gt', '10'],
    ['price<10', 'price', 'lt', '10'],
    ['sku=a>=b', 'sku', 'eq', 'a>=b'],
    ['sku!=x', 'sku', 'neq', 'x'],
    ['sku~24-%', 'sku', 'like', '24-%'],
    ['sku like 24-% bag', 'sku', 'like', '24-% bag'],
    ['updated_at>=2026-01-01 10:00:00', 'updated_at', 'gteq', '2026-01-01 10:00:00'],
    ['sku in a, b', 'sku', 'in', ['a', 'b']],
    ['special_price notnull', 'special_price', 'notnull', undefined],
    ['name=', 'name', 'eq', ''],
  ])('reads %s', (text, field, conditionType, value) => {
    expect(filtersOf(text)).toEqual([
      { field, conditionType, ...(value !== undefined && { value }) },
    ]);
  });

  it('joins what is divided by || with OR, and several with AND', () => {
    const { filterGroups } = criteriaOf('products.list', {
      where: ['sku=a || sku=b', 'price>1'],
    });
    expect(filterGroups?.map(({ filters }) => filters.length)).toEqual([2, 1]);
  });

  it('refuses what is no comparison', () => {
    expect(() => criteriaOf('products.list', { where: ['price'] })).toThrow(
      /"price" is no comparison/,
    );
  });
});

describe('the storefront search', () => {
  it('names the request that every store knows', () => {
    expect(criteriaOf('products.search', {})).toEqual({ requestName: 'quick_search_container' });
    expect(criteriaOf('products.list', {})).toEqual({});
  });
});

describe('--sort', () => {
  it('goes upwards unless it says otherwise', () => {
    expect(criteriaOf('products.list', { sort: ['price', 'sku:desc'] }).sortOrders).toEqual([
      { field: 'price', direction: 'ASC' },
      { field: 'sku', direction: 'DESC' },
    ]);
    expect(() => criteriaOf('products.list', { sort: ['price:down'] })).toThrow(
      /--sort takes a column/,
    );
  });
});

describe('--fields', () => {
  it('asks the store for what its columns are made of', () => {
    expect(readFields('sku, billing_address.city,items.0.sku,custom_attributes.color')).toEqual({
      columns: ['sku', 'billing_address.city', 'items.0.sku', 'custom_attributes.color'],
      filter: ['sku', 'billing_address[city]', 'items[sku]', 'custom_attributes'],
    });
    const { filter } = readFields('custom_attributes.color,custom_attributes.size');
    expect(filter).toEqual(['custom_attributes']);
  });

  it("passes on Magento's own text, which has no columns", () => {
    const text = 'sku,options[title,values[price]]';
    expect(readFields(text)).toEqual({ columns: undefined, filter: text });
  });

  it('refuses an empty name', () => {
    expect(() => readFields('sku,,price')).toThrow(/empty name/);
    expect(() => readFields('sku.')).toThrow(/empty name/);
  });
});
