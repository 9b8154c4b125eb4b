// What a call costs beyond fetch: a product list over loopback, sequentially, as a ratio to raw `fetch`
// and `.json()`. The server runs in a process of its own; batches of each kind take turns. Fails when a
// ratio is above its ceiling.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { report } from './report.js';
import { median, medianRatio } from './statistics.js';

const ROUNDS = 81;
const BATCH = 20;
const WARM_UP = 500;

const built = (path: string) => new URL(`../../dist/${path}`, import.meta.url).href;
const { createClient } = (await import(built('core.js'))) as typeof import('../../src/core.js');
const { integrationBearer } = (await import(
  built('auth/integration-bearer.js')
)) as typeof import('../../src/auth/integration-bearer.js');
const { oauth1 } = (await import(
  built('auth/oauth1.js')
)) as typeof import('../../src/auth/oauth1.js');
const products = (await import(
  built('resources/products.js')
)) as typeof import('../../generated/resources/products.js');

const server = fork(fileURLToPath(new URL('./server.ts', import.meta.url)));
const [port] = (await once(server, 'message')) as [number];
const baseUrl = `http://127.0.0.1:${port}`;

const bearer = createClient({ baseUrl, auth: integrationBearer({ token: 'abcdef0123456789' }) });
const signed = createClient({
  baseUrl,
  auth: oauth1({
    consumerKey: 'consumer-key-of-32-characters-001',
    consumerSecret: 'consumer-secret-of-32-characters-',
    accessToken: 'access-token-of-32-characters-001',
    accessTokenSecret: 'access-secret-of-32-characters-01',
  }),
});
const list = { searchCriteria: { pageSize: 20, currentPage: 1 } };
const url = `${baseUrl}/rest/all/V1/products?searchCriteria[pageSize]=20&searchCriteria[currentPage]=1`;
const headers = { accept: 'application/json', authorization: 'Bearer abcdef0123456789' };

type Kind = 'fetch' | 'bearer' | 'oauth1';
const kinds: readonly Kind[] = ['fetch', 'bearer', 'oauth1'];
const calls: Readonly<Record<Kind, () => Promise<unknown>>> = {
  fetch: async () => (await fetch(url, { headers })).json(),
  bearer: () => products.list(bearer, list),
  oauth1: () => products.list(signed, list),
};

/** Milliseconds of one call, over a batch. */
async function time(kind: Kind, count: number): Promise<number> {
  const call = calls[kind];
  const start = performance.now();
  for (let done = 0; done < count; done += 1) await call();
  return (performance.now() - start) / count;
}

const times: Readonly<Record<Kind, number[]>> = { fetch: [], bearer: [], oauth1: [] };
for (const kind of kinds) await time(kind, WARM_UP);
for (let round = 0; round < ROUNDS; round += 1) {
  const first = round % kinds.length;
  for (const kind of [...kinds.slice(first), ...kinds.slice(0, first)]) {
    times[kind].push(await time(kind, BATCH));
  }
}
server.disconnect();

const figure = (name: string, kind: Kind) => ({
  name,
  value: medianRatio(times[kind], times.fetch),
  unit: '× fetch',
  note: `${median(times[kind]).toFixed(2)} ms`,
});
report(`a call over loopback, median of ${ROUNDS} rounds of ${BATCH}`, [
  figure('fetch and .json()', 'fetch'),
  { ...figure('magekit, bearer', 'bearer'), ceiling: 1.5 },
  { ...figure('magekit, oauth1', 'oauth1'), ceiling: 1.7 },
]);
