import { describe, expect, it } from 'vitest';
import * as products from '../../generated/resources/products.js';
import {
  anonymous,
  type ClientOptions,
  type ConcurrencyBudget,
  createBudget,
  createClient,
} from '../../src/core.js';
import { createTelemetry } from '../../src/otel/index.js';
import { createFakeClock } from '../support/fake-clock.js';
import { json, reset, startServer, type TestServer } from '../support/server.js';
import { type Sdk, startSdk } from './support/sdk.js';

const read = { method: 'GET', path: '/V1/x' } as const;

function connect(server: TestServer, sdk: Sdk, options: Partial<ClientOptions> = {}) {
  const { observe } = createTelemetry(sdk);
  return createClient({
    baseUrl: server.url,
    auth: anonymous(),
    random: () => 0,
    observe,
    ...options,
  });
}

/** The values of an instrument of budgets, each after its attributes. */
async function readBudget(sdk: Sdk, name: string): Promise<unknown> {
  const points = (await sdk.metrics()).get(`magekit.budget.${name}`) ?? [];
  return points.map(({ value, attributes }) => [...Object.values(attributes), value].join(' '));
}

describe('durations', () => {
  it('of requests have the attributes of the conventions, failures included', async () => {
    const server = await startServer(json({}, 502), reset, json({}));
    const sdk = startSdk();
    await products.get(connect(server, sdk), { sku: 'a' });
    const points = (await sdk.metrics()).get('http.client.request.duration');
    const target = {
      'http.request.method': 'GET',
      'server.address': '127.0.0.1',
      'server.port': Number(new URL(server.url).port),
      'url.template': '/V1/products/{sku}',
    };
    expect(points?.map(({ attributes }) => attributes)).toEqual([
      { ...target, 'http.response.status_code': 502, 'error.type': '502' },
      { ...target, 'error.type': 'NETWORK' },
      { ...target, 'http.response.status_code': 200 },
    ]);
  });

  it('are in seconds: of the wait, of the request, and of the whole call', async () => {
    const clock = createFakeClock();
    const sdk = startSdk();
    const budget = createBudget({ target: 1, clock });
    const fetch = async () => {
      await new Promise<void>((done) => clock.after(700, done));
      return Response.json({});
    };
    const client = connect({ url: 'https://shop.example.com', requests: [] }, sdk, {
      budget,
      clock,
      fetch,
    });
    const permit = await budget.acquire();
    const call = client.request(read);
    while (Object.keys(budget.snapshot().queued).length === 0) await clock.advance(0);
    await clock.advance(5_000);
    permit.settle({ kind: 'ok' });
    await clock.advance(700);
    await call;
    const collected = await sdk.metrics();
    const sumOf = (name: string) => collected.get(name)?.map(({ value }) => value);
    expect(sumOf('magekit.budget.wait')).toMatchObject([{ sum: 5, count: 1 }]);
    expect(sumOf('http.client.request.duration')).toMatchObject([{ sum: 0.7, count: 1 }]);
    expect(sumOf('magekit.call.duration')).toMatchObject([{ sum: 5.7, count: 1 }]);
  });

  it('of requests that were not sent are not counted', async () => {
    const sdk = startSdk();
    const auth = () => Promise.reject(new Error('no'));
    await expect(
      connect(await startServer(json({})), sdk, { auth }).request(read),
    ).rejects.toThrow();
    const collected = await sdk.metrics();
    expect(collected.get('http.client.request.duration')).toBeUndefined();
    expect(collected.get('magekit.call.duration')).toMatchObject([
      { attributes: { 'magekit.operation': 'request', 'error.type': '_OTHER' } },
    ]);
  });
});

describe('a watched budget', () => {
  it('shows its level, what is in flight, and who waits in which lane', async () => {
    const sdk = startSdk();
    const budget = createBudget({ target: 3 });
    createTelemetry(sdk).watch(budget, { name: 'shop' });
    const lanes = ['catalog', 'orders'].map((name) => budget.lane({ name }));
    const permits = await Promise.all([1, 2, 3].map(() => budget.acquire()));
    const waiting = [0, 0, 1].map((index) => budget.acquire({ lane: lanes[index] }));
    expect(await readBudget(sdk, 'target')).toEqual(['shop 3']);
    expect(await readBudget(sdk, 'level')).toEqual(['shop 3']);
    expect(await readBudget(sdk, 'ceiling')).toEqual(['shop 3']);
    expect(await readBudget(sdk, 'in_flight')).toEqual(['shop 3']);
    expect(await readBudget(sdk, 'queued')).toEqual(['shop catalog 2', 'shop orders 1']);
    for (const permit of permits) permit.settle({ kind: 'ok' });
    for (const permit of await Promise.all(waiting)) permit.settle({ kind: 'ok' });
    expect(await readBudget(sdk, 'in_flight')).toEqual(['shop 0']);
    expect(await readBudget(sdk, 'queued')).toEqual(['shop catalog 0', 'shop orders 0']);
  });

  it('shares its metrics among its clients, each in a lane of its own', async () => {
    const server = await startServer(json({}, 503), json({}));
    const sdk = startSdk();
    const telemetry = createTelemetry(sdk);
    const budget = createBudget({ target: 2 });
    telemetry.watch(budget);
    const { observe } = telemetry;
    const clients = ['a', 'b', 'c'].map((name) => connect(server, sdk, { budget, name, observe }));
    await Promise.all(clients.map((client) => client.request(read)));
    expect(await readBudget(sdk, 'throttled')).toEqual(['default 1']);
    expect(await readBudget(sdk, 'retried')).toEqual(['default 1']);
    expect(await readBudget(sdk, 'decreases')).toEqual(['default 1']);
    expect(await readBudget(sdk, 'level')).toEqual(['default 1']);
    const waits = (await sdk.metrics()).get('magekit.budget.wait');
    expect(waits?.map(({ attributes }) => attributes['magekit.lane']).sort()).toEqual([
      'a',
      'b',
      'c',
    ]);
  });

  it('shows a pause, probes, and the latency guard where there is one', async () => {
    const clock = createFakeClock();
    const sdk = startSdk();
    const telemetry = createTelemetry(sdk);
    const plain = createBudget({ target: 2, clock, random: () => 0 });
    telemetry.watch(plain, { name: 'plain' });
    const guarded = createBudget({ target: 2, latencyGuard: true });
    telemetry.watch(guarded, { name: 'guarded' });
    const { settle } = await plain.acquire();
    settle({ kind: 'throttled', retryAfterMs: 1_000 });
    expect(await readBudget(sdk, 'paused')).toEqual(['plain 1', 'guarded 0']);
    await clock.advance(1_000);
    expect(await readBudget(sdk, 'paused')).toEqual(['plain 0', 'guarded 0']);
    expect(await readBudget(sdk, 'probes')).toEqual([
      'plain confirmed 0',
      'plain failed 0',
      'guarded confirmed 0',
      'guarded failed 0',
    ]);
    // The guard is loaded when it is wanted.
    while (guarded.snapshot().latencyLevel === null)
      await new Promise((done) => setImmediate(done));
    expect(await readBudget(sdk, 'latency_level')).toEqual([
      expect.stringMatching(/^guarded \d+$/),
    ]);
  });

  it('has a name of its own, which is free again when it is no longer watched', async () => {
    const sdk = startSdk();
    const telemetry = createTelemetry(sdk);
    const stop = telemetry.watch(createBudget({ target: 3 }));
    expect(() => telemetry.watch(createBudget())).toThrow('watched already');
    stop();
    expect(await readBudget(sdk, 'target')).toEqual([]);
    telemetry.watch(createBudget({ target: 4 }));
    stop();
    expect(await readBudget(sdk, 'target')).toEqual(['default 4']);
    expect(() => telemetry.watch(createBudget())).toThrow('watched already');
  });

  it('is read only when metrics are collected', async () => {
    const sdk = startSdk();
    const budget = createBudget();
    let reads = 0;
    const counted: Pick<ConcurrencyBudget, 'snapshot'> = {
      snapshot() {
        reads += 1;
        return budget.snapshot();
      },
    };
    createTelemetry(sdk).watch(counted);
    expect(reads).toBe(0);
    await sdk.metrics();
    expect(reads).toBe(1);
  });
});
