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

/** Nine tenths of the rate. */
const ceiling = 1 / 0.9;

const store = fork(fileURLToPath(new URL('./import-store.ts', import.meta.url)));
const [address] = (await once(store, 'message')) as [Parameters<typeof importsBy>[0]];
const importers = await importsBy(address);

type Kind = keyof Importers;

async function timeOf(kind: Kind, items: number): Promise<number> {
  const start = performance.now();
  await importers[kind](items);
  return performance.now() - start;
}

/** Two ways by turns, each first in every other round, so that whatever else the machine does hits both. */
async function compare(
  name: string,
  [kind, base]: readonly [Kind, Kind],
  { rounds, items }: { readonly rounds: number; readonly items: number },
) {
  const times: Partial<Record<Kind, number[]>> = { [kind]: [], [base]: [] };
  for (const way of [kind, base]) await importers[way](items);
  for (let round = 0; round < rounds; round += 1) {
    for (const way of round % 2 === 0 ? [kind, base] : [base, kind]) {
      times[way]?.push(await timeOf(way, items));
    }
  }
  const { [kind]: own = [], [base]: others = [] } = times;
  const rate = (all: readonly number[]) => Math.round((items * 1000) / median(all));
  return {
    name,
    value: medianRatio(own, others),
    unit: 'x the time',
    note: `${rate(own)} products/s instead of ${rate(others)}; ${rounds} rounds of ${items}`,
  };
}

const short = { rounds: 40, items: 250 };
// A queue is asked once a second, so that fewer items would measure the waiting.
const long = { rounds: 6, items: 1_000 };
const rates = [
  {
    ...(await compare(
      'one by one, to a loop over products.create',
      ['direct', 'directByHand'],
      short,
    )),
    ceiling,
  },
  await compare('one by one, to a loop over fetch', ['direct', 'directByFetch'], short),
  {
    ...(await compare(
      "through the store's queue, to a loop over fetch",
      ['async', 'asyncByHand'],
      long,
    )),
    ceiling,
  },
];
store.disconnect();

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

report('imports of products', [...rates, growth('direct'), growth('async')]);
