import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { budgetKeys } from '../../../src/budget/redis/calls.js';
import type { Permit } from '../../../src/budget/types.js';
import { type Clock, systemClock } from '../../../src/clock.js';
import type { RedisPort } from '../../../src/redis/index.js';
import { type RedisServer, skipRedis, startRedisServer } from '../../support/redis-server.js';
import { ok } from '../support/set-up.js';
import { createOpener } from './support/places.js';

let server: RedisServer;
let redis: Redis;
const opener = createOpener(() => server);
const { open } = opener;
beforeAll(async () => {
  if (skipRedis) return;
  server = await startRedisServer();
  redis = new Redis(server.port);
});
beforeEach(async () => void (await redis?.flushall()));
afterEach(opener.close);
afterAll(async () => {
  redis?.disconnect();
  await server?.stop();
});

const [LEASES = '', QUEUE = ''] = budgetKeys('shop');
const throttled = { kind: 'throttled' } as const;
const soon = <T>(value: () => T, timeout = 1_000) => expect.poll(value, { interval: 2, timeout });
const many = (count: number, ask: () => Promise<Permit>) =>
  Promise.all(Array.from({ length: count }, ask));

describe.skipIf(skipRedis)('processes that share a budget', () => {
  it('have its permits together, and are told at once of one that is free', async () => {
    const [a, b] = [await open({ target: 2 }), await open({ target: 2 })];
    const [held] = await many(2, a.acquire);
    let got = false;
    const waiting = b.acquire().then((permit) => {
      got = true;
      return permit;
    });
    await soon(() => redis.zcard(QUEUE)).toBe(1);
    expect(got).toBe(false);
    const settledAt = Date.now();
    held?.settle(ok);
    await waiting;
    expect(Date.now() - settledAt).toBeLessThan(250);
    await soon(() => a.snapshot().shared.inFlight).toBe(2);
  });

  it('take turns, however many wait in one of them', async () => {
    const [a, b] = [await open({ target: 1 }), await open({ target: 1 })];
    const held = await a.acquire();
    let turnsOfA = 0;
    for (let i = 0; i < 50; i += 1) {
      a.run(async () => {
        turnsOfA += 1;
      }).catch(() => undefined);
    }
    await soon(() => redis.zcard(QUEUE)).toBe(4);
    const waiting = b.acquire();
    await soon(() => redis.zcard(QUEUE)).toBe(5);
    held.settle(ok);
    const permit = await waiting;
    expect(turnsOfA).toBeLessThanOrEqual(8);
    permit.settle(ok);
    await soon(() => turnsOfA, 5_000).toBe(50);
  });

  it('follow the store together: a refusal to one lowers the level of all', async () => {
    const [a, b] = [await open({ target: 20 }), await open({ target: 20 })];
    const levels: unknown[] = [];
    b.on('level', (change) => levels.push(change));
    const permits = [...(await many(4, a.acquire)), ...(await many(4, b.acquire))];
    for (const permit of permits) permit.settle(throttled);
    await Promise.all([a.flush(), b.flush()]);
    await (await b.acquire()).settle(ok);
    expect(b.snapshot()).toMatchObject({ level: 5, decreases: 1, throttled: 4 });
    expect(levels).toMatchObject([{ from: 8, to: 5, cause: 'throttled' }]);
    expect(b.explain()).toMatch(/At most 5 of 20 .* In all processes together \d in flight/);
  });

  it('pause together', async () => {
    const [a, b] = [await open({ target: 2 }), await open({ target: 2 })];
    const pauses: string[] = [];
    b.on('pause', ({ cause }) => pauses.push(cause));
    (await a.acquire()).settle({ ...throttled, retryAfterMs: 400 });
    await a.flush();
    const askedAt = Date.now();
    await b.acquire();
    expect(Date.now() - askedAt).toBeGreaterThan(300);
    expect(pauses).toEqual(['Retry-After']);
  });

  it('hold back the calls of a scope together', async () => {
    const scope = 'order placement: 1|2';
    const [a, b] = [await open({ target: 4 }), await open({ target: 4 })];
    (await a.acquire({ scope })).settle({ ...throttled, scope, retryAfterMs: 500 });
    await a.flush();
    const order: string[] = [];
    const askedAt = Date.now();
    const waits = [
      b.acquire({ scope }).then(() => order.push('order')),
      b.acquire().then(() => order.push('read')),
    ];
    await Promise.all(waits);
    expect(order).toEqual(['read', 'order']);
    expect(Date.now() - askedAt).toBeGreaterThan(350);
  });

  it('take up a change of the options, and those of whoever starts last', async () => {
    const a = await open({ target: 3 });
    const b = await open({ target: 6 });
    await a.acquire();
    expect(a.snapshot()).toMatchObject({ target: 6, level: 6 });
    b.configure({ target: 2, autoRecover: false });
    await b.flush();
    await a.acquire();
    expect(a.snapshot()).toMatchObject({ target: 2, level: 2, autoRecover: false });
  });

  it('share with one that cannot subscribe, too', async () => {
    const a = await open({ target: 1 });
    const b = await open({ target: 1, pollMs: 20 }, await opener.place('upstash'));
    const held = await a.acquire();
    const waiting = b.acquire();
    await soon(() => redis.zcard(QUEUE)).toBe(1);
    held.settle(ok);
    const permit = await waiting;
    const next = a.acquire();
    await soon(() => redis.zcard(QUEUE)).toBe(1);
    permit.settle(ok);
    await next;
  });

  it('count dear permits as often as they cost', async () => {
    const [a, b] = [await open({ target: 4 }), await open({ target: 4 })];
    const dear = await a.acquire({ cost: 3 });
    await b.acquire();
    expect(b.snapshot().shared.inFlight).toBe(4);
    const waiting = b.acquire({ cost: 2 });
    await soon(() => redis.zcard(QUEUE)).toBe(1);
    dear.settle(ok);
    await waiting;
    await soon(() => b.snapshot().shared.inFlight).toBe(3);
  });

  it('are not held up by the tickets of one that has died', async () => {
    const [a, b] = [await open({ target: 1 }), await open({ target: 1 })];
    const place = await opener.place();
    const dead = await open({ target: 1 }, place);
    const held = await a.acquire();
    for (let i = 0; i < 3; i += 1) dead.acquire().catch(() => undefined);
    await soon(() => redis.zcard(QUEUE)).toBe(3);
    const waiting = b.acquire();
    await soon(() => redis.zcard(QUEUE)).toBe(4);
    place.close();
    await soon(() => redis.client('LIST', 'TYPE', 'PUBSUB').then(String)).not.toMatch(/(\n.*){3}/);
    const settledAt = Date.now();
    held.settle(ok);
    await waiting;
    expect(Date.now() - settledAt).toBeLessThan(250);
  });

  it('go on when Redis has forgotten the scripts', async () => {
    const a = await open({ target: 1 });
    await redis.script('FLUSH');
    for (let i = 0; i < 3; i += 1) await a.run(async () => undefined);
  });
});

describe.skipIf(skipRedis)('what a process leaves in Redis', () => {
  it('is forgotten ten minutes after the last call', async () => {
    const a = await open({ target: 1 });
    const held = await a.acquire({ scope: 'x' });
    a.acquire().catch(() => undefined);
    await soon(() => redis.zcard(QUEUE)).toBe(1);
    held.settle({ ...throttled, scope: 'x' });
    await a.flush();
    const keys = await redis.keys('*');
    expect(keys.length).toBeGreaterThanOrEqual(3);
    for (const key of keys) {
      expect(budgetKeys('shop')).toContain(key);
      expect(await redis.pttl(key)).toBeGreaterThan(590_000);
      expect(await redis.pttl(key)).toBeLessThanOrEqual(600_000);
    }
  });

  it('is no ticket of a wait that was given up', async () => {
    const a = await open({ target: 1 });
    await a.acquire();
    const controller = new AbortController();
    const waiting = a.acquire({ signal: controller.signal });
    await soon(() => redis.zcard(QUEUE)).toBe(1);
    controller.abort('no');
    await expect(waiting).rejects.toBe('no');
    await soon(() => redis.zcard(QUEUE)).toBe(0);
  });

  it('is no lease when everything was settled and flushed', async () => {
    const a = await open({ target: 5 });
    const permits = await many(5, a.acquire);
    expect(await redis.zcard(LEASES)).toBe(5);
    for (const permit of permits) permit.settle(ok);
    await a.flush();
    expect(await redis.zcard(LEASES)).toBe(0);
  });

  it('is no timer of its own after close', async () => {
    const running = new Set<() => void>();
    const clock: Clock = {
      now: () => systemClock.now(),
      after(ms, callback) {
        const cancel = systemClock.after(ms, () => {
          running.delete(cancel);
          callback();
        });
        running.add(cancel);
        return () => {
          running.delete(cancel);
          cancel();
        };
      },
    };
    const a = await open({ target: 1, clock });
    await a.acquire();
    a.acquire().catch(() => undefined);
    await soon(() => redis.zcard(QUEUE)).toBe(1);
    expect(running.size).toBeGreaterThan(0);
    await a.close();
    expect(running.size).toBe(0);
  });

  it('is nothing after close but the leases of permits that are still held', async () => {
    const [a, b] = [await open({ target: 1 }), await open({ target: 1 })];
    const held = await a.acquire();
    const waiting = expect(a.acquire()).rejects.toMatchObject({ code: 'BUDGET_CLOSED' });
    await soon(() => redis.zcard(QUEUE)).toBe(1);
    await a.close();
    await waiting;
    expect(await redis.zcard(QUEUE)).toBe(0);
    const next = b.acquire();
    held.settle(ok);
    await next;
  });

  it('is no lease that was given back while it was being renewed', async () => {
    const { port } = await opener.place();
    const { evalSha, ...plain } = port;
    const late: (() => void)[] = [];
    const renewed: Promise<unknown>[] = [];
    let delays = false;
    const store: RedisPort = {
      ...plain,
      async eval(script, keys, args) {
        const isLate = delays;
        if (isLate) await new Promise<void>((go) => late.push(go));
        const answer = port.eval(script, keys, args);
        if (isLate) renewed.push(answer);
        return answer;
      },
    };
    const a = await open({ store, leaseMs: 600 });
    const permit = await a.acquire();
    delays = true;
    await soon(() => late.length).toBe(1);
    delays = false;
    permit.settle(ok);
    await a.flush();
    late[0]?.();
    await soon(() => renewed.length).toBe(1);
    await renewed[0];
    await soon(() => redis.zcard(LEASES)).toBe(0);
    expect(a.snapshot().leasesLost).toBe(0);
  });

  it('is a lease that is renewed while the permit is held, and lost when Redis drops it', async () => {
    const a = await open({ target: 1, leaseMs: 500 });
    const losses: unknown[] = [];
    a.on('leaseLost', (change) => losses.push(change));
    const held = await a.acquire();
    const lives = async () => Number((await redis.zrange(LEASES, 0, 0, 'WITHSCORES'))[1]);
    const end = await lives();
    await expect.poll(lives, { interval: 10, timeout: 2_000 }).toBeGreaterThan(end + 500);
    expect(losses).toEqual([]);
    await redis.del(LEASES);
    await soon(() => losses).toEqual([{ count: 1, cause: 'expired' }]);
    expect(await redis.zcard(LEASES)).toBe(1);
    expect(a.snapshot().leasesLost).toBe(1);
    held.settle(ok);
    await a.flush();
    expect(await redis.zcard(LEASES)).toBe(0);
  });
});
