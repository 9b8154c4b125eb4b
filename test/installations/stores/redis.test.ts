import { inspect } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ConfigError } from '../../../src/errors/config-error.js';
import type { InstallationStore } from '../../../src/installations/store.js';
import { redisInstallationStore } from '../../../src/installations/stores/redis.js';
import { ioredisPort } from '../../../src/redis/ports.js';
import { failFastPorts, useRedis } from '../../support/redis-clients.js';
import { skipRedis, startRedisServer } from '../../support/redis-server.js';

const used = useRedis();

const TEXTS = ['{"sealed":"before"}', '{"sealed":"after"}'] as const;
const [BEFORE, AFTER] = TEXTS;
const KINDS = ['installation', 'activation'] as const;

const list = (store: InstallationStore) => store.installations()[Symbol.asyncIterator]().next();

function expectNoText(error: unknown, hint?: string): void {
  expect(error, hint).toBeInstanceOf(Error);
  const shown = inspect(error, { depth: 9, showHidden: true });
  for (const text of ['sealed', 'before', 'after']) expect(shown, hint).not.toContain(text);
}

describe.skipIf(skipRedis)('an installation store in Redis', () => {
  it('keeps installations in one hash and activations under keys that Redis forgets', async () => {
    const store = redisInstallationStore(ioredisPort(used.redis));
    for (const id of ['a', 'b']) {
      await store.swap({ kind: 'installation', id, from: undefined, to: BEFORE });
      const expiresAt = Date.now() + 300_000;
      await store.swap({ kind: 'activation', id, from: undefined, to: BEFORE, expiresAt });
    }
    expect((await used.redis.keys('magekit:*')).sort()).toEqual([
      'magekit:activation:a',
      'magekit:activation:b',
      'magekit:installations',
    ]);
    expect(await used.redis.pttl('magekit:activation:a')).toBeGreaterThan(290_000);
    expect(await used.redis.pttl('magekit:activation:a')).toBeLessThanOrEqual(300_000);
    expect(await used.redis.pttl('magekit:installations')).toBe(-1);
    const change = { kind: 'activation', id: 'a', from: BEFORE, to: AFTER } as const;
    await store.swap(change);
    expect(await used.redis.pttl('magekit:activation:a')).toBe(-1);
    const other = redisInstallationStore(ioredisPort(used.redis), { prefix: 'other:' });
    expect(await other.get('installation', 'a')).toBeUndefined();
  });

  it('tells the life of a record by its clock and the end by that of Redis', async () => {
    const clock = { now: () => 1000 };
    const store = redisInstallationStore(ioredisPort(used.redis), { prefix: 'life:', clock });
    for (const kind of KINDS) {
      await store.swap({ kind, id: 'a', from: undefined, to: BEFORE, expiresAt: 61_000.5 });
      expect(await store.get(kind, 'a')).toBe(BEFORE);
    }
    expect(await used.redis.pttl('life:activation:a')).toBeGreaterThan(50_000);
    const [ends] = (await used.redis.hget('life:installations', 'a'))?.split(' ') ?? [];
    expect(Number(ends)).toBeGreaterThan(Date.now() + 50_000);
    expect(Number(ends)).toBeLessThanOrEqual(Date.now() + 60_001);
  });

  it('keeps a record whose end is farther off than Redis can count', async () => {
    const store = redisInstallationStore(ioredisPort(used.redis), { prefix: 'far:' });
    for (const kind of KINDS) {
      const expiresAt = Number.MAX_VALUE;
      expect(await store.swap({ kind, id: 'a', from: undefined, to: BEFORE, expiresAt })).toBe(
        true,
      );
      expect(await store.get(kind, 'a')).toBe(BEFORE);
    }
  });

  it('refuses what somebody else wrote, and leaves it as it is', async () => {
    const ports = await failFastPorts(used.server);
    for (const [name, port] of Object.entries(ports)) {
      const store = redisInstallationStore(port, { prefix: 'else:' });
      await used.redis.set('else:activation:a', 'theirs');
      await used.redis.hset('else:installations', 'a', 'theirs');
      for (const kind of KINDS) {
        const error: unknown = await store.get(kind, 'a').catch((reason) => reason);
        expect(error, name).toBeInstanceOf(ConfigError);
        expect(String(error)).toMatch(/holds something else.*"prefix"/);
        expect(await store.swap({ kind, id: 'a', from: undefined, to: BEFORE })).toBe(false);
      }
      await expect(list(store)).rejects.toThrow(ConfigError);
      expect(await used.redis.get('else:activation:a')).toBe('theirs');
      expect(await used.redis.hget('else:installations', 'a')).toBe('theirs');
    }
  });

  it('rejects while Redis refuses, without the texts in the error', async () => {
    const ports = await failFastPorts(used.server);
    const full = redisInstallationStore(ioredisPort(used.redis), { prefix: 'full:' });
    for (const kind of KINDS) await full.swap({ kind, id: 'a', from: undefined, to: BEFORE });
    await used.redis.config('SET', 'maxmemory', '1');
    onTestFinished(() => void used.redis.config('SET', 'maxmemory', '0'));
    for (const [name, port] of Object.entries(ports)) {
      const store = redisInstallationStore(port, { prefix: 'full:' });
      for (const kind of KINDS) {
        const change = { kind, id: 'a', from: BEFORE, to: AFTER };
        const error: unknown = await store.swap(change).catch((reason) => reason);
        expect(String(error), name).toContain('OOM');
        expectNoText(error, name);
      }
    }
    for (const kind of KINDS) expect(await full.get(kind, 'a')).toBe(BEFORE);
  });

  it('rejects with the error of the client when Redis is gone', async () => {
    const other = await startRedisServer();
    const ports = await failFastPorts(other);
    for (const port of Object.values(ports))
      await redisInstallationStore(port).get('activation', 'a');
    await other.stop();
    for (const [name, port] of Object.entries(ports)) {
      const store = redisInstallationStore(port);
      const attempts = KINDS.flatMap((kind) => [
        () => store.get(kind, 'a'),
        () => store.swap({ kind, id: 'a', from: BEFORE, to: AFTER }),
      ]);
      for (const attempt of [...attempts, () => list(store)]) {
        expectNoText(await attempt().catch((reason: unknown) => reason), name);
      }
    }
  });

  it('lists every installation once while Redis makes room for more', async () => {
    const store = redisInstallationStore(ioredisPort(used.redis), { prefix: 'grow:' });
    const add = (id: string) =>
      store.swap({ kind: 'installation', id, from: undefined, to: `${id} ${'x'.repeat(100)}` });
    for (let i = 0; i < 500; i++) await add(`stays ${i}`);
    const texts: string[] = [];
    for await (const text of store.installations()) {
      texts.push(text);
      if (texts.length % 100 === 50)
        for (let i = 0; i < 400; i++) await add(`${texts.length} ${i}`);
    }
    expect(texts.filter((text) => text.startsWith('stays'))).toHaveLength(500);
    expect(new Set(texts).size).toBe(texts.length);
  });
});
