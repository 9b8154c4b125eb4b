import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from '../../src/client/types.js';
import { encodeQuery } from '../../src/encode-query.js';
import { listQuery } from '../../src/http/list-query.js';
import { createMagento, type Magento, oauth1 } from '../../src/index.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { readCriteria } from '../../src/sandbox/search/criteria.js';
import { parsePhpQuery } from '../../src/sandbox/wire/php-query.js';
import { encodeCriteria } from '../../src/search/encode-criteria.js';
import { type Comparison, type Criteria, parseCriteria } from '../../src/search/index.js';
import { anyComparison, built } from './support/arbitrary.js';
import { type Cell, meets } from './support/rows.js';

const list: Operation = {
  name: 'products.list',
  method: 'GET',
  path: '/V1/products',
  criteria: 'searchCriteria',
};

/** Longer queries are refused; the splitting of lists has its own test. */
const isShort = (criteria: Criteria) =>
  encodeQuery({ searchCriteria: encodeCriteria(criteria) }).length < 7500;

/** A value as text on the wire. */
function textOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString().slice(0, 19).replace('T', ' ');
  return String(typeof value === 'boolean' ? Number(value) : value);
}

/** The filters that say a comparison on the wire: field, condition, value. */
function wireFilters([field, condition, value]: Comparison): [string, string, string][] {
  if (condition === 'null' || condition === 'notnull') return [[field, condition, '1']];
  if (!Array.isArray(value)) return [[field, condition, textOf(value)]];
  const texts = value.map(textOf);
  const plain = texts.filter((text) => !text.includes(','));
  const withComma = texts.filter((text) => text.includes(','));
  return [
    ...(plain.length > 0 ? [[field, condition, plain.join(',')] as [string, string, string]] : []),
    ...withComma.map((text): [string, string, string] => [field, 'eq', text]),
  ];
}

const groups = (comparison: fc.Arbitrary<Comparison>, most: number, together: number) =>
  fc.array(fc.array(comparison, { minLength: 1, maxLength: together }), {
    maxLength: most,
    size: 'max',
  });

describe('criteria on the wire', () => {
  const anyCriteria = fc.record({
    groups: groups(anyComparison, 14, 2),
    sorts: fc.array(
      fc.tuple(fc.stringMatching(/^\w{1,8}$/), fc.constantFrom('ASC' as const, 'DESC' as const)),
      {
        maxLength: 12,
      },
    ),
    pageSize: fc.nat(),
  });

  it('are understood as they were built, and read back the same', () => {
    let understoodAll = 0;
    let beyondTen = 0;
    fc.assert(
      fc.property(anyCriteria, ({ groups, sorts, pageSize }) => {
        const criteria = sorts
          .reduce((built, [field, direction]) => built.sortBy(field, direction), built(groups))
          .pageSize(pageSize);
        fc.pre(isShort(criteria));
        const query = listQuery(list, { searchCriteria: criteria });
        const wire = [
          [['entity_id', 'gt', '0']],
          ...groups.map((group) => group.flatMap(wireFilters)),
        ];

        const settings = { inputLimits: undefined, endOfList: 'empty' } as const;
        const understood = readCriteria({ query: parsePhpQuery(query), world: { settings } });
        expect(
          understood.groups.map((group) =>
            group.map((one) => [one.field, one.condition, one.value]),
          ),
        ).toEqual(wire);
        expect(understood.sorts).toEqual(sorts.map(([field, direction]) => ({ field, direction })));
        expect(understood.pageSize).toBe(pageSize);

        const read = parseCriteria(query);
        expect(
          read.filterGroups?.map(({ filters }) =>
            filters.map(({ field, conditionType, value }) => [
              field,
              conditionType,
              value === undefined ? '1' : Array.isArray(value) ? value.join(',') : value,
            ]),
          ),
        ).toEqual(wire);
        expect(listQuery(list, { searchCriteria: read })).toBe(query);
        understoodAll += 1;
        if (wire.length > 10) beyondTen += 1;
      }),
      { numRuns: 300 },
    );
    expect(understoodAll).toBeGreaterThan(200);
    // Where indices have two digits.
    expect(beyondTen).toBeGreaterThan(10);
  });
});

describe('criteria at a store', () => {
  const NAMES = [
    'Äpfel, rot',
    '100% Wolle',
    "O'Brien & Söhne",
    'a_b',
    '[x]=1',
    '+1',
    '日本 ',
    'a,b',
    'AXB',
  ];
  const PRICES = [0.5, 1, 2, 2, 10, 19.99, 20, 100, 250];
  const columns: Record<string, (product: Awaited<ReturnType<typeof all>>[number]) => Cell> = {
    name: ({ name }) => name ?? null,
    sku: ({ sku }) => sku,
    price: ({ price }) => price ?? null,
    entity_id: ({ id }) => id ?? null,
    created_at: ({ created_at }) => created_at ?? null,
    special_price: ({ custom_attributes = [] }) => {
      const value = custom_attributes.find((one) => one.attribute_code === 'special_price')?.value;
      return value === undefined || value === null ? null : Number(value);
    },
  };
  let magento: Magento;
  const all = async () => (await magento.products.list({ searchCriteria: { pageSize: 0 } })).items;
  let rows: Awaited<ReturnType<typeof all>>;

  beforeAll(async () => {
    const sandbox = createSandbox({ products: 20 });
    const { url, credentials, fetch } = sandbox;
    magento = createMagento({ baseUrl: url, auth: oauth1(credentials.integration), fetch });
    for (const [index, name] of NAMES.entries()) {
      const special = { attribute_code: 'special_price', value: String(index) };
      await magento.products.create({
        product: {
          sku: `ODD ${name}`,
          name,
          attribute_set_id: 4,
          price: PRICES[index] ?? 1,
          custom_attributes: [
            { attribute_code: 'url_key', value: `odd-${index}` },
            ...(index % 3 === 0 ? [special] : []),
          ],
        },
      });
    }
    rows = await all();
  });

  const word = fc.constantFrom(
    ...NAMES,
    ...NAMES.map((name) => `odd ${name.toLowerCase()}`),
    '',
    'zzz',
  );
  const pattern = fc
    .tuple(word, fc.constantFrom('', '%'), fc.constantFrom('', '%'), fc.nat(5))
    .map(([text, before, after, cut]) => `${before}${text.slice(cut)}${after}`);
  const part = fc.constantFrom('a', 'b', ' rot', 'zzz');
  const textColumn = fc.constantFrom('name', 'sku');
  const number = fc.constantFrom(...PRICES, 0, 3, 6, 12);
  const numberColumn = fc.constantFrom('price', 'entity_id', 'special_price');
  const day = fc.integer({ min: -400, max: 400 }).map((days) => {
    const first = new Date(`${rows[0]?.created_at?.replace(' ', 'T')}Z`);
    return new Date(first.getTime() + days * 86_400_000);
  });
  const orderings = fc.constantFrom(
    'gt' as const,
    'gteq' as const,
    'lt' as const,
    'lteq' as const,
    'from' as const,
    'to' as const,
  );
  const equality = fc.constantFrom('eq' as const, 'neq' as const);
  const noComma = word.filter((text) => !text.includes(','));
  const comparison: fc.Arbitrary<Comparison> = fc.oneof(
    fc.tuple(textColumn, equality, word),
    fc.tuple(numberColumn, equality, number),
    fc.tuple(textColumn, orderings, word),
    fc.tuple(numberColumn, orderings, number),
    fc.tuple(fc.constant('created_at'), orderings, day),
    fc.tuple(textColumn, fc.constantFrom('like' as const, 'nlike' as const), pattern),
    fc.tuple(
      textColumn,
      fc.constant('in' as const),
      fc.array(word, { minLength: 1, maxLength: 4 }),
    ),
    fc.tuple(
      textColumn,
      fc.constant('nin' as const),
      fc.array(noComma, { minLength: 1, maxLength: 4 }),
    ),
    fc.tuple(
      numberColumn,
      fc.constantFrom('in' as const, 'nin' as const),
      fc.array(number, { minLength: 1 }),
    ),
    fc.tuple(textColumn, fc.constantFrom('finset' as const, 'nfinset' as const), part),
    fc.tuple(
      fc.constantFrom('special_price', 'name'),
      fc.constantFrom('null' as const, 'notnull' as const),
    ),
  );

  it('find what a plain filter over all rows finds', async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(groups(comparison, 12, 2), async (wanted) => {
        fc.pre(isShort(built(wanted)));
        const { items } = await magento.products.list({
          searchCriteria: built(wanted).pageSize(0),
        });
        const expected = rows.filter((row) =>
          wanted.every((group) => group.some((one) => meets(columns[one[0]]?.(row) ?? null, one))),
        );
        found += expected.length;
        expect(items.map(({ sku }) => sku).sort()).toEqual(expected.map(({ sku }) => sku).sort());
      }),
      { numRuns: 250 },
    );
    // Not only empty answers compared with empty ones.
    expect(found).toBeGreaterThan(250);
  }, 120_000);
});
