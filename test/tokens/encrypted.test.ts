import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/errors/config-error.js';
import {
  encryptedTokenStore,
  generateSealingKey,
  memoryTokenStore,
  type SealingKey,
  type StoredToken,
  type TokenStore,
} from '../../src/tokens/index.js';

const HOUR = 3_600_000;
const start = 1_700_000_000_000;
const clock = { now: () => start };
const entry = (token: string): StoredToken => ({
  token,
  renewAt: start + HOUR / 2,
  expiresAt: start + HOUR,
});

/** An inner store that shows what is in it, and how often it was written. */
function setUp(...keys: [SealingKey, ...SealingKey[]]) {
  const [current, ...previous] = keys;
  const inner = memoryTokenStore({ clock });
  const writes: StoredToken[] = [];
  const spied: TokenStore = {
    ...inner,
    set: (key, value) => {
      writes.push(value);
      return inner.set(key, value);
    },
  };
  const rotate = (...next: [SealingKey, ...SealingKey[]]) =>
    encryptedTokenStore(spied, { current: next[0], previous: next.slice(1) });
  const store = encryptedTokenStore(spied, previous.length ? { current, previous } : current);
  return { inner, spied, store, writes, rotate };
}

const bytes = () => crypto.getRandomValues(new Uint8Array(32));
const base64 = (key: Uint8Array) => Buffer.from(key).toString('base64');
const importKey = (raw: Uint8Array, usages: KeyUsage[] = ['encrypt', 'decrypt']) =>
  crypto.subtle.importKey('raw', Uint8Array.from(raw), 'AES-GCM', false, usages);
const mustGet = async (store: TokenStore, key: string) => {
  const found = await store.get(key);
  if (!found) throw new Error('nothing there');
  return found;
};

describe('a key', () => {
  it('is the same as bytes, as base64 in its forms, and as a CryptoKey that does not show itself', async () => {
    const raw = bytes();
    const forms: SealingKey[] = [
      raw,
      Buffer.from(raw),
      base64(raw),
      ` ${base64(raw)}\n`,
      Buffer.from(raw).toString('base64url'),
      await importKey(raw),
    ];
    const { inner, store } = setUp(raw);
    await store.set('a', entry('token-1'));
    for (const form of forms) {
      const other = encryptedTokenStore(inner, form);
      expect(await other.get('a')).toEqual(entry('token-1'));
      await other.set('b', entry('token-2'));
      expect(await store.get('b')).toEqual(entry('token-2'));
    }
  });

  it('may be changed by its owner afterwards', async () => {
    const raw = bytes();
    const { store, rotate } = setUp(raw);
    const copy = raw.slice();
    raw.fill(0);
    await store.set('a', entry('token-1'));
    expect(await rotate(copy).get('a')).toEqual(entry('token-1'));
  });

  it('can be made', () => {
    const [one, two] = [generateSealingKey(), generateSealingKey()];
    expect(Buffer.from(one, 'base64')).toHaveLength(32);
    expect(one).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    expect(one).not.toBe(two);
  });

  it('must have 32 bytes', async () => {
    const small = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 128 }, false, [
      'encrypt',
      'decrypt',
    ]);
    const other = await crypto.subtle.generateKey({ name: 'AES-CBC', length: 256 }, false, [
      'encrypt',
      'decrypt',
    ]);
    const secretText = 'correct horse battery staple!';
    const wrong: unknown[] = [
      new Uint8Array(16),
      new Uint8Array(33),
      base64(new Uint8Array(31)),
      'ab'.repeat(32),
      secretText,
      '',
      undefined,
      null,
      42,
      {},
      small,
      other,
      await importKey(bytes(), ['decrypt']),
    ];
    const store = memoryTokenStore();
    for (const key of wrong as SealingKey[]) {
      for (const keys of [key, { current: key }, { current: bytes(), previous: [key] }]) {
        expect(() => encryptedTokenStore(store, keys)).toThrow(ConfigError);
        expect(() => encryptedTokenStore(store, keys)).toThrow('openssl rand -base64 32');
        expect(() => encryptedTokenStore(store, keys)).not.toThrow(secretText);
      }
    }
  });
});

describe('an encrypted store', () => {
  it('shows times and the id of the key, no token', async () => {
    const { inner, store } = setUp(bytes());
    await store.set('a', entry('secret-token'));
    const found = await mustGet(inner, 'a');
    expect(found).toEqual({ ...entry('secret-token'), token: found.token });
    expect(found.token).toMatch(/^sealed1\.[0-9a-f]{16}\.[A-Za-z0-9+/]+=*$/);
    const body = Buffer.from(found.token.split('.')[2] ?? '', 'base64');
    expect(body).toHaveLength(12 + 'secret-token'.length + 16);
    expect(body.toString('latin1')).not.toContain('secret');
  });

  it('never writes the same twice', async () => {
    const { store, writes } = setUp(bytes());
    for (let i = 0; i < 100; i++) await store.set('a', entry('token-1'));
    const vectors = writes.map(({ token }) => token.split('.')[2]?.slice(0, 16));
    expect(new Set(vectors).size).toBe(100);
  });

  it('opens nothing with another key, and leaves it where it is', async () => {
    const { inner, store, rotate } = setUp(bytes());
    await store.set('a', entry('token-1'));
    const before = await inner.get('a');
    const stranger = rotate(bytes());
    expect(await stranger.get('a')).toBeUndefined();
    await stranger.remove('a', 'token-1');
    await stranger.remove('a', before?.token ?? '');
    expect(await inner.get('a')).toEqual(before);
    await stranger.set('a', entry('token-2'));
    expect(await stranger.get('a')).toEqual(entry('token-2'));
    expect(await store.get('a')).toBeUndefined();
  });

  it('takes a token that is not encrypted for none', async () => {
    const { inner, store } = setUp(bytes());
    await inner.set('a', entry('token-1'));
    expect(await store.get('a')).toBeUndefined();
  });

  it('opens nothing at another key', async () => {
    const { inner, store } = setUp(bytes());
    await store.set('a', entry('of an admin'));
    await store.set('b', entry('of a customer'));
    const [a, b] = [await mustGet(inner, 'a'), await mustGet(inner, 'b')];
    await inner.set('a', b);
    await inner.set('b', a);
    expect(await store.get('a')).toBeUndefined();
    expect(await store.get('b')).toBeUndefined();
  });

  it('opens nothing whose times were changed', async () => {
    const { inner, store } = setUp(bytes());
    await store.set('a', entry('token-1'));
    const found = await mustGet(inner, 'a');
    await inner.set('a', { ...found, expiresAt: found.expiresAt + 1 });
    expect(await store.get('a')).toBeUndefined();
    await inner.set('a', { ...found, renewAt: found.renewAt + 1 });
    expect(await store.get('a')).toBeUndefined();
    await inner.set('a', found);
    expect(await store.get('a')).toEqual(entry('token-1'));
  });

  it('opens nothing of which a bit was changed, and never throws', async () => {
    const { inner, store } = setUp(bytes());
    await store.set('a', entry('token-1'));
    const found = await mustGet(inner, 'a');
    const text = Buffer.from(found.token);
    const [head = '', id = '', body = ''] = found.token.split('.');
    const sealed = Buffer.from(body, 'base64');
    const flip = (from: Buffer, bits: readonly number[]) => {
      const to = Buffer.from(from);
      for (const bit of bits) {
        const at = (bit >> 3) % to.length;
        to[at] = (to[at] ?? 0) ^ (1 << (bit & 7));
      }
      return to;
    };
    const bits = fc.uniqueArray(fc.nat({ max: 8 * sealed.length - 1 }), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(bits, async (chosen) => {
        const inText = flip(text, chosen).toString('latin1');
        const inBytes = [head, id, flip(sealed, chosen).toString('base64')].join('.');
        for (const token of [inText, inBytes]) {
          await inner.set('a', { ...found, token });
          expect(await store.get('a')).toBeUndefined();
          await store.remove('a', 'token-1');
          expect(await inner.get('a')).toMatchObject({ token });
        }
      }),
      { numRuns: 300 },
    );
    // Every single bit, once.
    for (let bit = 0; bit < 8 * text.length; bit++) {
      await inner.set('a', { ...found, token: flip(text, [bit]).toString('latin1') });
      expect(await store.get('a')).toBeUndefined();
    }
  });

  it('opens nothing from any other text, and never throws', async () => {
    const { inner, store } = setUp(bytes());
    await store.set('a', entry('token-1'));
    const found = await mustGet(inner, 'a');
    const head = found.token.slice(0, found.token.lastIndexOf('.') + 1);
    const cut = fc.nat({ max: found.token.length - 1 }).map((end) => found.token.slice(0, end));
    const added = fc.string({ minLength: 1 }).map((end) => found.token + end);
    const own = fc.base64String().map((body) => head + body);
    await fc.assert(
      fc.asyncProperty(fc.oneof(cut, added, own, fc.string()), async (token) => {
        await inner.set('a', { ...found, token });
        expect(await store.get('a')).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });

  it('takes times that are no whole numbers', async () => {
    const { store } = setUp(bytes());
    await store.set('a', { token: 't', renewAt: start + 0.7, expiresAt: start + 9.9 });
    expect(await store.get('a')).toEqual({ token: 't', renewAt: start, expiresAt: start + 9 });
  });

  it('has the lock of the inner store, if that has one', async () => {
    const { inner, store } = setUp(bytes());
    const release = await store.lock?.('a', HOUR);
    expect(await inner.lock?.('a', HOUR)).toBeUndefined();
    await release?.();
    expect(await inner.lock?.('a', HOUR)).toBeTypeOf('function');
    const { lock: _, ...without } = inner;
    expect('lock' in encryptedTokenStore(without, bytes())).toBe(false);
  });

  it('passes on the failures of the inner store', async () => {
    const down = () => Promise.reject(new Error('down'));
    const store = encryptedTokenStore({ get: down, set: down, remove: down, lock: down }, bytes());
    await expect(store.get('a')).rejects.toThrow('down');
    await expect(store.set('a', entry('t'))).rejects.toThrow('down');
    await expect(store.remove('a', 't')).rejects.toThrow('down');
    await expect(store.lock?.('a', 1)).rejects.toThrow('down');
  });
});

describe('a change of keys', () => {
  it('reads with the old one, and writes with the new one at the first read', async () => {
    const [oldest, old, current] = [bytes(), bytes(), bytes()];
    const { store, writes, rotate } = setUp(oldest);
    await store.set('a', entry('token-1'));
    expect(writes).toHaveLength(1);
    const rotated = rotate(current, old, oldest);
    expect(await rotated.get('a')).toEqual(entry('token-1'));
    expect(writes).toHaveLength(2);
    expect(await rotated.get('a')).toEqual(entry('token-1'));
    expect(writes).toHaveLength(2);
    expect(await rotate(current).get('a')).toEqual(entry('token-1'));
    expect(await store.get('a')).toBeUndefined();
  });

  it('works while some processes write with the old one still', async () => {
    const [old, current] = [bytes(), bytes()];
    const { store, rotate } = setUp(old, current);
    const rotated = rotate(current, old);
    await store.set('a', entry('token-1'));
    expect(await rotated.get('a')).toEqual(entry('token-1'));
    await rotated.set('a', entry('token-2'));
    expect(await store.get('a')).toEqual(entry('token-2'));
    await rotated.remove('a', 'token-2');
    expect(await store.get('a')).toBeUndefined();
  });

  it('removes a token that the old one has encrypted', async () => {
    const [old, current] = [bytes(), bytes()];
    const { inner, store, rotate } = setUp(old);
    await store.set('a', entry('token-1'));
    await rotate(current, old).remove('a', 'token-2');
    expect(await inner.get('a')).toBeDefined();
    await rotate(current, old).remove('a', 'token-1');
    expect(await inner.get('a')).toBeUndefined();
  });

  it('gives the token also when it cannot be written anew', async () => {
    const [old, current] = [bytes(), bytes()];
    const { inner, store } = setUp(old);
    await store.set('a', entry('token-1'));
    const full = { ...inner, set: () => Promise.reject(new Error('full')) };
    const rotated = encryptedTokenStore(full, { current, previous: [old] });
    expect(await rotated.get('a')).toEqual(entry('token-1'));
  });

  it('does not bring back what was replaced or removed meanwhile', async () => {
    const [old, current] = [bytes(), bytes()];
    for (const change of ['replaced', 'removed'] as const) {
      const { inner, store } = setUp(old);
      await store.set('a', entry('token-1'));
      let reads = 0;
      const slow: TokenStore = {
        ...inner,
        async get(key) {
          const found = await inner.get(key);
          reads++;
          if (reads === 1 && change === 'replaced') await store.set('a', entry('token-2'));
          if (reads === 1 && change === 'removed') await inner.remove('a', found?.token ?? '');
          return found;
        },
      };
      const rotated = encryptedTokenStore(slow, { current, previous: [old] });
      expect(await rotated.get('a')).toEqual(entry('token-1'));
      expect(await rotated.get('a')).toEqual(change === 'replaced' ? entry('token-2') : undefined);
    }
  });
});
