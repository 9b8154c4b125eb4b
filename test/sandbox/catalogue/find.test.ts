import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSandbox, type GeneratedProducts } from '../../../src/sandbox/index.js';
import { meets } from '../../../src/sandbox/search/conditions.js';
import { adminToken } from '../ask.js';
import { type Asked, type FilterText, products } from '../list-url.js';

type Item = Readonly<Record<string, string | number>>;

/** The column a member of an answer is kept in. */
function columnOf(item: Item, field: string): string | number | null {
  return item[field === 'entity_id' ? 'id' : field] ?? null;
}

/** The ids a list should answer, by looking at every product. */
function expectedIds(all: readonly Item[], asked: Asked): readonly number[] {
  const found = all.filter((item) =>
    (asked.filters ?? []).every(([field, condition, value]) =>
      meets(columnOf(item, field), condition, value),
    ),
  );
  const sorts = [...(asked.sorts ?? []), 'entity_id'];
  return found
    .toSorted((a, b) => {
      for (const sort of sorts) {
        const field = sort.replace('-', '');
        const [x, y] = [columnOf(a, field) ?? '', columnOf(b, field) ?? ''];
        if (x !== y) return (x < y ? -1 : 1) * (sort.startsWith('-') ? -1 : 1);
      }
      return 0;
    })
    .map(({ id }) => Number(id));
}

const skuOf = (n: number): string => `GEN-${String(n).padStart(8, '0')}`;

/** A store of generated products, some of them changed or deleted, between others. */
async function shop(generatedProducts: GeneratedProducts) {
  const sandbox = createSandbox({ profile: 'lab', generatedProducts });
  const token = await adminToken(sandbox);
  for (const n of [3, 7, 8, 41]) sandbox.products.remove(skuOf(n));
  for (const n of [5, 6, 20]) {
    const updatedAt = new Date(Date.UTC(2020, 6, 1, 0, 0, n));
    sandbox.products.change(skuOf(n), {
      updatedAt,
      status: 2,
      price: 7,
    });
  }
  for (let n = 0; n < 3; n++)
    sandbox.products.add({ updatedAt: new Date(Date.UTC(2020, 6, 1, 0, 0, 4)) });
  const all: readonly Item[] = (await products(sandbox, token, {})).body.items;
  return { sandbox, token, all };
}

const conditions = ['eq', 'neq', 'gt', 'gteq', 'lt', 'lteq', 'from', 'to', 'in', 'like'] as const;
const fields = ['entity_id', 'sku', 'updated_at', 'created_at', 'price', 'status', 'name'] as const;
const sorts = ['entity_id', 'sku', 'updated_at', 'created_at', 'price', 'name'] as const;

describe.each<GeneratedProducts>([
  { count: 60, perSecond: 4 },
  { count: 61, perSecond: 7, gaps: 0.3, firstId: 5000 },
  { count: 45, perSecond: 1000, gaps: 0.9 },
  { count: 50, perSecond: 1 },
])('generated products %j', async (options) => {
  const { sandbox, token, all } = await shop(options);
  // The values of products make filters that hold for some and not for others.
  const filter: fc.Arbitrary<FilterText> = fc
    .tuple(fc.constantFrom(...fields), fc.constantFrom(...conditions), fc.constantFrom(...all))
    .map(([field, condition, item]) => [field, condition, String(columnOf(item, field))]);
  const sort = fc
    .tuple(fc.constantFrom(...sorts), fc.boolean())
    .map(([field, down]) => (down ? `-${field}` : field));
  const asked = fc.record({
    filters: fc.array(filter, { maxLength: 3 }),
    sorts: fc.array(sort, { minLength: 1, maxLength: 2 }),
    pageSize: fc.integer({ min: 1, max: 30 }),
    currentPage: fc.integer({ min: 1, max: 5 }),
  });

  it('are found, ordered and paged like those that are looked at one by one', async () => {
    await fc.assert(
      fc.asyncProperty(asked, async (one) => {
        const ids = expectedIds(all, one);
        const { body } = await products(sandbox, token, one);
        const start = (one.currentPage - 1) * one.pageSize;
        expect(body.total_count).toBe(ids.length);
        expect(body.items.map(({ id }: Item) => id)).toEqual(
          ids.slice(start, start + one.pageSize),
        );
      }),
      { numRuns: 150 },
    );
  });
});
