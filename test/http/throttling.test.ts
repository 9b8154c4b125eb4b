import { describe, expect, it } from 'vitest';
import {
  anonymous,
  type ClientOptions,
  classify,
  createBudget,
  createClient,
  type RestRequest,
} from '../../src/core.js';
import { createFakeClock } from '../support/fake-clock.js';
import { json, page, reset, startServer, type TestServer } from '../support/server.js';

const read: RestRequest = { method: 'GET', path: '/V1/x' };
const write: RestRequest = { method: 'PUT', path: '/V1/products/a', body: { product: {} } };
const order: RestRequest = { method: 'PUT', path: '/V1/guest-carts/abc/order' };

function connect(server: TestServer, options: Partial<ClientOptions> = {}) {
  return createClient({ baseUrl: server.url, auth: anonymous(), random: () => 0, ...options });
}

describe('a budget whose auto-recover is off', () => {
  const budget = { autoRecover: false };

  it('leaves throttled answers to the caller, with the wait the store asked for', async () => {
    const server = await startServer(json({}, 429, { 'retry-after': '3' }));
    const client = connect(server, { budget });
    await expect(client.request(read)).rejects.toMatchObject({
      code: 'RATE_LIMIT',
      retryAfterMs: 3_000,
    });
    expect(server.requests).toHaveLength(1);
    expect(client.budget.snapshot()).toMatchObject({ level: 10, pausedUntil: null, throttled: 1 });
  });

  it('lets the option of the client decide, and then each call waits for itself', async () => {
    const server = await startServer(json({}, 429, { 'retry-after': '30' }), json({ ok: true }));
    const clock = createFakeClock();
    const client = connect(server, { budget, clock, retry: { throttled: 2 } });
    const call = client.request(read);
    while (clock.pending === 0 || server.requests.length === 0) await clock.advance(0);
    await clock.advance(29_999);
    expect(server.requests).toHaveLength(1);
    await clock.advance(1);
    await expect(call).resolves.toEqual({ ok: true });
  });

  it('still repeats after soft failures', async () => {
    const server = await startServer(reset, json({ ok: true }));
    await expect(connect(server, { budget }).request(read)).resolves.toEqual({ ok: true });
  });
});

describe('a limit on placing orders', () => {
  it('pauses orders only, and leaves the level alone', async () => {
    const server = await startServer(
      json({ message: 'Too Many Requests' }, 429, { 'retry-after': '60' }),
      json({ ok: true }),
    );
    const clock = createFakeClock();
    const client = connect(server, { clock });
    const { level } = client.budget.snapshot();
    const placed = client.request(order);
    while (server.requests.length === 0) await clock.advance(0);
    await expect(client.request(read)).resolves.toEqual({ ok: true });
    const another = client.request(order);
    await clock.advance(1_000);
    expect(server.requests).toHaveLength(2);
    expect(client.budget.snapshot()).toMatchObject({ level, pausedUntil: null });
    await clock.advance(59_000);
    await expect(Promise.all([placed, another])).resolves.toEqual([{ ok: true }, { ok: true }]);
  });
});

describe('a deadlock', () => {
  const deadlock = json({ message: 'Database deadlock found when trying to get lock' }, 400);

  it('is tried again when that does no harm, and leaves the level alone', async () => {
    const server = await startServer(deadlock, json({ ok: true }));
    const client = connect(server);
    await expect(client.request(write)).resolves.toEqual({ ok: true });
    expect(client.budget.snapshot()).toMatchObject({ decreases: 0, throttled: 0, retried: 1 });
  });

  it('of a call that must not be repeated is an error', async () => {
    const server = await startServer(deadlock);
    await expect(connect(server).request(write, { idempotent: false })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
    expect(server.requests).toHaveLength(1);
  });
});

describe('an outage', () => {
  it('is not answered with more retries than the retry budget holds', async () => {
    const server = await startServer(page('', 502));
    const clock = createFakeClock();
    const client = connect(server, { clock, budget: { target: 10, autoRecover: false } });
    const calls = Array.from({ length: 20 }, () => client.request(read).catch(() => 'failed'));
    await Promise.all(calls);
    // 20 calls, and 20 retries instead of 60.
    expect(server.requests).toHaveLength(40);
  });
});

describe('an own classifier', () => {
  it('decides what an answer means, and leaves the rest to the default', async () => {
    const server = await startServer(
      json({ message: 'slow down' }, 420),
      json({}, 503),
      json({ ok: true }),
    );
    const client = connect(server, {
      classify: (result, request, now) =>
        'status' in result && result.status === 420
          ? { outcome: { kind: 'throttled' }, retry: 'any' }
          : classify(result, request, now),
    });
    await expect(client.request(read)).resolves.toEqual({ ok: true });
    expect(client.budget.snapshot()).toMatchObject({ throttled: 2, retried: 2, decreases: 2 });
  });

  it('sees a success as well, and what is known of the request', async () => {
    const server = await startServer(json({ ok: true }));
    const seen: unknown[] = [];
    const client = connect(server, {
      classify(result, request, now) {
        seen.push([request, 'status' in result && result.status]);
        return classify(result, request, now);
      },
    });
    await client.request(write);
    expect(seen).toEqual([
      [{ method: 'PUT', path: '/rest/V1/products/a', repeat: 'idempotent' }, 200],
    ]);
  });
});

describe('a call under a permit', () => {
  it('is refused when it asks the same budget for another one', async () => {
    const server = await startServer(json({ ok: true }));
    const budget = createBudget({ target: 1 });
    const client = connect(server, { budget });
    await expect(budget.run(() => client.request(read))).rejects.toMatchObject({
      code: 'NESTED_ACQUIRE',
      hint: expect.stringContaining('{ permit }'),
    });
    expect(server.requests).toHaveLength(0);
    expect(budget.snapshot().inFlight).toBe(0);
  });

  it('uses the one it is given, retries included, and does not settle it', async () => {
    const server = await startServer(json({}, 503), json({ ok: true }));
    const budget = createBudget({ target: 1 });
    const client = connect(server, { budget });
    const result = budget.run(async (permit) => {
      const answer = await client.request(read, { permit });
      expect(budget.snapshot().inFlight).toBe(1);
      return answer;
    });
    await expect(result).resolves.toEqual({ ok: true });
    expect(budget.snapshot().inFlight).toBe(0);
  });

  it('of an authenticator that calls through the same budget is refused, not stuck', async () => {
    const server = await startServer(json({ ok: true }));
    const budget = createBudget({ target: 1 });
    const inner = connect(server, { budget });
    const auth = async () => ({ 'x-token': String(await inner.request(read)) });
    await expect(connect(server, { budget, auth }).request(read)).rejects.toMatchObject({
      code: 'NESTED_ACQUIRE',
    });
  });
});
