import { getEventListeners } from 'node:events';
import { inspect } from 'node:util';

import { describe, expect, it } from 'vitest';
import type { Authenticator } from '../../src/auth/authenticator.js';
import {
  anonymous,
  type ClientOptions,
  createBudget,
  createClient,
  NetworkError,
  type RestRequest,
} from '../../src/core.js';
import { createFakeClock } from '../support/fake-clock.js';
import {
  type Answerer,
  closedPort,
  cutBody,
  json,
  page,
  reset,
  silence,
  startServer,
  type TestServer,
} from '../support/server.js';

const read: RestRequest = { method: 'GET', path: '/V1/x' };
const create: RestRequest = { method: 'POST', path: '/V1/x', body: { a: 1 } };

/** Back-off without waiting: jitter 0. */
function connect(server: TestServer, options: Partial<ClientOptions> = {}) {
  return createClient({ baseUrl: server.url, auth: anonymous(), random: () => 0, ...options });
}

describe('a call', () => {
  it('sends what it should and nothing else', async () => {
    const server = await startServer(json({ ok: true }));
    await connect(server, { headers: { 'x-pass': 'on' } }).request(create, {
      headers: { 'x-call': '7' },
    });
    const [{ method, url, headers, body } = {}] = server.requests;
    expect({ method, url, body }).toEqual({ method: 'POST', url: '/rest/V1/x', body: '{"a":1}' });
    expect(headers).toMatchObject({
      accept: 'application/json',
      'content-type': 'application/json',
      'x-pass': 'on',
      'x-call': '7',
    });
    expect(headers?.authorization ?? headers?.cookie).toBeUndefined();
  });

  it('takes a header of the call over one of the client, whatever their case', async () => {
    const server = await startServer(json({}));
    const client = connect(server, { headers: { 'X-Pass': 'client', Accept: 'text/json' } });
    await client.request(read, { headers: { 'x-PASS': 'call' } });
    expect(server.requests[0]?.headers).toMatchObject({ 'x-pass': 'call', accept: 'text/json' });
  });

  it('sends no content type without a body', async () => {
    const server = await startServer(json('masked'));
    await connect(server).request({ method: 'POST', path: '/V1/guest-carts' });
    expect(server.requests[0]?.headers['content-type']).toBeUndefined();
  });

  it('hands out status, headers, duration and attempts', async () => {
    const server = await startServer(json({}, 503), json({ n: 1 }, 200, { 'x-a': 'b' }));
    const { data, response } = await connect(server).request(read).withResponse();
    expect(data).toEqual({ n: 1 });
    expect(response).toMatchObject({ status: 200, attempts: 2 });
    expect(response.headers.get('x-a')).toBe('b');
    expect(response.durationMs).toBeGreaterThanOrEqual(0);
  });

  it('rejects once when only the response was asked for', async () => {
    const server = await startServer(json({ message: 'no' }, 400));
    await expect(connect(server).request(read).withResponse()).rejects.toMatchObject({
      status: 400,
    });
  });

  it('checks the answer when asked to', async () => {
    const server = await startServer(json({ id: 'x' }));
    const validate = {
      '~standard': {
        version: 1 as const,
        vendor: 'test',
        validate: (value: unknown) => ({
          issues: [{ message: `not ${JSON.stringify(value)}`, path: ['id'] }],
        }),
      },
    };
    await expect(connect(server).request(read, { validate })).rejects.toMatchObject({
      code: 'RESPONSE_FORMAT',
      message: expect.stringContaining('id: not {"id":"x"}'),
    });
  });

  it('refuses unknown options and bad stores', async () => {
    const client = connect(await startServer(json({})));
    await expect(client.request(read, { timeout: 3 } as never)).rejects.toThrow(
      'A call has no option "timeout"',
    );
    await expect(client.request(read, { store: 'de/ch' })).rejects.toMatchObject({ code: 'INPUT' });
    await expect(client.request(read, { headers: { cookie: 'store=de' } })).rejects.toThrow(
      'credentials belong',
    );
    expect(() => client.store('../admin')).toThrow('no store code');
  });
});

describe('store scope', () => {
  const admin: Authenticator = { name: 'test', caller: 'admin', authenticate: () => ({}) };
  const paths = (server: TestServer) => server.requests.map(({ url }) => url);

  it('of an admin is "all" for writes and the default view for reads', async () => {
    const server = await startServer(json({}));
    const client = connect(server, { auth: admin });
    await client.request(read);
    await client.request(create);
    await client.request(create, { store: 'de' });
    await client.store('fr').request(create);
    expect(paths(server)).toEqual([
      '/rest/V1/x',
      '/rest/all/V1/x',
      '/rest/de/V1/x',
      '/rest/fr/V1/x',
    ]);
  });

  it('of a guest or customer is the default view', async () => {
    const server = await startServer(json({}));
    await connect(server).request(create);
    expect(paths(server)).toEqual(['/rest/V1/x']);
  });

  it('of an operation that belongs to a view stays there', async () => {
    const server = await startServer(json({}));
    const operation = {
      name: 'carts.create',
      method: 'POST',
      path: '/V1/carts',
      scope: 'view',
    } as const;
    await connect(server, { auth: admin }).call(operation, {});
    expect(paths(server)).toEqual(['/rest/V1/carts']);
  });
});

describe('retries', () => {
  const fails: [string, Answerer][] = [
    ['503', json({ message: 'busy' }, 503)],
    ['429', json({ message: 'Too Many Requests' }, 429)],
    ['502', page('<h1>502 Bad Gateway</h1>', 502)],
    ['504', page('', 504)],
    ['a reset', reset],
    ['a cut body', cutBody],
  ];

  it.each(fails)('repeat a read after %s', async (_, failure) => {
    const server = await startServer(failure, json({ ok: true }));
    await expect(connect(server).request(read)).resolves.toEqual({ ok: true });
    expect(server.requests).toHaveLength(2);
  });

  it.each(fails)(
    'repeat a POST only if the store cannot have done it: %s',
    async (name, failure) => {
      const server = await startServer(failure, json({ ok: true }));
      const call = connect(server).request(create);
      if (name === '429') await expect(call).resolves.toEqual({ ok: true });
      else
        await expect(call).rejects.toMatchObject({
          name: expect.stringMatching(/ServerError|NetworkError/),
        });
      expect(server.requests).toHaveLength(name === '429' ? 2 : 1);
    },
  );

  it('repeat a POST after 503 with Retry-After, as the limiter refused it', async () => {
    const server = await startServer(json({}, 503, { 'retry-after': '0' }), json({ ok: true }));
    await expect(connect(server).request(create)).resolves.toEqual({ ok: true });
  });

  it('repeat a POST that the caller calls idempotent, and no read that must not be', async () => {
    const server = await startServer(reset, json({ ok: true }));
    await expect(connect(server).request(create, { idempotent: true })).resolves.toEqual({
      ok: true,
    });
    const other = await startServer(reset, json({ ok: true }));
    await expect(connect(other).request(read, { idempotent: false })).rejects.toThrow(NetworkError);
  });

  it.each([400, 401, 404, 500])('do not repeat %i', async (status) => {
    const server = await startServer(json({ message: 'no' }, status));
    await expect(connect(server).request(read)).rejects.toMatchObject({ status });
    expect(server.requests).toHaveLength(1);
  });

  it('end at their limits', async () => {
    const soft = await startServer(page('', 502));
    await expect(connect(soft).request(read)).rejects.toMatchObject({ status: 502 });
    expect(soft.requests).toHaveLength(4);
    const busy = await startServer(json({}, 429));
    await expect(connect(busy, { retry: { throttled: 2 } }).request(read)).rejects.toMatchObject({
      code: 'RATE_LIMIT',
    });
    expect(busy.requests).toHaveLength(3);
  });

  it('give their permit back while they back off', async () => {
    const server = await startServer(json({}, 503), json({ ok: true }));
    const clock = createFakeClock();
    // Two, as a throttled answer at level 1 would pause the budget.
    const budget = createBudget({ target: 2, clock });
    const client = connect(server, { budget, clock, random: () => 1 });
    const slow = client.request(read);
    while (clock.pending !== 1 || budget.snapshot().inFlight > 0) await new Promise(setImmediate);
    await expect(client.request(read)).resolves.toEqual({ ok: true });
    await clock.advance(250);
    await expect(slow).resolves.toEqual({ ok: true });
  });

  it('are over when the budget is closed meanwhile', async () => {
    const server = await startServer(json({}, 503), json({ ok: true }));
    const clock = createFakeClock();
    const budget = createBudget({ target: 2, clock });
    const call = connect(server, { budget, clock, random: () => 1 }).request(read);
    const failed = expect(call).rejects.toMatchObject({ code: 'BUDGET_CLOSED' });
    while (clock.pending !== 1 || budget.snapshot().inFlight > 0) await new Promise(setImmediate);
    await budget.close();
    await clock.advance(250);
    await failed;
    expect(clock.pending).toBe(0);
  });

  it('return to the head of their lane, before calls that came later', async () => {
    const budget = createBudget({ target: 1 });
    const waiting = () => Object.values(budget.snapshot().queued).reduce((sum, n) => sum + n, 0);
    // "b" is answered only when "a" stands in the queue again, with "c" and "d".
    const whenAllWait: Answerer = (response, request) => {
      if (waiting() === 3) json({ ok: true })(response, request);
      else setImmediate(() => whenAllWait(response, request));
    };
    const server = await startServer(page('', 502), whenAllWait, json({ ok: true }));
    const client = connect(server, { budget });
    const get = (name: string) => client.request({ method: 'GET', path: `/V1/${name}` });
    await Promise.all([get('a'), get('b'), get('c'), get('d')]);
    expect(server.requests.map(({ url }) => url.at(-1)).join('')).toBe('abacd');
  });

  it('obey Retry-After for everybody on the budget', async () => {
    const server = await startServer(json({}, 429, { 'retry-after': '30' }), json({ ok: true }));
    const clock = createFakeClock();
    const client = connect(server, { clock });
    const calls = [client.request(read)];
    while (client.budget.snapshot().pausedUntil === null) await new Promise(setImmediate);
    calls.push(client.request(read));
    await clock.advance(29_000);
    expect(server.requests).toHaveLength(1);
    await clock.advance(1_000);
    await expect(Promise.all(calls)).resolves.toEqual([{ ok: true }, { ok: true }]);
  });

  it('give up at once when Retry-After is past the deadline or the cap', async () => {
    const server = await startServer(json({}, 429, { 'retry-after': '30' }));
    await expect(connect(server).request(read, { deadlineMs: 5_000 })).rejects.toMatchObject({
      code: 'RATE_LIMIT',
      retryAfterMs: 30_000,
    });
    const long = await startServer(json({}, 429, { 'retry-after': '3600' }));
    await expect(connect(long).request(read)).rejects.toMatchObject({ retryAfterMs: 3_600_000 });
    expect(long.requests).toHaveLength(1);
  });
});

describe('the end of a call', () => {
  it('by abort stops it on the wire and throws the reason unchanged', async () => {
    const server = await startServer(silence);
    const controller = new AbortController();
    const call = connect(server).request(read, { signal: controller.signal });
    while (server.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const reason = { why: 'closed the tab' };
    controller.abort(reason);
    await expect(call).rejects.toBe(reason);
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  });

  it('by abort before it starts sends nothing', async () => {
    const server = await startServer(json({}));
    await expect(connect(server).request(read, { signal: AbortSignal.abort('no') })).rejects.toBe(
      'no',
    );
    expect(server.requests).toHaveLength(0);
  });

  it('leaves no listener on a signal that is used again and again', async () => {
    const server = await startServer(json({}));
    const { signal } = new AbortController();
    for (let i = 0; i < 3; i++) await connect(server).request(read, { signal });
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  it('that fails says the reason which the platform keeps below its own words', async () => {
    const client = createClient({ baseUrl: 'http://127.0.0.1:1', auth: anonymous() });
    const call = client.request(create);
    await expect(call).rejects.toThrow('The request failed: TypeError: fetch failed (bad port).');
  });

  it('shares its signal with many others without a warning', async () => {
    const server = await startServer(json({ ok: true }));
    const { signal } = new AbortController();
    const budget = createBudget({ target: 1 });
    const warnings: Error[] = [];
    const note = (warning: Error) => warnings.push(warning);
    process.on('warning', note);
    const calls = Array.from({ length: 30 }, () =>
      connect(server, { budget }).request(read, { signal }),
    );
    const borrowed = Array.from({ length: 30 }, () => budget.run(async () => 'done', { signal }));
    await Promise.all([...calls, ...borrowed]);
    process.off('warning', note);
    expect(warnings).toEqual([]);
  });

  it('by deadline says where the time went', async () => {
    const server = await startServer(silence);
    const clock = createFakeClock();
    const budget = createBudget({ target: 1, clock });
    const client = connect(server, { clock, budget });
    const first = expect(client.request(read, { deadlineMs: 1_000 })).rejects.toMatchObject({
      code: 'DEADLINE',
      stage: 'attempt',
    });
    while (server.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const second = expect(client.request(read, { deadlineMs: 500 })).rejects.toMatchObject({
      code: 'DEADLINE',
      stage: 'queue',
      message: expect.stringContaining('deadline of 500 ms (in queue)'),
    });
    await clock.advance(1_000);
    await Promise.all([first, second]);
    expect(clock.pending).toBe(0);
  });

  it('of an attempt that takes too long is typed, and a read is tried again', async () => {
    const server = await startServer(silence);
    const clock = createFakeClock();
    const call = connect(server, { clock, attemptTimeoutMs: 2_000, retry: { soft: 0 } }).request(
      read,
    );
    const refused = expect(call).rejects.toMatchObject({ code: 'ATTEMPT_TIMEOUT' });
    while (server.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await clock.advance(2_000);
    await refused;
  });
});

describe('answers that are not what they should be', () => {
  it('as a web page with status 200 are a typed error with a hint', async () => {
    const server = await startServer(page('<html><title>Welcome</title>'));
    await expect(connect(server).request(read)).rejects.toMatchObject({
      code: 'RESPONSE_FORMAT',
      hint: expect.stringContaining('web page'),
    });
  });

  it('as cut JSON are a typed error', async () => {
    const server = await startServer(
      page('{"items":[', 200, { 'content-type': 'application/json' }),
    );
    await expect(connect(server).request(read)).rejects.toMatchObject({ code: 'RESPONSE_FORMAT' });
  });

  it('without a body are undefined', async () => {
    const server = await startServer(page('', 200));
    await expect(connect(server).request(read)).resolves.toBeUndefined();
  });

  it('that are too long are cut off, with and without a known length', async () => {
    const long = 'x'.repeat(5_000);
    for (const headers of [{ 'content-length': '5000' }, { 'transfer-encoding': 'chunked' }]) {
      const server = await startServer(page(long, 200, headers as Record<string, string>));
      await expect(connect(server, { maxBodyBytes: 1_000 }).request(read)).rejects.toThrow(
        'longer than 1000 bytes',
      );
    }
  });

  it('as a redirect are an error that says which address to configure', async () => {
    const server = await startServer(
      page('', 302, { location: 'https://www.shop.example.com/rest/V1/x?token=abc' }),
    );
    await expect(connect(server).request(read)).rejects.toMatchObject({
      code: 'REDIRECT',
      location: 'https://www.shop.example.com/rest/V1/x',
      hint: expect.stringContaining('baseUrl'),
    });
    expect(server.requests).toHaveLength(1);
  });
});

describe('a fetch that fails', () => {
  it('with the request in its message, as mocks do, leaks no credential', async () => {
    const fetch: typeof globalThis.fetch = async (url, init) => {
      throw new TypeError(`No match for ${url} ${JSON.stringify(init?.headers)}`);
    };
    const auth = () => ({ authorization: 'Bearer s3cret-token' });
    const client = createClient({
      baseUrl: 'https://shop.example.com',
      auth,
      fetch,
      retry: { soft: 0 },
    });
    const error: unknown = await client.request(read).catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      code: 'NETWORK',
      message: expect.stringContaining('No match for'),
    });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('s3cret');
  });
});

describe('a store that cannot be reached', () => {
  const reach = (baseUrl: string) =>
    createClient({ baseUrl, auth: anonymous(), retry: { soft: 0 } }).request(read);

  it('because nothing listens there is a sentence', async () => {
    await expect(reach(await closedPort())).rejects.toMatchObject({
      code: 'NETWORK',
      message: expect.stringContaining('The store refused the connection [ECONNREFUSED]'),
    });
  });

  it('because it speaks no TLS at that address is a sentence, and not tried again', async () => {
    const server = await startServer(json({}));
    await expect(reach(server.url.replace('http:', 'https:'))).rejects.toMatchObject({
      code: 'NETWORK',
      message: expect.stringContaining('without TLS'),
    });
  });

  it('because the host does not exist is a sentence', async () => {
    await expect(reach('https://no-such-host.invalid')).rejects.toMatchObject({
      code: 'NETWORK',
      message: expect.stringContaining('host name of the store'),
    });
  });
});
