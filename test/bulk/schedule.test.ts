import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEntry, type Entry } from '../../src/bulk/engine/entry.js';
import type { EntrySource } from '../../src/bulk/engine/read.js';
import { createSchedule } from '../../src/bulk/engine/schedule.js';
import { createFakeClock } from '../support/fake-clock.js';

const entryAt = (index: number, key: string | undefined, bytes: number): Entry => ({
  ...createEntry(index, undefined, key),
  bytes,
});

/** A source that gives each entry at once, or after what it is told to wait for. */
function sourceOf(
  entries: readonly Entry[],
  waitFor: (index: number) => Promise<unknown> | undefined = () => undefined,
): EntrySource {
  let index = 0;
  return {
    next() {
      const entry = entries[index];
      const wait = waitFor(index);
      index += 1;
      return wait ? wait.then(() => entry) : entry;
    },
    leave: () => undefined,
  };
}

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
      const source = sourceOf(entries, (index) =>
        index % 3 === 0 ? undefined : scheduler.schedule(Promise.resolve()),
      );
      const limits = { items, bytes };
      const clock = createFakeClock();
      let read = 0;
      const onRead = () => {
        read += 1;
      };
      const schedule = createSchedule({ source, limits, rows, clock, onRead });
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
      expect(read).toBe(entries.length);
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
  const source = sourceOf([0, 1, 2, 3, 4].map((index) => entryAt(index, 'same', 1)));
  const schedule = createSchedule({
    source,
    limits: { items: 3, bytes: 100 },
    rows: false,
    clock: createFakeClock(),
    onRead: () => undefined,
  });
  expect(await schedule.next()).toHaveLength(1);
  const waiting = schedule.next();
  expect(schedule.close()).toHaveLength(4);
  expect(await waiting).toBeUndefined();
});

test('what arrives after a schedule was closed is not taken over', async () => {
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  let read = 0;
  const schedule = createSchedule({
    source: sourceOf([entryAt(0, 'a', 1)], () => gate),
    limits: { items: 3, bytes: 100 },
    rows: false,
    clock: createFakeClock(),
    onRead: () => {
      read += 1;
    },
  });
  const waiting = schedule.next();
  expect(schedule.close()).toEqual([]);
  open();
  expect(await waiting).toBeUndefined();
  expect(schedule.close()).toEqual([]);
  expect(read).toBe(0);
});

test('a chunk that is not full waits half a second for more, and no longer', async () => {
  const clock = createFakeClock();
  const never = new Promise<void>(() => undefined);
  const schedule = createSchedule({
    source: sourceOf([entryAt(0, 'a', 1), entryAt(1, 'b', 1)], (index) =>
      index === 0 ? undefined : never,
    ),
    limits: { items: 3, bytes: 100 },
    rows: false,
    clock,
    onRead: () => undefined,
  });
  const waiting = schedule.next();
  await clock.advance(499);
  expect(clock.pending).toBe(1);
  await clock.advance(1);
  expect(await waiting).toHaveLength(1);
});
