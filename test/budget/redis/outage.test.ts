import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BudgetStoreError } from '../../../src/errors/budget-store-error.js';
import { createRedisBudget } from '../../../src/redis/index.js';
import { type RedisServer, skipRedis, startRedisServer } from '../../support/redis-server.js';
import { ok, recorder } from '../support/set-up.js';
import { createOpener } from './support/places.js';

let server: RedisServer;
const opener = createOpener(() => server);
beforeEach(async () => {
  if (!skipRedis) server = await startRedisServer();
});
afterEach(async () => {
  await opener.close();
  await server?.stop();
});

const quick = { leaseMs: 900, commandMs: 300 };
const soon = <T>(value: () => T, timeout = 5_000) => expect.poll(value, { interval: 5, timeout });

async function restart(): Promise<void> {
  server = await startRedisServer(server.port);
}

describe.skipIf(skipRedis)('while Redis cannot be reached', () => {
  it('a process goes on with its part of the level, and returns after two good heartbeats', async () => {
    const budget = await opener.open({ ...quick, target: 8, expectedProcesses: 4 });
    const states: string[] = [];
    budget.on('store', ({ state }) => states.push(state));
    const { granted, permits, ask } = recorder(budget);
    ask('shared');
    await soon(() => granted).toEqual(['shared']);
    await server.stop();
    for (const label of ['a', 'b', 'c']) ask(label);
    await soon(() => granted).toEqual(['shared', 'a']);
    expect(budget.snapshot()).toMatchObject({ storeState: 'local', level: 2, inFlight: 2 });
    expect(budget.explain()).toContain('so this process goes on by itself');
    permits[0]?.settle(ok);
    await soon(() => granted).toEqual(['shared', 'a', 'b']);
    await restart();
    await soon(() => states).toEqual(['local', 'shared']);
    await soon(() => granted).toEqual(['shared', 'a', 'b', 'c']);
    // What was granted without Redis counts in it now.
    await soon(() => budget.snapshot().shared.inFlight).toBe(3);
  });

  it('a process lowers its own level when the store refuses', async () => {
    const budget = await opener.open({ ...quick, target: 8, expectedProcesses: 2 });
    const [first] = await Promise.all([budget.acquire(), budget.acquire()]);
    await server.stop();
    await soon(() => budget.snapshot().level).toBe(4);
    first?.settle({ kind: 'throttled' });
    expect(budget.snapshot().level).toBe(2);
  });

  it('a process keeps a pause that the store asked it for, also when Redis is back', async () => {
    const budget = await opener.open({ ...quick, target: 8, expectedProcesses: 1 });
    const [first] = await Promise.all([budget.acquire(), budget.acquire()]);
    await server.stop();
    await soon(() => budget.snapshot().storeState).toBe('local');
    const pausedAt = Date.now();
    first?.settle({ kind: 'throttled', retryAfterMs: 2_500 });
    await restart();
    await soon(() => budget.snapshot().storeState).toBe('shared');
    await budget.acquire();
    expect(Date.now() - pausedAt).toBeGreaterThanOrEqual(2_490);
  });

  it('a process whose policy is "closed" refuses, with the reason, and works again later', async () => {
    const budget = await opener.open({ ...quick, target: 1, onStoreFailure: 'closed' });
    const held = await budget.acquire();
    const waiting = expect(budget.acquire()).rejects.toThrow(BudgetStoreError);
    await server.stop();
    await waiting;
    await expect(budget.acquire()).rejects.toMatchObject({ code: 'BUDGET_STORE' });
    held.settle(ok);
    await restart();
    await soon(() => budget.snapshot().storeState).toBe('shared');
    await expect(budget.acquire()).resolves.toBeDefined();
  });

  it('a process whose policy is "open" lets everybody go', async () => {
    const budget = await opener.open({ ...quick, target: 1, onStoreFailure: 'open' });
    await budget.acquire();
    await server.stop();
    await Promise.all([budget.acquire(), budget.acquire(), budget.acquire()]);
    expect(budget.snapshot()).toMatchObject({ storeState: 'open', inFlight: 4 });
  });

  it('a change of the options waits for Redis', async () => {
    const budget = await opener.open({ ...quick, target: 4 });
    await budget.acquire();
    await server.stop();
    await soon(() => budget.snapshot().storeState).toBe('local');
    budget.configure({ target: 7 });
    await restart();
    await soon(() => budget.snapshot().storeState).toBe('shared');
    await budget.flush();
    const peer = await opener.open({ ...quick, target: 7 });
    expect(peer.snapshot().target).toBe(7);
    expect(budget.snapshot().target).toBe(7);
  });

  it('a process can start', async () => {
    const place = await opener.place('ioredis');
    await place.answered();
    await server.stop();
    const budget = await opener.open({ ...quick, target: 8 }, place);
    await expect(budget.run(async () => 'done')).resolves.toBe('done');
    expect(budget.snapshot()).toMatchObject({ storeState: 'local', target: 8, level: 2 });
    await restart();
    await soon(() => budget.snapshot().storeState).toBe('shared');
    await expect(budget.run(async () => 'done')).resolves.toBe('done');
  });
});

describe.skipIf(skipRedis)('a Redis that hangs', () => {
  it('counts as unreachable after the time of a command, and its late answers do no harm', async () => {
    const budget = await opener.open({ ...quick, target: 4 });
    const redis = new Redis(server.port);
    await redis.call('CLIENT', 'PAUSE', '700', 'ALL');
    const askedAt = Date.now();
    const permit = await budget.acquire();
    expect(Date.now() - askedAt).toBeLessThan(600);
    expect(budget.snapshot().storeState).toBe('local');
    permit.settle(ok);
    // The lease that was granted too late is for nobody.
    await soon(() => redis.zcard('{magekit:budget:shop}:leases')).toBe(0);
    redis.disconnect();
  });
});

describe('options', () => {
  const store = {
    get: async () => null,
    set: async () => true,
    eval: async () => null,
  };

  it.each([
    [{ store: {} as never }, /store must be a port/],
    [{ key: '' }, /key must be/],
    [{ key: 'a b' }, /key must be/],
    [{ key: '{a}' }, /key must be/],
    [{ target: 0 }, /target must be a whole number/],
    [{ leaseMs: 100 }, /leaseMs must be 500 at least/],
    [{ pollMs: 6_000 }, /pollMs must be half of leaseMs/],
    [{ onStoreFailure: 'ignore' as never }, /'local', 'closed' or 'open'/],
    [{ autoRecover: 1 as never }, /autoRecover must be true or false/],
  ])('that are wrong are refused: %o', async (wrong, message) => {
    const made = createRedisBudget({ store, key: 'shop', ...wrong });
    await expect(made).rejects.toMatchObject({ code: 'CONFIG' });
    await expect(made).rejects.toThrow(message);
  });
});
