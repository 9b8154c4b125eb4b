import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../../src/clock.js';
import type { StoredToken, TokenStore } from '../../../src/tokens/index.js';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.js';

/** A kind of store, and what is particular about it. */
export interface StoreSubject {
  readonly name: string;
  /** Two stores over one new, empty place. */
  readonly open: (clock: Clock) => Promise<readonly [TokenStore, TokenStore]>;
  /** Whether it has a lock. */
  readonly locks: boolean;
  /** Whether a removal can never hit a newer token. */
  readonly atomic: boolean;
  /** Whether locks expire by a clock that is not ours, so that a test must really wait. */
  readonly foreignClock?: boolean;
}

const HOUR = 3_600_000;
const WELL_FORMED = { unit: 'binary', maxLength: 40 } as const;

/** What every token store is measured by. */
export function describeTokenStore(subject: StoreSubject): void {
  describe(subject.name, () => {
    let clock: FakeClock;
    let store: TokenStore;
    let peer: TokenStore;

    beforeEach(async () => {
      clock = createFakeClock();
      [store, peer] = await subject.open(clock);
    });

    const entry = (token: string, livesMs = HOUR): StoredToken => ({
      token,
      renewAt: clock.now() + livesMs / 2,
      expiresAt: clock.now() + livesMs,
    });

    it('gives what was put, to everybody, and nothing for other keys', async () => {
      expect(await store.get('a')).toBeUndefined();
      const value = entry('token-1');
      await store.set('a', value);
      expect(await store.get('a')).toEqual(value);
      expect(await peer.get('a')).toEqual(value);
      expect(await store.get('A')).toBeUndefined();
      expect(await store.get('a ')).toBeUndefined();
    });

    it('puts a new token in the place of the old one', async () => {
      await store.set('a', entry('token-1'));
      await peer.set('a', entry('token-2', 2 * HOUR));
      expect(await store.get('a')).toEqual(entry('token-2', 2 * HOUR));
    });

    it('removes a token, but only if it is that one', async () => {
      await store.remove('a', 'token-1');
      await store.set('a', entry('token-1'));
      for (const other of ['token-2', 'token', 'oken-1', '']) await store.remove('a', other);
      await store.remove('b', 'token-1');
      expect(await store.get('a')).toEqual(entry('token-1'));
      await peer.remove('a', 'token-1');
      expect(await store.get('a')).toBeUndefined();
      await store.remove('a', 'token-1');
      await store.set('a', entry('token-1'));
      expect(await store.get('a')).toEqual(entry('token-1'));
    });

    it('gives a token that must be renewed, and none that has ended', async () => {
      await store.set('a', entry('token-1', 10_000));
      const value = entry('token-1', 10_000);
      await clock.advance(9_999);
      expect(await store.get('a')).toEqual(value);
      await clock.advance(1);
      expect(await store.get('a')).toBeUndefined();
      await store.remove('a', 'token-1');
      await store.set('a', entry('token-2'));
      expect(await store.get('a')).toEqual(entry('token-2'));
    });

    it('takes a token that has ended, which hides the one before', async () => {
      await store.set('a', entry('token-1'));
      await store.set('a', entry('token-2', -1000));
      expect(await store.get('a')).toBeUndefined();
    });

    it('keeps a token without an end', async () => {
      const value = { token: 'x', renewAt: Infinity, expiresAt: Infinity };
      await store.set('a', value);
      await clock.advance(90 * 24 * HOUR);
      expect(await store.get('a')).toEqual(value);
    });

    it('takes any text as key and token', async () => {
      const texts = fc.string(WELL_FORMED);
      await fc.assert(
        fc.asyncProperty(texts, texts, async (key, token) => {
          await store.set(key, entry(token));
          expect(await store.get(key)).toEqual(entry(token));
          await store.remove(key, token);
          expect(await store.get(key)).toBeUndefined();
        }),
        {
          numRuns: 30,
          examples: [
            ['', ''],
            ['../../../etc/passwd', '1'],
            ['__proto__', '{"a":1}'],
            ['lock:a', 'null'],
            ['a'.repeat(300), 'x'.repeat(200_000)],
            ['käse/\u0000\n', '\uFEFFé\r\n\u0000:🔑: '],
          ],
        },
      );
    });

    it('keeps many keys apart', async () => {
      const keys = Array.from({ length: 200 }, (_, i) => `https://shop.example.com/rest|${i}`);
      await Promise.all(keys.map((key) => store.set(key, entry(`token of ${key}`))));
      await Promise.all(keys.slice(0, 100).map((key) => store.remove(key, `token of ${key}`)));
      const found = await Promise.all(keys.map((key) => peer.get(key)));
      expect(found.map((one) => one?.token)).toEqual(
        keys.map((key, i) => (i < 100 ? undefined : `token of ${key}`)),
      );
    });

    it('is never seen half written', async () => {
      const tokens = Array.from({ length: 40 }, (_, i) => String(i % 10).repeat(1 + i * 500));
      await store.set('a', entry('first'));
      const writes = tokens.map((token, i) => (i % 2 ? store : peer).set('a', entry(token)));
      const reads = tokens.map((_, i) => (i % 2 ? peer : store).get('a'));
      await Promise.all(writes);
      for (const read of [...(await Promise.all(reads)), await store.get('a')]) {
        expect(['first', ...tokens]).toContain(read?.token);
      }
    });

    const newerOnesStay = async () => {
      for (let i = 0; i < 40; i++) {
        await store.set('a', entry('old'));
        const removals = [store.remove('a', 'old'), peer.remove('a', 'old')];
        await Promise.all([...removals, peer.set('a', entry('new')), store.remove('a', 'old')]);
        expect((await store.get('a'))?.token).toBe('new');
      }
    };
    if (subject.atomic) it('never removes a newer token that comes meanwhile', newerOnesStay);

    if (!subject.locks) {
      it('has no lock', () => expect(store.lock).toBeUndefined());
      return;
    }

    describe('the lock', () => {
      const lock = (from: TokenStore, key: string, ttlMs: number) => {
        if (!from.lock) throw new Error('this store should have a lock');
        return from.lock(key, ttlMs);
      };
      const SHORT = 30;
      const expire = async () => {
        await clock.advance(SHORT);
        if (subject.foreignClock) await new Promise((done) => setTimeout(done, SHORT + 10));
      };

      it('has one owner at a time, for each key', async () => {
        const release = await lock(store, 'a', HOUR);
        expect(release).toBeTypeOf('function');
        expect(await lock(store, 'a', HOUR)).toBeUndefined();
        expect(await lock(peer, 'a', HOUR)).toBeUndefined();
        expect(await lock(peer, 'b', HOUR)).toBeTypeOf('function');
        await release?.();
        expect(await lock(peer, 'a', HOUR)).toBeTypeOf('function');
        expect(await lock(store, 'a', HOUR)).toBeUndefined();
      });

      it('goes to one of many who want it at once, again and again', async () => {
        for (let round = 0; round < 5; round++) {
          const wanted = Array.from({ length: 20 }, (_, i) =>
            lock(i % 2 ? store : peer, 'a', HOUR),
          );
          const got = (await Promise.all(wanted)).filter((release) => release !== undefined);
          expect(got).toHaveLength(1);
          await got[0]?.();
        }
      });

      it('falls back when its owner does not release it', async () => {
        for (const round of [1, 2, 3]) {
          expect(await lock(round === 2 ? peer : store, 'a', SHORT)).toBeTypeOf('function');
          await expire();
        }
        const wanted = Array.from({ length: 20 }, (_, i) => lock(i % 2 ? store : peer, 'a', HOUR));
        expect((await Promise.all(wanted)).filter(Boolean)).toHaveLength(1);
      });

      it('is released by its owner only, and only once', async () => {
        const late = await lock(store, 'a', SHORT);
        await expire();
        const release = await lock(peer, 'a', HOUR);
        await late?.();
        expect(await lock(store, 'a', HOUR)).toBeUndefined();
        await release?.();
        expect(await lock(store, 'a', HOUR)).toBeTypeOf('function');
        await release?.();
        await late?.();
        expect(await lock(peer, 'a', HOUR)).toBeUndefined();
      });

      it('has nothing to do with the token of the key', async () => {
        await store.set('a', entry('token-1'));
        const release = await lock(store, 'a', HOUR);
        expect(await peer.get('a')).toEqual(entry('token-1'));
        await peer.set('a', entry('token-2'));
        await release?.();
        expect(await store.get('a')).toEqual(entry('token-2'));
        await store.remove('a', 'token-2');
        expect(await lock(store, 'a', HOUR)).toBeTypeOf('function');
      });
    });
  });
}
