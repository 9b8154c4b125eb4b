import { type Clock, systemClock } from '../clock.js';
import { concealing } from '../conceal.js';
import { readEntry, writeEntry } from './entry.js';
import type { TokenStore } from './token-store.js';

/** What a key-value service must be able to do. Values are texts and never look like JSON. */
export interface KeyValuePort {
  /** The text under a key; null or undefined when there is none. */
  get(key: string): unknown;
  /**
   * Writes a text. `ttlSeconds` is how long it is needed: a whole number from 60 up, as Cloudflare KV
   * takes no less. A service that cannot forget by itself may ignore it.
   */
  set(key: string, value: string, options: { readonly ttlSeconds: number }): unknown;
  /** Deletes what is under a key, if anything is. */
  delete(key: string): unknown;
}

/** How a store on a key-value service works. */
export interface KeyValueTokenStoreOptions {
  /** Comes before each key. Default `magekit:token:`. */
  readonly prefix?: string;
  /** Where time comes from. Default: the platform's clock. */
  readonly clock?: Pick<Clock, 'now'>;
  /**
   * Takes a lock, where the service can do that exclusively (a conditional write, a Durable Object); see
   * `TokenStore.lock`. Default: none, so that processes which start together each log in once.
   */
  readonly lock?: NonNullable<TokenStore['lock']>;
}

const LEAST_SECONDS = 60;
const MOST_SECONDS = 365 * 24 * 60 * 60;

/**
 * Keeps tokens in any service that keeps texts by key: Cloudflare KV, Vercel KV, DynamoDB, Deno KV.
 * A removal reads, compares and deletes in three steps: a token written in between is lost and costs one
 * login. Rejects with the error of the service, from which the token is taken out.
 *
 * @example
 * // Cloudflare KV
 * keyValueTokenStore({
 *   get: (key) => env.TOKENS.get(key),
 *   set: (key, value, { ttlSeconds }) => env.TOKENS.put(key, value, { expirationTtl: ttlSeconds }),
 *   delete: (key) => env.TOKENS.delete(key),
 * });
 */
export function keyValueTokenStore(
  service: KeyValuePort,
  options: KeyValueTokenStoreOptions = {},
): TokenStore {
  const { prefix = 'magekit:token:', clock = systemClock, lock } = options;
  const read = async (key: string) => readEntry(await service.get(prefix + key), clock.now());

  return {
    get: read,
    async set(key, value) {
      const seconds = Math.ceil((value.expiresAt - clock.now()) / 1000);
      const ttlSeconds = Math.max(LEAST_SECONDS, Math.min(seconds, MOST_SECONDS));
      const write = () => service.set(prefix + key, writeEntry(value), { ttlSeconds });
      await concealing(value.token, write);
    },
    async remove(key, token) {
      if ((await read(key))?.token === token) await service.delete(prefix + key);
    },
    ...(lock && { lock: (key, ttlMs) => lock(prefix + key, ttlMs) }),
  };
}
