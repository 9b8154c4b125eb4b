// One run: three clients with a backlog of 60 calls against a store, under one limiter. Started with its
// options as JSON; sends its result to the parent.
import { fork } from 'node:child_process';
import { once, setMaxListeners } from 'node:events';
import { fileURLToPath } from 'node:url';
import { anonymous, createClient } from '../../../src/core.js';
import { lightFetch } from './light-fetch.js';
import { createLimiter } from './limiters.js';
import { BUCKET, type RunOptions, type RunResult, type Sample } from './result.js';
import { scaledClock } from './scaled-clock.js';
import { capacity, createRandom, scenario } from './scenarios.js';

const CLIENTS = 3;
const CALLS_AT_ONCE = 20;

const options: RunOptions = JSON.parse(process.argv[2] ?? '');
const { seed, speed } = options;
const plan = scenario(options.scenario, seed);
const clock = scaledClock(speed);
const limiter = createLimiter(options.limiter, plan.target, clock, seed);
const store = fork(fileURLToPath(new URL('./store.ts', import.meta.url)), [
  plan.id,
  String(seed),
  String(speed),
]);
const [port] = (await once(store, 'message')) as [number];

const samples: Sample[] = [];
let [sent, refused, done, lost, inPause, inFlight, throttled] = [0, 0, 0, 0, 0, 0, 0];
let pausedUntil = 0;
let spent = 0;
let started = clock.now();
const now = () => (clock.now() - started) / 1000;
const counts = () => now() >= plan.warmUp && now() < plan.seconds;

/** The wire, with a tally. */
const tallied: typeof globalThis.fetch = async (input, init) => {
  const counted = counts();
  if (counted) sent += 1;
  if (clock.now() < pausedUntil) inPause += 1;
  inFlight += 1;
  const sentAt = now();
  try {
    const response = await lightFetch(input, init);
    if (response.ok) {
      if (counts()) {
        done += 1;
        // The body is in the same packet.
        spent += now() - sentAt;
      }
    } else {
      throttled += 1;
      if (counted) refused += 1;
      const wait = Number(response.headers.get('retry-after') ?? 0) * 1000;
      if (wait > 0) pausedUntil = Math.max(pausedUntil, clock.now() + wait);
    }
    return response;
  } finally {
    inFlight -= 1;
  }
};

const ending = new AbortController();
setMaxListeners(0, ending.signal);
const clients = Array.from({ length: CLIENTS }, (_, index) =>
  createClient({
    baseUrl: `http://127.0.0.1:${port}`,
    auth: anonymous(),
    fetch: tallied,
    clock,
    random: createRandom(seed * 31 + index),
    budget: limiter.budget,
    name: `client ${index + 1}`,
    ...(limiter.retries === undefined ? {} : { retry: { throttled: limiter.retries } }),
  }),
);

/** One call after the other. */
async function work(client: (typeof clients)[number]): Promise<void> {
  while (!ending.signal.aborted) {
    try {
      await limiter.limit(() =>
        client.request({ method: 'GET', path: '/V1/x' }, { signal: ending.signal }),
      );
    } catch {
      if (!ending.signal.aborted && counts()) lost += 1;
    }
  }
}

let levels: readonly [number, number] = [Number.POSITIVE_INFINITY, 0];
function sample(): void {
  const { level } = limiter.budget.snapshot();
  const shown = limiter.retries === 8 && level === 1_000 ? plan.target : level;
  samples.push({ at: now(), capacity: capacity(plan, now()), level: shown, inFlight, throttled });
  throttled = 0;
  levels = [Math.min(levels[0], shown), Math.max(levels[1], shown)];
}

// Connections and code are warm before the clock starts.
await Promise.all(clients.map((client) => client.request({ method: 'GET', path: '/V1/x' })));
store.send('start');
started = clock.now();
[sent, refused, done, spent] = [0, 0, 0, 0];
const sampling = setInterval(sample, (BUCKET * 1000) / speed);
for (const client of clients) for (let i = 0; i < CALLS_AT_ONCE; i += 1) void work(client);
await new Promise((resolve) => setTimeout(resolve, (plan.seconds * 1000) / speed));
clearInterval(sampling);
ending.abort();

const result: RunResult = {
  ...options,
  sent,
  refused,
  done,
  latency: spent / Math.max(1, done),
  lost,
  inPause,
  levels,
  samples,
};
store.disconnect();
process.send?.(result, () => process.exit());
