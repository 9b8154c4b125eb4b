// What credentials cost before a request is sent: a whole signed header by Magento's rules, as a ratio to
// the header that oauth-1.0a makes by itself for the same request, and a token that is there already.
// Batches of each kind take turns. Fails when a ratio is above its ceiling.
import { createHmac } from 'node:crypto';
import OAuth from 'oauth-1.0a';
import { report } from './report.js';
import { median, medianRatio } from './statistics.js';

const ROUNDS = 81;
const BATCH = 200;
const WARM_UP = 10_000;

const built = (path: string) => new URL(`../../dist/${path}`, import.meta.url).href;
const { integrationBearer } = (await import(
  built('auth/integration-bearer.js')
)) as typeof import('../../src/auth/integration-bearer.js');
const { adminToken } = (await import(
  built('auth/admin-token.js')
)) as typeof import('../../src/auth/admin-token.js');
const { oauth1 } = (await import(
  built('auth/oauth1.js')
)) as typeof import('../../src/auth/oauth1.js');

type Authenticator = ReturnType<typeof oauth1>;
type AuthContext = Parameters<Authenticator['authenticate']>[1];

const keys = {
  consumerKey: 'k3q9v0n5d1b7a2x8m4f6h0j2l9p3r5t7',
  consumerSecret: 's8d2f6g1h5j9k3l7z0x4c8v2b6n1m5q9',
  accessToken: 't1y5u9i3o7p0a4s8d2f6g1h5j9k3l7z0',
  accessTokenSecret: 'w4e8r2t6y1u5i9o3p7a0s4d8f2g6h1j5',
};

/** Twelve search parameters: three filters, a sort order and the page, as a client writes them. */
const filters = [
  ['updated_at', '2026-01-31 12:00:00', 'gteq'],
  ['status', '1', 'eq'],
  ['sku', '24-MB01,24-MB02,24-MB03', 'in'],
].flatMap(([field, value, conditionType], group) =>
  Object.entries({ field, value, conditionType }).map(
    ([name, text]) =>
      [`searchCriteria[filterGroups][${group}][filters][0][${name}]`, text] as const,
  ),
);
const parameters = [
  ...filters,
  ['searchCriteria[sortOrders][0][field]', 'entity_id'],
  ['searchCriteria[pageSize]', '100'],
  ['searchCriteria[currentPage]', '1'],
] as const;
const query = parameters
  .map(([name, value = '']) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
  .join('&');
const request = { method: 'GET', url: `https://shop.example.com/rest/V1/products?${query}` };

const context: AuthContext = {
  send: () => Promise.resolve({ status: 200, headers: new Headers(), text: '"a.b.c"' }),
  root: 'https://shop.example.com/rest',
  store: undefined,
  signal: new AbortController().signal,
  clock: { now: () => Date.now(), after: () => () => undefined },
  serverNow: () => Date.now(),
};

const signed = oauth1(keys);
// The stores up to 2.4.7, whose order of parameters is the dearest.
const natural = oauth1({ ...keys, engine: 'laminas' });
const given = integrationBearer({ token: keys.accessToken });
const loggedIn = adminToken({ username: 'anna', password: 'Pa55word-of-anna' });
const plain = new OAuth({
  consumer: { key: keys.consumerKey, secret: keys.consumerSecret },
  signature_method: 'HMAC-SHA256',
  hash_function: (text, key) => createHmac('sha256', key).update(text).digest('base64'),
});
const token = { key: keys.accessToken, secret: keys.accessTokenSecret };

type Kind = 'plain' | 'signed' | 'natural' | 'given' | 'loggedIn';
const calls: Readonly<Record<Kind, () => unknown>> = {
  plain: () => plain.toHeader(plain.authorize({ ...request, data: {} }, token)),
  signed: () => signed.authenticate(request, context),
  natural: () => natural.authenticate(request, context),
  given: () => given.authenticate(request, context),
  loggedIn: () => loggedIn.authenticate(request, context),
};
const kinds = Object.keys(calls) as Kind[];

/** Microseconds of one header, over a batch. */
async function time(kind: Kind, count: number): Promise<number> {
  const call = calls[kind];
  const start = performance.now();
  for (let done = 0; done < count; done += 1) {
    const header = call();
    // A promise of what is there already costs a turn; oauth-1.0a has none.
    if (header instanceof Promise) await header;
  }
  return ((performance.now() - start) * 1000) / count;
}

const times: Readonly<Record<Kind, number[]>> = {
  plain: [],
  signed: [],
  natural: [],
  given: [],
  loggedIn: [],
};
for (const kind of kinds) await time(kind, WARM_UP);
for (let round = 0; round < ROUNDS; round += 1) {
  const first = round % kinds.length;
  for (const kind of [...kinds.slice(first), ...kinds.slice(0, first)]) {
    times[kind].push(await time(kind, BATCH));
  }
}

const figure = (name: string, kind: Kind) => ({
  name,
  value: medianRatio(times[kind], times.plain),
  unit: '× oauth-1.0a',
  note: `${median(times[kind]).toFixed(2)} µs`,
});
report(`a header for ${parameters.length} parameters, median of ${ROUNDS} rounds of ${BATCH}`, [
  figure('oauth-1.0a', 'plain'),
  { ...figure('magekit, oauth1', 'signed'), ceiling: 1.2 },
  { ...figure('magekit, oauth1 in natural order', 'natural'), ceiling: 1.2 },
  { ...figure('magekit, a given token', 'given'), ceiling: 0.05 },
  { ...figure('magekit, a token of a login', 'loggedIn'), ceiling: 0.05 },
]);
