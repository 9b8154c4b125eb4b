import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminToken, createMagento } from '../../src/index.js';
import { memoryTokenStore } from '../../src/tokens/index.js';
import type { StoredToken, TokenStore } from '../../src/tokens/token-store.js';
import { createFakeClock } from '../support/fake-clock.js';
import { type RedisServer, skipRedis, startRedisServer } from '../support/redis-server.js';
import { json, startServer } from '../support/server.js';

const run = promisify(execFile);
const child = fileURLToPath(new URL('shared-login.child.ts', import.meta.url));
const PROCESSES = 4;

/** A store that hands out numbered tokens and counts its logins. */
async function startStore() {
  let logins = 0;
  const server = await startServer((response, request) => {
    if (!request.url.endsWith('/token')) {
      json({ sku: decodeURIComponent(request.url.split('/').at(-1) ?? '') })(response, request);
      return;
    }
    logins += 1;
    json(`token-${logins}`)(response, request);
  });
  return { url: server.url, requests: server.requests, logins: () => logins };
}

describe.skipIf(skipRedis)('four processes with one Redis', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedisServer();
  });
  afterAll(() => redis?.stop());

  async function runAll(lock: string) {
    const store = await startStore();
    const args = ['--import', 'tsx', child, store.url, redis.url, lock];
    const runs = Array.from({ length: PROCESSES }, () => run(process.execPath, args));
    const outputs = (await Promise.all(runs)).map(({ stdout }) => stdout.trim());
    expect(outputs).toEqual(Array.from({ length: PROCESSES }, () => '25 of 25'));
    return store.logins();
  }

  it('log in once in all where the store can lock', async () => {
    expect(await runAll('with lock')).toBe(1);
  });

  it('log in once each at most where it cannot', async () => {
    expect(await runAll('without lock')).toBeLessThanOrEqual(PROCESSES);
  });
});

describe('a token store', () => {
  const connect = (url: string, tokenStore: TokenStore) =>
    createMagento({
      baseUrl: url,
      auth: adminToken({ username: 'ann', password: 'pa55word', tokenStore }),
    });

  it('lets the next authenticator go without a login', async () => {
    const store = await startStore();
    const tokens = memoryTokenStore();
    await connect(store.url, tokens).products.get({ sku: 'a' });
    await connect(store.url, tokens).products.get({ sku: 'b' });
    expect(store.logins()).toBe(1);
  });

  it('keeps the logins of two stores apart', async () => {
    const [one, two] = [await startStore(), await startStore()];
    const tokens = memoryTokenStore();
    await connect(one.url, tokens).products.get({ sku: 'a' });
    await connect(two.url, tokens).products.get({ sku: 'a' });
    expect([one.logins(), two.logins()]).toEqual([1, 1]);
  });

  it('forgets a token that the shop refuses, and no newer one', async () => {
    let alive = 'token-1';
    let logins = 0;
    const server = await startServer((response, request) => {
      if (request.url.endsWith('/token')) json(`token-${++logins}`)(response, request);
      else if (request.headers.authorization === `Bearer ${alive}`)
        json({ sku: 'a' })(response, request);
      else json({ message: 'x', parameters: { resources: 'A::b' } }, 401)(response, request);
    });
    const tokens = memoryTokenStore();
    const [one, two] = [connect(server.url, tokens), connect(server.url, tokens)];
    await one.products.get({ sku: 'a' });
    await two.products.get({ sku: 'a' });
    alive = 'token-2';
    await one.products.get({ sku: 'a' });
    // Has the old token still, is refused, and finds the new one in the store.
    await two.products.get({ sku: 'a' });
    expect(logins).toBe(2);
  });

  it('that cannot forget a refused token does not bring it back', async () => {
    let alive = 'token-1';
    let logins = 0;
    const server = await startServer((response, request) => {
      if (request.url.endsWith('/token')) json(`token-${++logins}`)(response, request);
      else if (request.headers.authorization === `Bearer ${alive}`)
        json({ sku: 'a' })(response, request);
      else json({ message: 'x', parameters: { resources: 'A::b' } }, 401)(response, request);
    });
    const magento = connect(server.url, { ...memoryTokenStore(), remove: async () => undefined });
    await magento.products.get({ sku: 'a' });
    alive = 'token-2';
    await expect(magento.products.get({ sku: 'a' })).resolves.toEqual({ sku: 'a' });
  });

  it('that fails costs a login, not the call', async () => {
    const broken = async (): Promise<never> => {
      throw new Error('connection lost');
    };
    const store = await startStore();
    const tokens: TokenStore = { get: broken, set: broken, remove: broken, lock: broken };
    await expect(connect(store.url, tokens).products.get({ sku: 'a' })).resolves.toEqual({
      sku: 'a',
    });
    expect(store.logins()).toBe(1);
  });

  it('that hangs costs two seconds, not the call', async () => {
    const clock = createFakeClock();
    const never = () => new Promise<never>(() => undefined);
    const store = await startStore();
    const auth = adminToken({
      username: 'ann',
      password: 'pa55word',
      tokenStore: { get: never, set: async () => undefined, remove: never },
    });
    const call = createMagento({ baseUrl: store.url, auth, clock }).products.get({ sku: 'a' });
    await clock.advance(2_000);
    await expect(call).resolves.toEqual({ sku: 'a' });
  });

  it('is never given the password or the name', async () => {
    const seen: unknown[] = [];
    const tokens: TokenStore = {
      get: async (key) => void seen.push(key),
      set: async (key, value: StoredToken) => void seen.push(key, value),
      remove: async () => undefined,
    };
    await connect((await startStore()).url, tokens).products.get({ sku: 'a' });
    expect(JSON.stringify(seen)).not.toMatch(/pa55word|ann|127\.0\.0\.1/);
  });
});
