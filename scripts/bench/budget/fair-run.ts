// Whether a client with a long queue holds up the others: one run against a store that bears 8. Started with
// the speed; sends its result to the parent.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { anonymous, type Client, createBudget, createClient } from '../../../src/core.js';
import { lightFetch } from './light-fetch.js';
import { scaledClock } from './scaled-clock.js';

/** What the run found; times in seconds. */
export interface Fairness {
  /** 95th percentile of what the light clients waited for a permit, beside 400 queued calls. */
  readonly lightWait: number;
  /** Jain's index of the answers of three clients with 100, 10 and 30 calls at once. */
  readonly jain: number;
  readonly shares: readonly number[];
}

const SECONDS = 60;
const { speed }: { readonly speed: number } = JSON.parse(process.argv[2] ?? '');
const clock = scaledClock(speed);
const store = fork(fileURLToPath(new URL('./store.ts', import.meta.url)), [
  'S1',
  '1',
  String(speed),
]);
const [port] = (await once(store, 'message')) as [number];

const later = (seconds: number) =>
  new Promise((resolve) => setTimeout(resolve, (seconds * 1000) / speed));

/** Clients of a budget of their own that is as large as the store; `sent` is told of each request. */
function connect(names: readonly string[], sent: (name: string) => void): readonly Client[] {
  const budget = createBudget({ target: 8, clock });
  return names.map((name) =>
    createClient({
      baseUrl: `http://127.0.0.1:${port}`,
      auth: anonymous(),
      clock,
      budget,
      name,
      fetch(input, init) {
        sent(name);
        return lightFetch(input, init);
      },
    }),
  );
}

const read = (client: Client) => client.request({ method: 'GET', path: '/V1/x' });

async function lightWait(): Promise<number> {
  const waits: number[] = [];
  const asked = new Map<string, number>();
  const [bulk, ...light] = connect(['bulk', 'light 1', 'light 2'], (name) => {
    const since = asked.get(name);
    if (since !== undefined) waits.push((clock.now() - since) / 1000);
  });
  let over = false;
  const work = async (client: Client) => {
    while (!over) await read(client);
  };
  const workSlowly = async (client: Client, name: string) => {
    while (!over) {
      asked.set(name, clock.now());
      await read(client);
      await later(0.05);
    }
  };
  const all = [
    ...Array.from({ length: 400 }, () => (bulk ? work(bulk) : undefined)),
    ...light.map((client, index) => workSlowly(client, `light ${index + 1}`)),
  ];
  await later(SECONDS);
  over = true;
  await Promise.all(all);
  const sorted = waits.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN;
}

async function shares(): Promise<readonly number[]> {
  const clients = connect(['a', 'b', 'c'], () => undefined);
  const done = clients.map(() => 0);
  let over = false;
  const work = async (client: Client, index: number) => {
    while (!over) {
      await read(client);
      if (!over) done[index] = (done[index] ?? 0) + 1;
    }
  };
  const all = clients.flatMap((client, index) =>
    Array.from({ length: [100, 10, 30][index] ?? 0 }, () => work(client, index)),
  );
  await later(SECONDS);
  over = true;
  await Promise.all(all);
  return done;
}

function jain(values: readonly number[]): number {
  const total = values.reduce((sum, value) => sum + value, 0);
  const squares = values.reduce((sum, value) => sum + value * value, 0);
  return (total * total) / (values.length * squares);
}

const waited = await lightWait();
const found = await shares();
const result: Fairness = { lightWait: waited, jain: jain(found), shares: found };
store.disconnect();
process.send?.(result, () => process.exit());
