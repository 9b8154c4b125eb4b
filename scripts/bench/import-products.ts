// How fast many products are imported, as a ratio to a loop by hand with as many requests at once, over
// loopback into a sandbox without faults; and what a stream of 100,000 takes in memory. Fails when a ratio
// or the memory is above its ceiling.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Importers, importsBy } from './import-products/importers.js';
import { heapAfter } from './import-products/memory.js';
import { report } from './report.js';
import { median, medianRatio } from './statistics.js';

const ROUNDS = 7;
const ITEMS = 1_000;
/** Nine tenths of the rate. */
const ceiling = 1 / 0.9;

const store = fork(fileURLToPath(new URL('./import-store.ts', import.meta.url)));
const [address] = (await once(store, 'message')) as [Parameters<typeof importsBy>[0]];
const importers = await importsBy(address);

type Kind = keyof Importers;
const kinds = Object.keys(importers) as readonly Kind[];
const times = Object.fromEntries(kinds.map((kind) => [kind, [] as number[]])) as Record<
  Kind,
  number[]
>;

for (const kind of kinds) await importers[kind](100);
for (let round = 0; round < ROUNDS; round += 1) {
  const first = round % kinds.length;
  for (const kind of [...kinds.slice(first), ...kinds.slice(0, first)]) {
    const start = performance.now();
    await importers[kind](ITEMS);
    times[kind].push(performance.now() - start);
  }
}
store.disconnect();

const rate = (kind: Kind) => `${Math.round((ITEMS * 1000) / median(times[kind]))} products/s`;
const figure = (name: string, kind: Kind, base: Kind) => ({
  name,
  value: medianRatio(times[kind], times[base]),
  unit: 'x the time',
  note: `${rate(kind)} instead of ${rate(base)}`,
});

const small = { direct: await heapAfter('direct', 1_000), async: await heapAfter('async', 1_000) };
const large = {
  direct: await heapAfter('direct', 100_000),
  async: await heapAfter('async', 100_000),
};
const growth = (mode: 'direct' | 'async') => ({
  name: `100,000 instead of 1,000 from a stream, ${mode}`,
  value: Math.max(0, (large[mode] - small[mode]) / 1024 / 1024),
  unit: 'MB more',
  ceiling: 4,
  note: `${(large[mode] / 1024 / 1024).toFixed(1)} MB in use`,
});

report(`imports of ${ITEMS} products, median of ${ROUNDS} rounds`, [
  { ...figure('one by one, to a loop over products.create', 'direct', 'directByHand'), ceiling },
  figure('one by one, to a loop over fetch', 'direct', 'directByFetch'),
  { ...figure("through the store's queue, to a loop over fetch", 'async', 'asyncByHand'), ceiling },
  growth('direct'),
  growth('async'),
]);
