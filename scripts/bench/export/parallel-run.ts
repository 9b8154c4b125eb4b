// Items per second over a wire with latency, one request after the other and side by side. Started with the
// connection as JSON; sends the rates to the parent.
import type { WalkOptions } from '../../../src/search/index.js';
import { between, connect, products } from './connect.js';

const PAGE_SIZE = 100;
const ITEMS = 24_000;
const PARALLEL = 8;
const START = 10_000;

/** Items per second, without and with requests side by side. */
export interface ParallelResult {
  readonly sequential: number;
  readonly ordered: number;
  readonly unordered: number;
}

const client = connect({ budget: { target: PARALLEL } });

async function rate(count: number, options: WalkOptions): Promise<number> {
  const started = performance.now();
  const criteria = between(START, START + count, PAGE_SIZE);
  const fields = 'sku,price,name';
  let items = 0;
  for await (const _ of products.iterate(client, criteria, { fields, ...options })) items += 1;
  if (items !== count) throw new Error(`${items} items instead of ${count}`);
  return (items * 1000) / (performance.now() - started);
}

await rate(5 * PAGE_SIZE, {});
const result: ParallelResult = {
  sequential: await rate(ITEMS / PARALLEL, {}),
  ordered: await rate(ITEMS, { parallel: PARALLEL }),
  unordered: await rate(ITEMS, { parallel: PARALLEL, ordered: false }),
};
process.send?.(result, () => process.exit());
