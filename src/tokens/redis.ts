import { type Clock, systemClock } from '../clock.js';
import { concealing } from '../conceal.js';
import type { RedisPort } from '../redis/ports.js';
import { readEntry, writeEntry } from './entry.js';
import type { TokenStore } from './token-store.js';

/** How a store in Redis works. */
export interface RedisTokenStoreOptions {
  /** Comes before each key. Stores that are to share tokens need the same. Default `magekit:`. */
  readonly prefix?: string;
  /** Where time comes from; how long Redis keeps things is by its own clock. Default: the platform's clock. */
  readonly clock?: Pick<Clock, 'now'>;
}

const COMPARE_AND_DELETE = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`;

const LONGEST_MS = 365 * 24 * 60 * 60 * 1000;

/** Redis takes whole milliseconds above 0. */
const wholeMs = (ms: number) => Math.max(1, Math.ceil(Math.min(ms, LONGEST_MS)));

/**
 * Keeps tokens in Redis, until they end but no longer than a year, with a lock across machines. Every
 * command touches one key, so a cluster will do.
 *
 * A Redis that fails rejects with the error of the client, from which the token is taken out. How long a
 * command waits for a Redis that is away is up to the client: switch off or bound its offline queue
 * (`disableOfflineQueue` of node-redis; `maxRetriesPerRequest` and `commandTimeout` of ioredis).
 *
 * @example
 * redisTokenStore(nodeRedisPort(await createClient({ url }).connect()));
 */
export function redisTokenStore(
  redis: RedisPort,
  options: RedisTokenStoreOptions = {},
): TokenStore {
  const { prefix = 'magekit:', clock = systemClock } = options;
  const tokenKey = (key: string) => `${prefix}token:${key}`;
  const lockKey = (key: string) => `${prefix}lock:${key}`;

  return {
    async get(key) {
      return readEntry(await redis.get(tokenKey(key)), clock.now());
    },
    async set(key, value) {
      const pxMs = wholeMs(value.expiresAt - clock.now());
      await concealing(value.token, () => redis.set(tokenKey(key), writeEntry(value), { pxMs }));
    },
    async remove(key, token) {
      const text = await redis.get(tokenKey(key));
      if (text === null || readEntry(text, clock.now())?.token !== token) return;
      await concealing(token, () => redis.eval(COMPARE_AND_DELETE, [tokenKey(key)], [text]));
    },
    async lock(key, ttlMs) {
      const owner = `owner-${crypto.randomUUID()}`;
      const mine = await redis.set(lockKey(key), owner, {
        pxMs: wholeMs(ttlMs),
        onlyIfAbsent: true,
      });
      if (!mine) return undefined;
      return async () => {
        await redis.eval(COMPARE_AND_DELETE, [lockKey(key)], [owner]);
      };
    },
  };
}
