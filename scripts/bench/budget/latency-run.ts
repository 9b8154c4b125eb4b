// One run against a store that never refuses, with requests of three lengths. Started with its options as
// JSON; sends its result to the parent.
import { fork } from 'node:child_process';
import { once, setMaxListeners } from 'node:events';
import { fileURLToPath } from 'node:url';
import { anonymous, createBudget, createClient } from '../../../src/core.js';
import { lightFetch } from './light-fetch.js';
import { scaledClock } from './scaled-clock.js';
import { createRandom } from './scenarios.js';

/** What one run is about. */
export interface LatencyOptions {
  /** A fixed level, or the budget with target 10. */
  readonly limiter: number | 'guard' | 'no guard';
  readonly seed: number;
  /** Of the scenario. */
  readonly seconds: number;
  readonly speed: number;
}

/** What came of it. */
export interface LatencyResult extends LatencyOptions {
  /** Work of the answers, in seconds of a core, per second. */
  readonly throughput: number;
  /** 95th percentile of latency by what the class takes alone: of all, and of the second half. */
  readonly p95: number;
  readonly laterP95: number;
  readonly lastLevel: number;
}

const CLASSES = [
  { name: 'short', seconds: 0.1, share: 0.4 },
  { name: 'middle', seconds: 0.3, share: 0.3 },
  { name: 'long', seconds: 1, share: 0.3 },
] as const;
const CALLS_AT_ONCE = 30;

const options: LatencyOptions = JSON.parse(process.argv[2] ?? '');
const { limiter, seed, seconds, speed } = options;
const clock = scaledClock(speed);
const random = createRandom(seed + 7);
const store = fork(fileURLToPath(new URL('./shared-store.ts', import.meta.url)), [
  String(seed),
  String(speed),
]);
const [port] = (await once(store, 'message')) as [number];
const budget =
  typeof limiter === 'number'
    ? createBudget({ target: limiter, autoRecover: false, clock })
    : createBudget({ target: 10, latencyGuard: limiter === 'guard', clock });

const started = clock.now();
const now = () => (clock.now() - started) / 1000;
const answers: { readonly at: number; readonly slowdown: number; readonly work: number }[] = [];

function pick(): (typeof CLASSES)[number] {
  let left = random();
  for (const one of CLASSES) {
    left -= one.share;
    if (left < 0) return one;
  }
  return CLASSES[2];
}

const client = createClient({
  baseUrl: `http://127.0.0.1:${port}`,
  auth: anonymous(),
  budget,
  clock,
  async fetch(input, init) {
    const sentAt = now();
    const response = await lightFetch(input, init);
    const work = CLASSES.find(({ name }) => String(input).endsWith(name))?.seconds ?? 1;
    answers.push({ at: now(), slowdown: (now() - sentAt) / work, work });
    return response;
  },
});

const ending = new AbortController();
setMaxListeners(0, ending.signal);
async function work(): Promise<void> {
  while (!ending.signal.aborted) {
    const path = `/V1/${pick().name}`;
    await client.request({ method: 'GET', path }, { signal: ending.signal }).catch(() => undefined);
  }
}
for (let i = 0; i < CALLS_AT_ONCE; i += 1) void work();
await new Promise((resolve) => setTimeout(resolve, (seconds * 1000) / speed));
const { level } = budget.snapshot();
ending.abort();

function p95(from: number): number {
  const sorted = answers
    .filter(({ at }) => at >= from && at < seconds)
    .map(({ slowdown }) => slowdown)
    .sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN;
}

const counted = answers.filter(({ at }) => at < seconds);
const result: LatencyResult = {
  ...options,
  throughput: counted.reduce((sum, { work }) => sum + work, 0) / seconds,
  p95: p95(0),
  laterP95: p95(seconds / 2),
  lastLevel: level,
};
store.disconnect();
process.send?.(result, () => process.exit());
