import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { createBudget, isMagentoError } from '../../../src/index.js';
import type { Cursor, Drift, WalkOptions } from '../../../src/search/index.js';
import { createRowStore, type RowStore, rowsOf } from './support/row-store.js';
import { connect as connectTo, walkThrough } from './support/walking.js';

// Hundreds of walks each; a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000 });

// One for all of the many clients: Node follows the code under each budget that was ever used.
const budget = createBudget({ target: 8 });
const connect = (store: RowStore) => connectTo(store, { budget });

/** What happens to the list before one of the requests. */
interface Change {
  readonly kind: 'insert' | 'delete' | 'change';
  readonly id: number;
}

interface Scenario {
  readonly ids: readonly number[];
  /** Before each request, as far as it goes. */
  readonly changes: readonly (readonly Change[])[];
  readonly pageSize: number;
  /** After so many pages the walk stops, and another goes on from its cursor. */
  readonly stopAfter: number;
}

const id = fc.integer({ min: 1, max: 60 });
const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom('insert', 'delete', 'change'),
  id,
});
const scenario: fc.Arbitrary<Scenario> = fc.record({
  ids: fc.uniqueArray(id, { minLength: 1, maxLength: 40 }),
  changes: fc.array(fc.array(change, { maxLength: 6 }), { maxLength: 25 }),
  pageSize: fc.integer({ min: 1, max: 13 }),
  stopAfter: fc.integer({ min: 1, max: 12 }),
});

/** A store that goes through a scenario, and the ids that were there all along. */
function createChangingStore({ ids, changes }: Scenario) {
  const lasting = new Set(ids);
  function apply(store: RowStore, { kind, id }: Change) {
    const row = store.rows.get(id);
    if (kind === 'delete') {
      store.rows.delete(id);
      lasting.delete(id);
    } else if (kind === 'change' && row) {
      store.rows.set(id, { ...row, name: `${row.name}+` });
    } else if (kind === 'insert' && !row) {
      for (const added of rowsOf([id])) store.rows.set(id, added);
    }
  }
  const store: RowStore = createRowStore(rowsOf(ids), {
    before: (count) => {
      for (const change of changes[count - 1] ?? []) apply(store, change);
    },
  });
  return { store, lasting };
}

const idsOf = (items: readonly { readonly id?: number }[]) => items.map(({ id = 0 }) => id);
const ascending = (a: number, b: number) => a - b;

/** Walks some pages, keeps the cursor as text, and walks the rest. */
async function walkInTwo(store: RowStore, { pageSize, stopAfter }: Scenario, options: WalkOptions) {
  const { products } = connect(store);
  const criteria = { pageSize };
  const delivered: number[] = [];
  let cursor: Cursor | undefined;
  let pages = 0;
  for await (const page of products.pages(criteria, options)) {
    delivered.push(...idsOf(page.items));
    cursor = JSON.parse(JSON.stringify(page.cursor));
    pages += 1;
    if (pages === stopAfter) break;
  }
  const rest =
    cursor && pages === stopAfter
      ? await walkThrough(products.pages(criteria, { ...options, from: cursor }))
      : { items: [], error: undefined };
  if (rest.error) throw rest.error;
  return [...delivered, ...idsOf(rest.items)];
}

it.each<WalkOptions>([
  {},
  { lookAhead: 0 },
  { parallel: 3 },
  { parallel: 3, ordered: false },
  { parallel: 5, ordered: false, lookAhead: 2 },
])('a walk by key loses and repeats no row that was there all along (%o)', async (options) => {
  await fc.assert(
    fc.asyncProperty(scenario, async (given) => {
      const { store, lasting } = createChangingStore(given);
      const found = await walkInTwo(store, given, options);
      expect(new Set(found).size).toBe(found.length);
      expect(found.filter((one) => lasting.has(one)).sort(ascending)).toEqual(
        [...lasting].sort(ascending),
      );
      if (options.ordered !== false) expect(found).toEqual(found.toSorted(ascending));
    }),
    { numRuns: 200 },
  );
});

it('a walk down by key loses and repeats no row that was there all along', async () => {
  await fc.assert(
    fc.asyncProperty(scenario, fc.integer({ min: 1, max: 3 }), async (given, parallel) => {
      const { store, lasting } = createChangingStore(given);
      const sortOrders = [{ field: 'entity_id', direction: 'DESC' as const }];
      const { pageSize } = given;
      const walk = connect(store).products.pages({ pageSize, sortOrders }, { parallel });
      const { items, error } = await walkThrough(walk);
      const found = idsOf(items);
      expect(error).toBeUndefined();
      expect(found.filter((one) => lasting.has(one))).toEqual(
        [...lasting].sort(ascending).reverse(),
      );
      expect(new Set(found).size).toBe(found.length);
    }),
    { numRuns: 200 },
  );
});

it.each([{}, { sortOrders: [{ field: 'kind', direction: 'DESC' as const }] }])(
  'a walk by page numbers loses and repeats no row that was there all along, or says so (%o)',
  async (order) => {
    let [quiet, changed] = [0, 0];
    await fc.assert(
      fc.asyncProperty(scenario, async (given) => {
        const { store, lasting } = createChangingStore(given);
        const drifts: Drift[] = [];
        const { pageSize } = given;
        const walk = connect(store).products.pages(
          { pageSize, ...order },
          { mode: 'offset', onDrift: (drift) => drifts.push(drift) },
        );
        const { items, error } = await walkThrough(walk);
        expect(error).toBeUndefined();
        const lost = drifts.some(({ kind, by }) => kind === 'moved' && by === undefined);
        if (drifts.length === 0) quiet += 1;
        else changed += 1;
        // Also after drift, unless the place was lost.
        if (lost) return;
        const found = idsOf(items).filter((one) => lasting.has(one));
        expect(found.sort(ascending)).toEqual([...lasting].sort(ascending));
      }),
      { numRuns: 300 },
    );
    expect(Math.min(quiet, changed)).toBeGreaterThan(20);
  },
);

it('a walk by page numbers that nobody listens to ends where the list changed, if it notices', async () => {
  await fc.assert(
    fc.asyncProperty(scenario, async (given) => {
      const { store, lasting } = createChangingStore(given);
      const walk = connect(store).products.pages({ pageSize: given.pageSize }, { mode: 'offset' });
      const { items, error } = await walkThrough(walk);
      const found = idsOf(items).filter((one) => lasting.has(one));
      expect(new Set(found).size).toBe(found.length);
      if (error === undefined) {
        expect(found.sort(ascending)).toEqual([...lasting].sort(ascending));
      } else {
        expect(isMagentoError(error) && error.code).toBe('LIST_CHANGED');
      }
    }),
    { numRuns: 200 },
  );
});
