import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, it } from 'vitest';
import * as products from '../../generated/resources/products.js';
import {
  type AttemptEnd,
  type AttemptInfo,
  anonymous,
  type CallEnd,
  type CallInfo,
  type ClientOptions,
  createBudget,
  createClient,
  type Observer,
  type RestRequest,
} from '../../src/core.js';
import { createFakeClock } from '../support/fake-clock.js';
import { json, reset, silence, startServer, type TestServer } from '../support/server.js';

const read: RestRequest = { method: 'GET', path: '/V1/x' };

/** An observer that writes down what it is told. */
function createRecorder() {
  const calls: { info: CallInfo; end: CallEnd }[] = [];
  const attempts: { info: AttemptInfo; end: AttemptEnd }[] = [];
  const observe: Observer = {
    call: async (info, next) => calls.push({ info, end: await next() }),
    attempt: async (info, next) => attempts.push({ info, end: await next() }),
  };
  return { observe, calls, attempts };
}

function connect(server: TestServer, options: Partial<ClientOptions>) {
  return createClient({ baseUrl: server.url, auth: anonymous(), random: () => 0, ...options });
}

describe('an observer', () => {
  it('learns which operation is called where, and what came of it', async () => {
    const server = await startServer(json({ sku: 'red' }));
    const clock = createFakeClock();
    const { observe, calls, attempts } = createRecorder();
    const client = connect(server, { observe, clock, name: 'catalog' });
    await products.get(client, { sku: 'red/shirt' }, { store: 'de' });
    const info = {
      name: 'products.get',
      method: 'GET',
      template: '/V1/products/{sku}',
      host: '127.0.0.1',
      port: Number(new URL(server.url).port),
      store: 'de',
      lane: 'catalog',
    };
    const end = { status: 200, errorCode: undefined, durationMs: 0 };
    expect(calls).toEqual([{ info, end: { ...end, attempts: 1 } }]);
    expect(attempts).toEqual([
      {
        info: { call: info, number: 1, waitedMs: 0 },
        end: { ...end, loginMs: 0, outcome: { kind: 'ok' }, retryInMs: undefined },
      },
    ]);
    expect(attempts[0]?.info.call).toBe(calls[0]?.info);
  });

  it('knows the ports that need not be written, and the scope a write gets by default', async () => {
    const { observe, calls } = createRecorder();
    const auth = { name: 'test', caller: 'admin', authenticate: () => ({}) } as const;
    const fetch = async () => Response.json({});
    for (const baseUrl of ['https://shop.example.com', 'http://localhost']) {
      const client = createClient({ baseUrl, auth, observe, fetch });
      await client.request({ method: 'PUT', path: '/V1/x', body: {} });
    }
    expect(calls.map(({ info: { host, port, store } }) => [host, port, store])).toEqual([
      ['shop.example.com', 443, 'all'],
      ['localhost', 80, 'all'],
    ]);
  });

  it('is not shown a path written by hand', async () => {
    const server = await startServer(json({}));
    const { observe, calls } = createRecorder();
    await connect(server, { observe }).request({ method: 'GET', path: '/V1/acme/ann?token=a' });
    expect(calls[0]?.info).toMatchObject({ name: 'request', template: undefined });
  });

  it('learns of each attempt whether there is another, and after which back-off', async () => {
    const server = await startServer(reset, json({}, 502), json({ message: 'no' }, 404));
    const clock = createFakeClock();
    const { observe, calls, attempts } = createRecorder();
    const client = connect(server, { observe, clock, random: () => 1 });
    const call = client.request(read).catch(() => undefined);
    for (const wait of [250, 500]) {
      while (clock.pending === 0 || client.budget.snapshot().inFlight > 0) await clock.advance(0);
      await clock.advance(wait);
    }
    await call;
    expect(attempts.map(({ info, end }) => [info.number, end])).toMatchObject([
      [1, { status: undefined, errorCode: 'NETWORK', retryInMs: 250 }],
      [2, { status: 502, errorCode: 'SERVER', outcome: { kind: 'soft-overload' }, retryInMs: 500 }],
      [3, { status: 404, errorCode: 'NOT_FOUND', outcome: { kind: 'ok' }, retryInMs: undefined }],
    ]);
    expect(calls).toMatchObject([
      { end: { status: 404, errorCode: 'NOT_FOUND', attempts: 3, durationMs: 750 } },
    ]);
  });

  it('learns how long an attempt waited for its permit, logged in, and was on the wire', async () => {
    const clock = createFakeClock();
    const { observe, attempts } = createRecorder();
    const budget = createBudget({ target: 1, clock });
    const auth = async () => {
      await new Promise<void>((done) => clock.after(30, done));
      return {};
    };
    const fetch = async () => {
      await new Promise<void>((done) => clock.after(700, done));
      return Response.json({});
    };
    const permit = await budget.acquire();
    const baseUrl = 'https://shop.example.com';
    const call = createClient({ baseUrl, auth, observe, budget, clock, fetch }).request(read);
    while (Object.keys(budget.snapshot().queued).length === 0) await clock.advance(0);
    await clock.advance(5_000);
    permit.settle({ kind: 'ok' });
    await clock.advance(730);
    await call;
    expect(attempts).toMatchObject([
      { info: { waitedMs: 5_000 }, end: { loginMs: 30, durationMs: 700 } },
    ]);
  });

  it('learns of an abort, of a foreign error and of a call that got no permit, by a word', async () => {
    const server = await startServer(silence);
    const { observe, calls, attempts } = createRecorder();
    const controller = new AbortController();
    const call = connect(server, { observe }).request(read, { signal: controller.signal });
    while (server.requests.length === 0) await new Promise((done) => setImmediate(done));
    controller.abort(new Error('enough of password-1'));
    await expect(call).rejects.toThrow('enough');
    const auth = () => Promise.reject(new TypeError('password-2'));
    await expect(connect(server, { observe, auth }).request(read)).rejects.toThrow(TypeError);
    const budget = createBudget();
    await budget.close();
    await expect(connect(server, { observe, budget }).request(read)).rejects.toThrow('closed');
    expect(calls.map(({ end }) => [end.errorCode, end.status, end.attempts])).toEqual([
      ['ABORTED', undefined, 1],
      ['OTHER', undefined, 1],
      ['BUDGET_CLOSED', undefined, 0],
    ]);
    expect(attempts.map(({ end }) => [end.errorCode, end.durationMs !== undefined])).toEqual([
      ['ABORTED', true],
      ['OTHER', false],
    ]);
  });

  it('may enter a context that reaches the authenticator and fetch, each call its own', async () => {
    const server = await startServer(json({}));
    const context = new AsyncLocalStorage<string>();
    const seen: unknown[] = [];
    let calls = 0;
    const observe: Observer = {
      call: (_, next) => context.run(`call ${++calls}`, next),
      attempt: ({ number }, next) => context.run(`${context.getStore()}.${number}`, next),
    };
    const client = connect(server, {
      observe,
      budget: { target: 1 },
      auth: async () => ({ 'x-context': String(context.getStore()) }),
      fetch: (url, init) => {
        const sent = new Headers(init?.headers).get('x-context');
        seen.push([sent, context.getStore()]);
        return fetch(url, init);
      },
    });
    await Promise.all([1, 2, 3].map(() => client.request(read)));
    expect(seen).toEqual(['call 1.1', 'call 2.1', 'call 3.1'].map((name) => [name, name]));
  });

  it('of one kind alone will do', async () => {
    const server = await startServer(json({ ok: true }));
    const { observe, calls, attempts } = createRecorder();
    const { call, attempt } = observe;
    if (call) await connect(server, { observe: { call } }).request(read);
    if (attempt) await connect(server, { observe: { attempt } }).request(read);
    expect([calls.length, attempts.length]).toEqual([1, 1]);
  });

  it('is not asked when the input of a call is wrong', async () => {
    const server = await startServer(json({}));
    const { observe, calls } = createRecorder();
    await expect(
      connect(server, { observe }).request({ method: 'GET', path: 'https://x' }),
    ).rejects.toMatchObject({ code: 'INPUT' });
    expect(calls).toEqual([]);
  });
});

describe('an observer cannot disturb a call', () => {
  const disturbers: Readonly<Record<string, Observer>> = {
    'that never calls next': { call: async () => 1, attempt: async () => 1 },
    'that calls next twice': {
      call: (_, next) => Promise.all([next(), next()]),
      attempt: (_, next) => Promise.all([next(), next()]),
    },
    'that calls next late': {
      call: async (_, next) => Promise.resolve().then(next),
      attempt: async (_, next) => Promise.resolve().then(next),
    },
    'that never ends': {
      call: (_, next) => next().then(() => new Promise(() => undefined)),
      attempt: (_, next) => next().then(() => new Promise(() => undefined)),
    },
  };

  it.each(Object.entries(disturbers))('%s', async (_, observe) => {
    const server = await startServer(json({}, 503), json({ ok: true }));
    await expect(connect(server, { observe }).request(read)).resolves.toEqual({ ok: true });
    expect(server.requests).toHaveLength(2);
  });

  it('that fails, of which the platform tells', async () => {
    const server = await startServer(json({ ok: true }));
    const told: unknown[] = [];
    const listeners = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection');
    process.on('unhandledRejection', (reason) => told.push(reason));
    try {
      const observe: Observer = {
        call() {
          throw 'at once';
        },
        attempt: async (_, next) => {
          await next();
          throw 'afterwards';
        },
      };
      await expect(connect(server, { observe }).request(read)).resolves.toEqual({ ok: true });
      await new Promise((done) => setImmediate(done));
      expect(told.sort()).toEqual(['afterwards', 'at once']);
    } finally {
      process.removeAllListeners('unhandledRejection');
      for (const listener of listeners) process.on('unhandledRejection', listener);
    }
  });
});
