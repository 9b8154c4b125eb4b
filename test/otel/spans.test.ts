import { context, SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as products from '../../generated/resources/products.js';
import { adminToken } from '../../src/auth/admin-token.js';
import {
  anonymous,
  type ClientOptions,
  createBudget,
  createClient,
  type RestRequest,
} from '../../src/core.js';
import { createTelemetry } from '../../src/otel/index.js';
import { createFakeClock } from '../support/fake-clock.js';
import { json, reset, silence, startServer, type TestServer } from '../support/server.js';
import { childrenOf, type Sdk, startSdk, treeOf } from './support/sdk.js';

const read: RestRequest = { method: 'GET', path: '/V1/x' };

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

beforeAll(() => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
});
afterAll(() => context.disable());

describe('spans of a call', () => {
  it('are one for the call and one for its attempt, named by operation and template', async () => {
    const server = await startServer(json({ sku: 'a' }));
    const sdk = startSdk();
    const client = connect(server, sdk, { name: 'catalog' });
    await products.get(client, { sku: 'red shirt' }, { store: 'de' });
    const [call, attempt] = sdk.spans();
    expect(treeOf(sdk.spans())).toBe('products.get (GET /V1/products/{sku})');
    const target = {
      'server.address': '127.0.0.1',
      'server.port': Number(new URL(server.url).port),
      'url.template': '/V1/products/{sku}',
    };
    expect(call).toMatchObject({ kind: SpanKind.INTERNAL, status: { code: SpanStatusCode.UNSET } });
    expect(call?.attributes).toEqual({
      ...target,
      'magekit.operation': 'products.get',
      'magekit.lane': 'catalog',
      'magekit.store': 'de',
      'magekit.attempts': 1,
      'http.response.status_code': 200,
    });
    expect(attempt).toMatchObject({
      kind: SpanKind.CLIENT,
      status: { code: SpanStatusCode.UNSET },
      instrumentationScope: { name: 'magekit' },
    });
    expect(attempt?.attributes).toEqual({
      ...target,
      'magekit.operation': 'products.get',
      'http.request.method': 'GET',
      'http.response.status_code': 200,
      'magekit.outcome': 'ok',
      'magekit.login.duration': expect.any(Number),
    });
  });

  it('have the method alone for a path written by hand', async () => {
    const server = await startServer(json({}));
    const sdk = startSdk();
    await connect(server, sdk).request(read);
    expect(treeOf(sdk.spans())).toBe('request (GET)');
    expect(sdk.spans().flatMap(({ attributes }) => Object.keys(attributes))).not.toContain(
      'url.template',
    );
  });

  it('lie inside the span that is active, each call in its own', async () => {
    const server = await startServer(json({}));
    const sdk = startSdk();
    const client = connect(server, sdk, { budget: { target: 2 } });
    const tracer = sdk.tracerProvider.getTracer('test');
    const skus = ['a', 'b', 'c', 'd', 'e'];
    await Promise.all(
      skus.map((sku) =>
        tracer.startActiveSpan(`import ${sku}`, async (span) => {
          await products.get(client, { sku });
          await client.request(read);
          span.end();
        }),
      ),
    );
    const inside = 'products.get (GET /V1/products/{sku}), request (GET)';
    expect(treeOf(sdk.spans())).toBe(skus.map((sku) => `import ${sku} (${inside})`).join(', '));
  });

  it('keep their order where no context manager follows the call', async () => {
    context.disable();
    try {
      const server = await startServer(json({}, 503), json({}));
      const sdk = startSdk();
      await connect(server, sdk).request(read);
      expect(treeOf(sdk.spans())).toBe('request (GET, GET)');
    } finally {
      context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    }
  });
});

describe('spans of a call that is tried again', () => {
  it('are siblings, with the throttling, the back-off and the number of the resend', async () => {
    const server = await startServer(json({}, 503), reset, json({}));
    const sdk = startSdk();
    const clock = createFakeClock();
    const client = connect(server, sdk, { clock, random: () => 1 });
    const call = client.request(read);
    for (const wait of [250, 250]) {
      while (clock.pending === 0 || client.budget.snapshot().inFlight > 0) await clock.advance(0);
      await clock.advance(wait);
    }
    await call;
    const [span, ...attempts] = sdk.spans();
    expect(span).toMatchObject({
      attributes: { 'magekit.attempts': 3, 'http.response.status_code': 200 },
      status: { code: SpanStatusCode.UNSET },
    });
    expect(span?.events.map(({ name, attributes }) => [name, attributes])).toEqual([
      ['magekit.back_off', { 'magekit.attempt': 1, 'magekit.back_off.duration': 0.25 }],
      ['magekit.back_off', { 'magekit.attempt': 2, 'magekit.back_off.duration': 0.25 }],
    ]);
    expect(childrenOf(sdk.spans(), span)).toEqual(attempts);
    expect(attempts).toMatchObject([
      {
        status: { code: SpanStatusCode.ERROR },
        attributes: {
          'http.response.status_code': 503,
          'error.type': '503',
          'magekit.outcome': 'throttled',
        },
        events: [{ name: 'magekit.throttled' }],
      },
      {
        status: { code: SpanStatusCode.ERROR },
        attributes: {
          'http.request.resend_count': 1,
          'error.type': 'NETWORK',
          'magekit.outcome': 'soft-overload',
        },
        events: [],
      },
      { attributes: { 'http.request.resend_count': 2, 'magekit.outcome': 'ok' } },
    ]);
    expect(attempts[0]?.attributes).not.toHaveProperty('http.request.resend_count');
  });

  it('show what the store asked for, and the wait for the permit', async () => {
    const server = await startServer(json({}, 429, { 'retry-after': '3' }), json({}));
    const sdk = startSdk();
    const clock = createFakeClock();
    const client = connect(server, sdk, { clock, name: 'orders' });
    const call = client.request(read);
    while (client.budget.snapshot().pausedUntil === null) await clock.advance(0);
    while (clock.pending === 0) await clock.advance(0);
    await clock.advance(3_000);
    await call;
    const [span, first] = sdk.spans();
    expect(first?.events).toMatchObject([
      { name: 'magekit.throttled', attributes: { 'magekit.retry_after': 3 } },
    ]);
    expect(span?.events).toMatchObject([
      { name: 'magekit.back_off', attributes: { 'magekit.back_off.duration': 0 } },
      {
        name: 'magekit.wait',
        attributes: {
          'magekit.attempt': 2,
          'magekit.lane': 'orders',
          'magekit.wait.duration': 3,
        },
      },
    ]);
  });

  it('show a refused token and the attempt with a new one', async () => {
    const server = await startServer(
      json('token-1'),
      json({ message: "The consumer isn't authorized to access %resources." }, 401),
      json('token-2'),
      json({}),
    );
    const sdk = startSdk();
    const auth = adminToken({ username: 'anna', password: 'Pa55word' });
    await connect(server, sdk, { auth }).request(read);
    expect(server.requests).toHaveLength(4);
    expect(sdk.spans().map(({ attributes }) => attributes)).toMatchObject([
      { 'magekit.attempts': 2, 'http.response.status_code': 200 },
      { 'http.response.status_code': 401, 'error.type': '401' },
      { 'http.response.status_code': 200, 'http.request.resend_count': 1 },
    ]);
  });
});

describe('spans of a call that fails', () => {
  it('have the status for an error answer, and the code of the error for the call', async () => {
    const server = await startServer(json({ message: 'No such entity' }, 404));
    const sdk = startSdk();
    const client = connect(server, sdk, { clock: createFakeClock() });
    await expect(products.get(client, { sku: 'a' })).rejects.toThrow();
    const failed = { status: { code: SpanStatusCode.ERROR } };
    expect(sdk.spans()).toMatchObject([
      { ...failed, attributes: { 'error.type': 'NOT_FOUND', 'http.response.status_code': 404 } },
      { ...failed, attributes: { 'error.type': '404', 'magekit.outcome': 'ok' } },
    ]);
    expect(sdk.spans().map(({ status, events }) => [status.message, events])).toEqual([
      [undefined, []],
      [undefined, []],
    ]);
  });

  it('say that the caller aborted, and end', async () => {
    const server = await startServer(silence);
    const sdk = startSdk();
    const controller = new AbortController();
    const call = connect(server, sdk).request(read, { signal: controller.signal });
    while (server.requests.length === 0) await new Promise((done) => setImmediate(done));
    controller.abort();
    await expect(call).rejects.toThrow();
    const aborted = {
      attributes: { 'error.type': 'ABORTED' },
      status: { code: SpanStatusCode.ERROR },
    };
    expect(sdk.spans()).toMatchObject([aborted, aborted]);
  });

  it('are one without attempts when there is no permit, and _OTHER for foreign errors', async () => {
    const server = await startServer(json({}));
    const sdk = startSdk();
    const budget = createBudget();
    await budget.close();
    await expect(connect(server, sdk, { budget }).request(read)).rejects.toThrow();
    const auth = () => Promise.reject(new RangeError('no'));
    await expect(connect(server, sdk, { auth }).request(read)).rejects.toThrow(RangeError);
    expect(treeOf(sdk.spans())).toBe('request, request (GET)');
    expect(sdk.spans().map(({ attributes }) => attributes['error.type'])).toEqual([
      'BUDGET_CLOSED',
      '_OTHER',
      '_OTHER',
    ]);
  });
});
