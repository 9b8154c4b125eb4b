import diagnosticsChannel from 'node:diagnostics_channel';
import { context, metrics, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { adminToken } from '../../src/auth/admin-token.js';
import { anonymous, type ClientOptions, createBudget, createClient } from '../../src/core.js';
import { createTelemetry } from '../../src/otel/index.js';
import { json, startServer, type TestServer } from '../support/server.js';
import { idOf, type Sdk, startSdk } from './support/sdk.js';

const read = { method: 'GET', path: '/V1/x' } as const;

function connect(server: TestServer, sdk?: Sdk, options: Partial<ClientOptions> = {}) {
  const { observe } = createTelemetry(sdk);
  return createClient({
    baseUrl: server.url,
    auth: anonymous(),
    random: () => 0,
    observe,
    ...options,
  });
}

const activeId = () => trace.getActiveSpan()?.spanContext().spanId;

/** Adds a header to the platform's requests as the instrumentation of undici does. */
function instrumentUndici(): void {
  const channel = 'undici:request:create';
  const onRequest = (message: unknown) => {
    const { request } = message as {
      readonly request: { addHeader(name: string, value: string): void };
    };
    request.addHeader('x-active-span', activeId() ?? 'none');
  };
  diagnosticsChannel.subscribe(channel, onRequest);
  onTestFinished(() => {
    diagnosticsChannel.unsubscribe(channel, onRequest);
  });
}

beforeEach(() => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
});
afterEach(() => {
  context.disable();
  trace.disable();
  metrics.disable();
});

describe('the span of an attempt', () => {
  it('is the active one for the platform’s fetch, each request its own', async () => {
    instrumentUndici();
    const server = await startServer(json({}, 503), json({}));
    const sdk = startSdk();
    const client = connect(server, sdk, { budget: { target: 3 } });
    await Promise.all([1, 2, 3, 4, 5, 6].map(() => client.request(read)));
    const seen = server.requests.map(({ headers }) => headers['x-active-span']);
    const attempts = sdk.spans().filter(({ name }) => name === 'GET');
    expect(seen).toHaveLength(7);
    expect([...seen].sort()).toEqual(attempts.map(idOf).sort());
  });

  it('is the active one for a fetch that is patched later, and for a login', async () => {
    const server = await startServer(json('token'), json({}));
    const sdk = startSdk();
    const auth = adminToken({ username: 'anna', password: 'Pa55word' });
    const client = connect(server, sdk, { auth });
    const seen: unknown[] = [];
    const { fetch } = globalThis;
    vi.stubGlobal('fetch', (...request: Parameters<typeof fetch>) => {
      seen.push(activeId());
      return fetch(...request);
    });
    await client.request(read);
    const [, attempt] = sdk.spans();
    expect(seen).toEqual([idOf(attempt), idOf(attempt)]);
  });

  it('is sent to the store by nobody who was not asked to', async () => {
    const server = await startServer(json({}));
    await connect(server, startSdk()).request(read);
    expect(Object.keys(server.requests[0]?.headers ?? {})).not.toContain('traceparent');
  });

  it('is over when the call goes on', async () => {
    const server = await startServer(json({}));
    const sdk = startSdk();
    const client = connect(server, sdk);
    await sdk.tracerProvider.getTracer('test').startActiveSpan('job', async (job) => {
      await client.request(read);
      expect(activeId()).toBe(idOf(job as never));
      expect(sdk.spans()).toHaveLength(2);
      job.end();
    });
  });
});

describe('providers', () => {
  it('are the registered ones when none is given', async () => {
    const sdk = startSdk();
    trace.setGlobalTracerProvider(sdk.tracerProvider);
    metrics.setGlobalMeterProvider(sdk.meterProvider);
    await connect(await startServer(json({}))).request(read);
    expect(sdk.spans()).toHaveLength(2);
    expect([...(await sdk.metrics()).keys()]).toContain('http.client.request.duration');
  });

  it('may be missing: calls work, and no span is recorded or sent', async () => {
    instrumentUndici();
    const server = await startServer(json({ ok: true }));
    const telemetry = createTelemetry();
    const budget = createBudget();
    const stop = telemetry.watch(budget);
    let recording: boolean | undefined;
    const client = createClient({
      baseUrl: server.url,
      auth: anonymous(),
      budget,
      observe: telemetry.observe,
      fetch: (...request) => {
        recording = trace.getActiveSpan()?.isRecording();
        return fetch(...request);
      },
    });
    await expect(client.request(read)).resolves.toEqual({ ok: true });
    expect(recording).toBe(false);
    expect(server.requests[0]?.headers['x-active-span']).toMatch(/^0+$/);
    stop();
  });
});
