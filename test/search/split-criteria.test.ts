import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeQuery } from '../../src/encode-query.js';
import { InputError } from '../../src/errors/index.js';
import { encodeCriteria } from '../../src/search/encode-criteria.js';
import { anyOf, type SearchCriteria, where } from '../../src/search/index.js';
import { splitCriteria } from '../../src/search/split-criteria.js';

const skus = (count: number, prefix = 'SKU-') =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);
const bytesOf = (criteria: SearchCriteria) =>
  encodeQuery({ searchCriteria: encodeCriteria(criteria) }).length;
const listOf = (criteria: SearchCriteria, group = 0) => {
  const filter = criteria.filterGroups?.[group]?.filters[0];
  return filter?.conditionType === 'in' ? [...filter.value] : [];
};

describe('splitCriteria', () => {
  it('leaves criteria that are short enough as they are', () => {
    const criteria = where('sku', 'in', ['A', 'A']).pageSize(5);
    expect(splitCriteria(criteria)).toEqual([criteria.toJSON()]);
    expect(splitCriteria(undefined)).toEqual([{}]);
  });

  it('divides a long list and keeps everything else', () => {
    const criteria = where('status', 'eq', 1)
      .andWhere('sku', 'in', skus(2000))
      .sortBy('sku', 'ASC')
      .pageSize(7)
      .toJSON();
    const parts = splitCriteria(criteria);
    expect(parts.map(bytesOf).every((bytes) => bytes <= 6000)).toBe(true);
    expect(parts.flatMap((part) => listOf(part, 1))).toEqual(skus(2000));
    // Not more parts than needed.
    expect(parts.length).toBeLessThanOrEqual(Math.ceil(bytesOf(criteria) / 5500));
    for (const { filterGroups, ...rest } of parts) {
      expect(filterGroups?.[0]).toEqual(criteria.filterGroups?.[0]);
      expect(rest).toEqual({ sortOrders: criteria.sortOrders, pageSize: 7 });
    }
  });

  it('asks for each value once, and keeps together what the database may take for the same', () => {
    const same = ['ABC', 'abc', 'äbc', 'abc ', '1', '01', '1.0'];
    const values = same.flatMap((value, index) => [value, ...skus(500, `x${index}-`), value]);
    const parts = splitCriteria(where('sku', 'in', values), 3000).map((part) => listOf(part));
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.flat()).toHaveLength(new Set(values).size);
    for (const group of [same.slice(0, 4), same.slice(4)]) {
      expect(parts.filter((part) => group.some((value) => part.includes(value)))).toHaveLength(1);
    }
  });

  it('holds the limit with any values, many groups and commas included', () => {
    const value = fc.string({ unit: 'grapheme', maxLength: 20 });
    fc.assert(
      fc.property(
        fc.uniqueArray(
          fc.oneof(
            value,
            value.map((text) => `${text},`),
            fc.nat(),
          ),
          { minLength: 1, maxLength: 400 },
        ),
        fc.integer({ min: 1, max: 15 }),
        (values, groups) => {
          const base = Array.from({ length: groups }).reduce<ReturnType<typeof where>>(
            (criteria) => criteria.andWhere('status', 'eq', 1),
            where('sku', 'in', values),
          );
          const parts = splitCriteria(base, 4500);
          expect(parts.map(bytesOf).filter((bytes) => bytes > 4500)).toEqual([]);
          expect(new Set(parts.flatMap((part) => listOf(part)).map(String))).toEqual(
            new Set(values.map(String)),
          );
        },
      ),
    );
  });

  it.each([
    ['a long nin', where('sku', 'nin', skus(2000)), /"nin" cannot be divided/],
    [
      'two long lists',
      where('sku', 'in', skus(2000)).andWhere('name', 'in', skus(1900)),
      /one list/,
    ],
    [
      'a list joined by OR',
      anyOf(['sku', 'in', skus(2000)], ['price', 'lt', 1]),
      /group of its own/,
    ],
    ['one long value', where('sku', 'in', ['A', 'x'.repeat(6000)]), /fewer or shorter/],
    ['no list', where('sku', 'eq', 'x'.repeat(6000)), /fewer or shorter/],
    ['rows with several values', where('category_id', 'in', skus(2000, '9')), /find items twice/],
  ])('refuses %s and says what to do', (_, criteria, message) => {
    expect(() => splitCriteria(criteria)).toThrow(InputError);
    expect(() => splitCriteria(criteria)).toThrow(message);
  });
});
