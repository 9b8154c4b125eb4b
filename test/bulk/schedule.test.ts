import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Entry } from '../../src/bulk/engine/entry.js';
import { createSchedule } from '../../src/bulk/engine/schedule.js';
import { createFakeClock } from '../support/fake-clock.js';

const entryAt = (index: number, lock: string | undefined, bytes: number): Entry => ({
  index,
  key: lock,
  lock,
  item: undefined,
  body: undefined,
  bytes,
  id: undefined,
  past: undefined,
  sends: 0,
  requeued: false,
  place: undefined,
});

const someEntries = fc
  .array(
    fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', undefined), fc.integer({ min: 1, max: 60 })),
    {
      maxLength: 80,
    },
  )
  .map((all) => all.map(([lock, bytes], index) => entryAt(index, lock, bytes)));

const settings = fc.record({
  items: fc.integer({ min: 1, max: 10 }),
  bytes: fc.integer({ min: 1, max: 200 }),
  workers: fc.integer({ min: 1, max: 5 }),
  rows: fc.boolean(),
});

test('every entry goes out once, in the order of its lock, within the bounds, and never beside its like', async () => {
  await fc.assert(
    fc.asyncProperty(someEntries, settings, fc.scheduler(), async (entries, given, scheduler) => {
      const { items, bytes, workers, rows } = given;
      const source = (async function* () {
        for (const entry of entries) {
          await scheduler.schedule(Promise.resolve());
          yield entry;
        }
        return undefined;
      })();
      const clock = createFakeClock();
      const schedule = createSchedule({ source, limits: { items, bytes }, rows, clock });
      const out = new Set<Entry>();
      const seen: Entry[] = [];

      async function work(): Promise<void> {
        for (let chunk = await schedule.next(); chunk; chunk = await schedule.next()) {
          const locks = chunk.flatMap(({ lock }) => lock ?? []);
          const sum = chunk.reduce((total, entry) => total + entry.bytes + 1, 0);
          expect(chunk.length).toBeLessThanOrEqual(items);
          if (chunk.length > 1) expect(sum).toBeLessThanOrEqual(bytes + chunk.length);
          if (!rows) expect(new Set(locks).size).toBe(locks.length);
          for (const other of out) expect(locks).not.toContain(other.lock ?? 'none');
          for (const entry of chunk) out.add(entry);
          seen.push(...chunk);
          await scheduler.schedule(Promise.resolve());
          for (const entry of chunk) {
            out.delete(entry);
            schedule.release(entry);
          }
        }
      }

      const all = Promise.all(Array.from({ length: workers }, work));
      await scheduler.waitFor(all);
      expect(seen.map(({ index }) => index).sort((a, b) => a - b)).toEqual([...entries.keys()]);
      for (const name of ['a', 'b', 'c', 'd']) {
        const order = seen.filter(({ lock }) => lock === name).map(({ index }) => index);
        expect(order).toEqual([...order].sort((a, b) => a - b));
      }
    }),
    { numRuns: 150 },
  );
}, 60_000);

test('a schedule that is closed gives back what was read and not handed out', async () => {
  const source = (async function* () {
    for (let index = 0; index < 5; index += 1) yield entryAt(index, 'same', 1);
    return undefined;
  })();
  const limits = { items: 3, bytes: 100 };
  const schedule = createSchedule({ source, limits, rows: false, clock: createFakeClock() });
  expect(await schedule.next()).toHaveLength(1);
  const waiting = schedule.next();
  await new Promise((resolve) => setImmediate(resolve));
  expect(schedule.close()).toHaveLength(4);
  expect(await waiting).toBeUndefined();
});
