// What reading at scale costs, on a store of a million products in a process of its own: memory of an export
// of everything, time of a page at the start and at the end, items per second against a loop written by hand,
// and requests side by side over a wire with latency. Fails when a figure is above its ceiling.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { SandboxSwitches } from '../../src/sandbox/index.js';
import type { Connection } from './export/connect.js';
import type { PagesResult } from './export/pages-run.js';
import type { ParallelResult } from './export/parallel-run.js';
import type { RateResult } from './export/rate-run.js';
import type { WholeResult } from './export/whole-run.js';
import { report } from './report.js';
import { median, medianRatio } from './statistics.js';

/** Pages looked at on either end. */
const EDGE = 200;

const path = (name: string) => fileURLToPath(new URL(`./export/${name}`, import.meta.url));

async function messageOf<T>(child: ChildProcess, name: string): Promise<T> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${name} ended with ${code}`);
  });
  // When the message is there first, the end is as it should be.
  ended.catch(() => undefined);
  const [message] = (await Promise.race([once(child, 'message'), ended])) as [T];
  return message;
}

const store = fork(path('store.ts'));
const connection = await messageOf<Connection>(store, 'the store');

async function configure(switches: SandboxSwitches): Promise<void> {
  store.send(switches);
  await messageOf(store, 'the store');
}

const run = <T>(name: string) =>
  messageOf<T>(
    fork(path(name), [JSON.stringify(connection)], {
      execArgv: ['--expose-gc', ...process.execArgv],
    }),
    name,
  );

const whole = await run<WholeResult>('whole-run.ts');
const rate = await run<RateResult>('rate-run.ts');
// What a row costs apart from its place is the same for both ways, and would only take time here.
await configure({ cost: { perRowMs: 0 } });
const pages = await run<PagesResult>('pages-run.ts');
await configure({
  cost: { baseMs: 100, perRowMs: 0, perSkippedRowMs: 0, perCountedRowMs: 0 },
});
const parallel = await run<ParallelResult>('parallel-run.ts');
store.disconnect();

/** The last pages against the first. */
const growth = ({ first, last }: PagesResult['byKey']) => ({
  value: median(last) / median(first),
  unit: '×',
  note: `${median(first).toFixed(0)} and ${median(last).toFixed(0)} ms`,
});
const edges = { first: whole.pages.slice(0, EDGE), last: whole.pages.slice(-EDGE - 1, -1) };
const timesAsFast = (value: number, base: number) => ({
  value: base / value,
  unit: '× the time',
  note: `${(value / base).toFixed(2)} × the items per second`,
});
report(`a million products, ${whole.items.toLocaleString('en')} in all`, [
  {
    name: 'memory of an export of everything',
    value: whole.peakMegabytes,
    unit: 'MB over idle',
    ceiling: 64,
    note: `${whole.seconds.toFixed(0)} s`,
  },
  { name: 'the last pages of that against the first', ...growth(edges), ceiling: 1.3 },
  { name: 'the same by key, rows cost as in Magento', ...growth(pages.byKey), ceiling: 1.3 },
  { name: 'the same by number', ...growth(pages.byNumber) },
  {
    name: 'a walk against a loop by hand',
    ...timesAsFast(1, medianRatio(rate.bare, rate.walk)),
    ceiling: 1 / 0.9,
  },
  {
    name: '8 side by side against one after the other, in order',
    ...timesAsFast(parallel.ordered, parallel.sequential),
    ceiling: 1 / 6,
  },
  {
    name: '8 side by side against one after the other, as they come',
    ...timesAsFast(parallel.unordered, parallel.sequential),
    ceiling: 1 / 6,
  },
]);
