import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as orders from '../../../generated/resources/orders.js';
import { magentoDate } from '../../../src/encode.js';
import { type ChangesCursor, exportChanges } from '../../../src/exports/index.js';
import type { Client } from '../../../src/index.js';
import { createRowsStore } from '../support/rows-store.js';

const OVERLAP_MS = 10_000;
const START = Date.UTC(2026, 0, 31, 12);

/** Rows saved at once, and how long it takes until others see it. */
interface Save {
  /** Milliseconds after the one before. */
  readonly after: number;
  readonly keys: readonly number[];
  readonly lateMs: number;
}

/** A state of a row. */
interface Version {
  readonly entity_id: number;
  readonly updated_at: string;
  readonly increment_id: string;
  readonly commitAt: number;
}

/** What happens when: rows of one key are locked until a save is through, and no save is longer than the overlap. */
function historyOf(saves: readonly Save[]): readonly Version[] {
  const through = new Map<number, number>();
  const versions: Version[] = [];
  let now = START;
  for (const [at, { after, keys, lateMs }] of saves.entries()) {
    now += after;
    const updated_at = magentoDate(new Date(now));
    for (const entity_id of keys) {
      const commitAt = Math.max(now + lateMs, through.get(entity_id) ?? 0);
      if (commitAt - Date.parse(`${updated_at}Z`) > OVERLAP_MS) continue;
      through.set(entity_id, commitAt);
      versions.push({ entity_id, updated_at, increment_id: `${entity_id}#${at}`, commitAt });
    }
  }
  return versions;
}

/** The last visible state of each row. */
function visible(versions: readonly Version[], now: number): ReadonlyMap<number, Version> {
  return new Map(
    versions.filter(({ commitAt }) => commitAt <= now).map((one) => [one.entity_id, one]),
  );
}

const shown = ({ commitAt: _, ...row }: Version) => ({ ...row });

const save: fc.Arbitrary<Save> = fc.record({
  after: fc.constantFrom(0, 1, 300, 900, 4000, 15_000),
  keys: fc.oneof(
    fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 4 }),
    // A statement that touches many rows gives them all one second.
    fc.integer({ min: 5, max: 30 }).map((many) => Array.from({ length: many }, (_, at) => at + 1)),
  ),
  lateMs: fc.constantFrom(0, 0, 50, 1500, 8000),
});

const plan = fc.record({
  saves: fc.array(save, { minLength: 1, maxLength: 15 }),
  pageSize: fc.integer({ min: 1, max: 12 }),
  /** Milliseconds that the n-th request takes. */
  paces: fc.array(fc.constantFrom(0, 40, 700, 2500), { minLength: 1, maxLength: 10 }),
  /** After how many batches each run dies. */
  deaths: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 8 }),
  pauses: fc.array(fc.constantFrom(500, 6000, 30_000), { minLength: 1, maxLength: 5 }),
  remember: fc.constantFrom(0, 3, 1000),
  /** Whether the cursor is kept with the rows, or after them, and lost when the run dies. */
  together: fc.boolean(),
});
type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never;

/** Runs again and again until everything has long happened; what was taken, in its order. */
async function follow({ saves, pageSize, paces, deaths, pauses, remember, together }: Plan) {
  const versions = historyOf(saves);
  const end = Math.max(START, ...versions.map(({ commitAt }) => commitAt)) + 2 * OVERLAP_MS;
  let now = START;
  let requests = 0;
  const { client } = createRowsStore({
    rows: () => [...visible(versions, now).values()].map(shown),
    now: () => now,
    onRequest: () => {
      now += paces[requests++ % paces.length] ?? 0;
    },
  });
  const taken: string[] = [];
  let cursor: ChangesCursor | undefined;
  const run = async (client: Client, dieAfter: number) => {
    let batches = 0;
    const options = { cursor, remember, overlapMs: OVERLAP_MS };
    for await (const batch of exportChanges(orders.iterate(client, { pageSize }), options)) {
      batches += 1;
      const died = batches === dieAfter;
      // Together: rows without their cursor are rolled back.
      if (died && together) return;
      taken.push(
        ...batch.items.map(({ increment_id = '', updated_at }) => `${increment_id} ${updated_at}`),
      );
      if (died) return;
      cursor = JSON.parse(JSON.stringify(batch.cursor)) as ChangesCursor;
    }
  };
  for (let runs = 0; now < end; runs += 1) {
    now += (pauses[runs % pauses.length] ?? 0) + 100;
    await run(
      client,
      runs % 3 === 2 ? Number.POSITIVE_INFINITY : (deaths[runs % deaths.length] ?? 1),
    );
  }
  await run(client, Number.POSITIVE_INFINITY);
  return { taken, cursor, last: [...visible(versions, now).values()] };
}

describe('changes', () => {
  it('come all, and once where rows and cursor are kept together', async () => {
    await fc.assert(
      fc.asyncProperty(plan, async (given) => {
        const { taken, cursor, last } = await follow(given);
        const lastOf = (id: number) => taken.findLast((one) => one.startsWith(`${id}#`));
        for (const { entity_id, increment_id, updated_at } of last) {
          expect(lastOf(entity_id)).toBe(`${increment_id} ${updated_at}`);
        }
        if (given.together && given.remember === 1000) {
          expect(new Set(taken).size).toBe(taken.length);
        }
        expect(cursor?.seen.length).toBeLessThanOrEqual(given.remember);
      }),
      { numRuns: 200 },
    );
  }, 120_000);
});
