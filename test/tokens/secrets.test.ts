import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileTokenStore } from '../../src/tokens/file.js';
import {
  encryptedTokenStore,
  generateSealingKey,
  ioredisPort,
  keyValueTokenStore,
  redisTokenStore,
  type TokenStore,
} from '../../src/tokens/index.js';
import { useRedis } from '../support/redis-clients.js';
import { skipRedis } from '../support/redis-server.js';
import { temporaryFolder } from './support/places.js';

const used = useRedis();

const username = 'marked-user-Qx7';
const password = 'marked-pass-Wz9!';
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
/** Tells more than any token of Magento does, so that a leak of a part shows, too. */
const token = [
  part({ alg: 'HS256' }),
  part({ uid: 1, username, password }),
  'marked-signature',
].join('.');
const expiresAt = Date.now() + 3_600_000;

/** The forms in which a secret could lie in bytes. */
const forms = (secret: string) => {
  const bytes = Buffer.from(secret);
  const texts = [
    secret,
    bytes.toString('base64'),
    bytes.toString('base64url'),
    bytes.toString('hex'),
  ];
  return texts.map((text) => text.replace(/=+$/, ''));
};

/** What of the secrets is in some bytes, also when only a piece of the token is. */
function leaks(content: Buffer): readonly string[] {
  const pieces = Array.from({ length: Math.floor(token.length / 12) }, (_, i) =>
    token.slice(i * 12, i * 12 + 12),
  );
  const secrets = [token, username, password, 'marked', ...pieces].flatMap(forms);
  return secrets.filter((secret) => content.includes(secret));
}

const key = generateSealingKey();
const seal = (store: TokenStore) => encryptedTokenStore(store, key);

/** Everything that a store does, so that everything that it writes is there to be searched. */
async function use(store: TokenStore): Promise<void> {
  await store.set('https://shop.example.com/rest admin 1f3a', { token, renewAt: 1, expiresAt });
  await store.set('b', { token: `${token}-2`, renewAt: 1, expiresAt });
  await store.remove('b', `${token}-2`);
  await store.set('c', { token: `${token}-3`, renewAt: 1, expiresAt });
  await store.lock?.('c', 60_000);
  expect((await store.get('https://shop.example.com/rest admin 1f3a'))?.token).toBe(token);
}

function filesIn(directory: string): Buffer {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const contents = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name)));
  return Buffer.concat([...contents, ...entries.map(({ name }) => Buffer.from(name))]);
}

async function dumps(prefix: string): Promise<Buffer> {
  const keys = await used.redis.keys(`${prefix}*`);
  expect(keys.length).toBeGreaterThan(2);
  const values = await Promise.all(keys.map((one) => used.redis.dumpBuffer(one)));
  return Buffer.concat([...values, Buffer.from(keys.join())]);
}

describe('what is left of a token in sealed stores', () => {
  it('is nothing in files', async () => {
    const [directory, open] = [temporaryFolder(), temporaryFolder()];
    await use(seal(fileTokenStore({ directory })));
    expect(filesIn(directory).length).toBeGreaterThan(100);
    expect(leaks(filesIn(directory))).toEqual([]);
    // Without the seal it would be found.
    await use(fileTokenStore({ directory: open }));
    expect(leaks(filesIn(open))).toContain(token);
  });

  it.skipIf(skipRedis)('is nothing in Redis: values, keys, the file it saves', async () => {
    await use(seal(redisTokenStore(ioredisPort(used.redis), { prefix: 'sealed:' })));
    await used.redis.save();
    const saved = readFileSync(join(used.server.folder, 'dump.rdb'));
    expect(saved.includes('sealed:token:c')).toBe(true);
    expect(leaks(saved)).toEqual([]);
    expect(leaks(await dumps('sealed:'))).toEqual([]);

    await use(redisTokenStore(ioredisPort(used.redis), { prefix: 'open:' }));
    await used.redis.save();
    expect(leaks(readFileSync(join(used.server.folder, 'dump.rdb')))).toContain(token);
    expect(leaks(await dumps('open:'))).toContain(token);
  });

  it('is nothing in a key-value service', async () => {
    const map = new Map<string, string>();
    const service = {
      get: (name: string) => map.get(name),
      set: (name: string, value: string) => map.set(name, value),
      delete: (name: string) => map.delete(name),
    };
    await use(seal(keyValueTokenStore(service)));
    expect(map.size).toBe(2);
    expect(leaks(Buffer.from(JSON.stringify([...map])))).toEqual([]);
  });
});
