import { inspect } from 'node:util';
import { Redis } from 'ioredis';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  ioredisPort,
  redisTokenStore,
  type StoredToken,
  type TokenStore,
  upstashPort,
} from '../../src/tokens/index.js';
import { failFastPorts, useRedis } from '../support/redis-clients.js';
import { skipRedis, startRedisServer } from '../support/redis-server.js';
import { upstashClient } from './support/places.js';

const used = useRedis();

const DAY = 24 * 60 * 60 * 1000;
const SECRET = 'a-token-that-nobody-may-see';
const entry = (livesMs: number, token = SECRET): StoredToken => ({
  token,
  renewAt: Date.now(),
  expiresAt: Date.now() + livesMs,
});

const attempts = (store: TokenStore): readonly (() => Promise<unknown> | undefined)[] => [
  () => store.get('a'),
  () => store.set('a', entry(DAY)),
  () => store.remove('a', SECRET),
  () => store.lock?.('a', 1000),
];

describe.skipIf(skipRedis)('a Redis store', () => {
  it('has Redis forget a token when it ends, after a year at the latest', async () => {
    const store = redisTokenStore(ioredisPort(used.redis), { prefix: 'ttl:' });
    const left = () => used.redis.pttl('ttl:token:a');
    await store.set('a', entry(DAY));
    expect(await left()).toBeGreaterThan(DAY - 10_000);
    expect(await left()).toBeLessThanOrEqual(DAY);
    await store.set('a', { ...entry(0), expiresAt: Infinity });
    expect(await left()).toBeGreaterThan(364 * DAY);
    expect(await left()).toBeLessThanOrEqual(365 * DAY);
    await store.set('a', { ...entry(0), expiresAt: Date.now() + 1500.5 });
    expect(await left()).toBeLessThanOrEqual(1501);
    await store.set('a', entry(-1000));
    await expect.poll(() => used.redis.exists('ttl:token:a'), { interval: 2 }).toBe(0);
  });

  it('has Redis forget a lock', async () => {
    const store = redisTokenStore(ioredisPort(used.redis), { prefix: 'ttl:' });
    await store.lock?.('a', 1234.5);
    expect(await used.redis.pttl('ttl:lock:a')).toBeGreaterThan(0);
    expect(await used.redis.pttl('ttl:lock:a')).toBeLessThanOrEqual(1235);
  });

  it('keeps tokens and locks apart, under its prefix', async () => {
    const store = redisTokenStore(ioredisPort(used.redis));
    await store.set('lock:a', entry(DAY));
    await store.lock?.('a', DAY);
    await store.lock?.('token:a', DAY);
    expect((await used.redis.keys('magekit:*')).sort()).toEqual([
      'magekit:lock:a',
      'magekit:lock:token:a',
      'magekit:token:lock:a',
    ]);
    expect(await redisTokenStore(ioredisPort(used.redis), { prefix: 'other:' }).get('lock:a')).toBe(
      undefined,
    );
  });

  it('has no token where somebody else wrote something else', async () => {
    const store = redisTokenStore(ioredisPort(used.redis), { prefix: 'else:' });
    for (const text of ['', '1', '{"token":"t"}', 'null', 'magekit:1:1:Infinity:9:t']) {
      await used.redis.set('else:token:a', text);
      expect(await store.get('a')).toBeUndefined();
      await store.remove('a', 't');
      expect(await used.redis.get('else:token:a')).toBe(text);
    }
  });

  it('rejects while Redis refuses, without the token in the error', async () => {
    const ports = await failFastPorts(used.server);
    const full = redisTokenStore(ioredisPort(used.redis), { prefix: 'full:' });
    await full.set('a', entry(DAY));
    await used.redis.config('SET', 'maxmemory', '1');
    onTestFinished(() => void used.redis.config('SET', 'maxmemory', '0'));
    for (const port of Object.values(ports)) {
      const store = redisTokenStore(port, { prefix: 'full:' });
      const error: unknown = await store.set('a', entry(DAY)).catch((reason) => reason);
      expect(error).toBeInstanceOf(Error);
      expect(String(error)).toContain('OOM');
      expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(SECRET);
    }
  });

  it('keeps the token out of the error when a script is refused', async () => {
    await used.redis.call('ACL', 'SETUSER', 'reader', 'on', '>p', '~*', '+get');
    const client = new Redis(used.server.port, {
      username: 'reader',
      password: 'p',
      enableReadyCheck: false,
    });
    onTestFinished(() => client.disconnect());
    const send = ([name = '', ...args]: readonly string[]) => client.call(name, ...args);
    await redisTokenStore(ioredisPort(used.redis)).set('a', entry(DAY));
    for (const port of [ioredisPort(client), upstashPort(upstashClient(send))]) {
      const error: unknown = await redisTokenStore(port)
        .remove('a', SECRET)
        .catch((reason) => reason);
      expect(String(error)).toContain('NOPERM');
      expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(SECRET);
    }
  });

  it('rejects with the error of the client when Redis is gone', async () => {
    const other = await startRedisServer();
    const ports = await failFastPorts(other);
    for (const port of Object.values(ports)) await redisTokenStore(port).set('a', entry(DAY));
    await other.stop();
    for (const [name, port] of Object.entries(ports)) {
      for (const attempt of attempts(redisTokenStore(port))) {
        const error: unknown = await attempt()?.catch((reason) => reason);
        expect(error, name).toBeInstanceOf(Error);
        expect(inspect(error, { depth: 9, showHidden: true }), name).not.toContain(SECRET);
      }
    }
  });
});
