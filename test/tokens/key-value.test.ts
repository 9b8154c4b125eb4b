import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { keyValueTokenStore, type StoredToken } from '../../src/tokens/index.js';

const now = 1_700_000_000_000;
const clock = { now: () => now };
const entry = (livesMs: number): StoredToken => ({
  token: 'secret-token',
  renewAt: now,
  expiresAt: now + livesMs,
});

function setUp(options = {}) {
  const map = new Map<string, unknown>();
  const lives: number[] = [];
  const service = {
    get: (key: string) => map.get(key),
    set(key: string, value: string, { ttlSeconds }: { readonly ttlSeconds: number }) {
      lives.push(ttlSeconds);
      map.set(key, value);
    },
    delete: (key: string) => map.delete(key),
  };
  return { map, lives, service, store: keyValueTokenStore(service, { clock, ...options }) };
}

describe('a key-value store', () => {
  it('says how long a text is needed: whole seconds, from a minute to a year', async () => {
    const { lives, store } = setUp();
    for (const ms of [3_600_000, 60_001, 1, -5, Number.POSITIVE_INFINITY]) {
      await store.set('a', entry(ms));
    }
    expect(lives).toEqual([3600, 61, 60, 60, 365 * 24 * 60 * 60]);
  });

  it('puts its prefix before each key, also that of a lock', async () => {
    const locked: unknown[] = [];
    const lock = async (key: string, ttlMs: number) => void locked.push([key, ttlMs]);
    const { map, store } = setUp({ prefix: 'shop/', lock });
    await store.set('a', entry(1000));
    await store.lock?.('a', 500);
    expect([...map.keys()]).toEqual(['shop/a']);
    expect(locked).toEqual([['shop/a', 500]]);
    const { map: other, store: byDefault } = setUp();
    await byDefault.set('a', entry(1000));
    expect([...other.keys()]).toEqual(['magekit:token:a']);
  });

  it('writes texts that no client takes for JSON, and has no token where something else is', async () => {
    const { map, store } = setUp();
    await store.set('a', entry(1000));
    const text = String(map.get('magekit:token:a'));
    expect(() => JSON.parse(text)).toThrow();
    for (const value of [null, undefined, '', 5, {}, [text], text.slice(1), `${text} `]) {
      map.set('magekit:token:a', value);
      expect(await store.get('a')).toBeUndefined();
    }
    map.set('magekit:token:a', text);
    expect(await store.get('a')).toEqual(entry(1000));
  });

  it('rejects with the error of the service, without the token', async () => {
    const { service } = setUp();
    const failing = {
      ...service,
      set: (_key: string, value: string) => {
        const error = new Error(`no quota to put ${JSON.stringify(value)}`, { cause: value });
        throw Object.assign(error, { code: 'QUOTA' });
      },
    };
    const store = keyValueTokenStore(failing, { clock });
    const error: unknown = await store.set('a', entry(1000)).catch((reason) => reason);
    expect(error).toMatchObject({
      code: 'QUOTA',
      message: expect.stringMatching(/^no quota to put "magekit:1:.*\*\*\*"$/),
    });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('secret-token');
    const down = () => Promise.reject(new Error('down'));
    const away = keyValueTokenStore({ get: down, set: down, delete: down });
    await expect(away.get('a')).rejects.toThrow('down');
    await expect(away.remove('a', 't')).rejects.toThrow('down');
  });
});
