import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/errors/index.js';
import { encodeCriteria } from '../../src/search/encode-criteria.js';
import { anyOf, type Comparison, where } from '../../src/search/index.js';
import { plainCriteria } from '../../src/search/plain-criteria.js';

const filtersOf = (...comparison: Comparison) =>
  where(...comparison).toJSON().filterGroups?.[0]?.filters;

describe('where', () => {
  it('builds groups joined by AND, one of them joined by OR, sorting and pages', () => {
    const criteria = where('price', 'lt', 20)
      .andWhere('status', 'eq', 1)
      .anyOf(['sku', 'like', '24-%'], ['name', 'notnull'])
      .between('created_at', new Date('2026-01-01T00:00:00Z'), '2026-02-01')
      .sortBy('created_at', 'DESC')
      .sortBy('entity_id', 'ASC')
      .pageSize(50)
      .currentPage(2);
    expect(criteria.toJSON()).toEqual({
      filterGroups: [
        { filters: [{ field: 'price', value: 20, conditionType: 'lt' }] },
        { filters: [{ field: 'status', value: 1, conditionType: 'eq' }] },
        {
          filters: [
            { field: 'sku', value: '24-%', conditionType: 'like' },
            { field: 'name', conditionType: 'notnull' },
          ],
        },
        { filters: [{ field: 'created_at', value: '2026-01-01 00:00:00', conditionType: 'gteq' }] },
        { filters: [{ field: 'created_at', value: '2026-02-01', conditionType: 'lteq' }] },
      ],
      sortOrders: [
        { field: 'created_at', direction: 'DESC' },
        { field: 'entity_id', direction: 'ASC' },
      ],
      pageSize: 50,
      currentPage: 2,
    });
  });

  it('may begin with anyOf', () => {
    expect(
      anyOf(['sku', 'eq', 'A'], ['sku', 'eq', 'B']).andWhere('price', 'gt', 1).toJSON(),
    ).toEqual({
      filterGroups: [
        {
          filters: [
            { field: 'sku', value: 'A', conditionType: 'eq' },
            { field: 'sku', value: 'B', conditionType: 'eq' },
          ],
        },
        { filters: [{ field: 'price', value: 1, conditionType: 'gt' }] },
      ],
    });
  });

  it('leaves what it was built from as it was', () => {
    const cheap = where('price', 'lt', 20);
    const before = JSON.stringify(cheap);
    cheap.andWhere('status', 'eq', 1).sortBy('price', 'ASC').pageSize(3).anyOf(['sku', 'eq', 'A']);
    expect(JSON.stringify(cheap)).toBe(before);
    expect(Object.isFrozen(cheap)).toBe(true);
  });

  it('is not changed by a list or date that changes later', () => {
    const skus = ['A'];
    const since = new Date('2026-01-01T00:00:00Z');
    const criteria = where('sku', 'in', skus).andWhere('updated_at', 'gteq', since);
    const before = JSON.stringify(criteria);
    skus.push('B');
    since.setUTCFullYear(2030);
    (criteria.toJSON().filterGroups as unknown[]).pop();
    expect(JSON.stringify(criteria)).toBe(before);
  });

  it('writes booleans as numbers and dates in UTC, cut to whole seconds', () => {
    expect(filtersOf('is_active', 'eq', false)).toMatchObject([{ value: 0 }]);
    const date = new Date('2026-01-02T03:04:05.999+02:00');
    expect(filtersOf('updated_at', 'gt', date)).toMatchObject([{ value: '2026-01-02 01:04:05' }]);
  });

  const refused = [
    ['price', 'moreq', 1],
    ['price', 'EQ', 1],
    ['price', 'toString', 1],
    ['price', 'lt', Number.NaN],
    ['price', 'lt', Number.POSITIVE_INFINITY],
    ['price', 'lt', true],
    ['price', 'lt', null],
    ['price', 'lt'],
    ['price', 'eq', ['A']],
    ['price', 'eq', {}],
    ['price', 'null', 1],
    ['created_at', 'gt', new Date(Number.NaN)],
    ['sku', 'like', 24],
    ['sku', 'like', new Date()],
    ['sku', 'in', 'A,B'],
    ['sku', 'in', []],
    ['sku', 'in', [Number.NaN]],
    ['sku', 'nin', [true]],
    ['category_ids', 'finset', '1,2'],
    ['category_ids', 'finset', [1, 2]],
    ['', 'eq', 1],
    [undefined, 'eq', 1],
  ] as unknown as Comparison[];

  it.each(refused)('refuses %s %s %s at once', (...comparison) => {
    expect(() => where(...(comparison as Comparison))).toThrow(InputError);
    expect(() => anyOf(['sku', 'eq', 'A'], comparison as Comparison)).toThrow(InputError);
    const [field, conditionType, value] = comparison;
    const filter = { field, conditionType, value } as never;
    expect(() => encodeCriteria({ filterGroups: [{ filters: [filter] }] })).toThrow(InputError);
  });

  it('refuses pages, ends and directions that are none', () => {
    const all = where('sku', 'notnull');
    expect(() => all.pageSize(-1)).toThrow(InputError);
    expect(() => all.pageSize(Number.NaN)).toThrow(InputError);
    expect(() => all.currentPage(1.5)).toThrow(InputError);
    expect(() => all.between('price', 1, undefined as never)).toThrow(InputError);
    expect(() => all.sortBy('price', 'asc' as never)).toThrow(/ASC or DESC/);
    expect(() => (all.anyOf as () => unknown)()).toThrow(/no filters/);
  });
});

describe('criteria of either form', () => {
  it('say the same', () => {
    const built = where('sku', 'in', ['A', 'b,c']).sortBy('sku', 'ASC').pageSize(7);
    expect(plainCriteria(built)).toEqual(built.toJSON());
    expect(encodeCriteria(built)).toEqual(encodeCriteria(built.toJSON()));
    expect(plainCriteria()).toEqual({});
  });

  it.each([
    [null],
    ['all'],
    [[]],
    [new Date()],
    [{ filter_groups: [] }],
    [{ filterGroups: {} }],
    [{ filterGroups: [{}] }],
    [{ filterGroups: [{ filters: [] }] }],
    [{ filterGroups: [{ filters: ['sku'] }] }],
    [{ filterGroups: [{ filters: [{ field: 'sku', value: 1, condition_type: 'gt' }] }] }],
    [{ sortOrders: [{ direction: 'ASC' }] }],
    [{ sortOrders: { field: 'sku' } }],
    [{ pageSize: '5' }],
  ])('refuse %j, which Magento would take for something else', (criteria) => {
    expect(() => plainCriteria(criteria as never)).toThrow(InputError);
  });
});
