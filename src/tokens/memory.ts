import { type Clock, systemClock } from '../clock.js';
import type { StoredToken, TokenStore } from './token-store.js';

/** How a store in memory works. */
export interface MemoryTokenStoreOptions {
  /** Where time comes from. Default: the platform's clock. */
  readonly clock?: Pick<Clock, 'now'>;
}

interface Lock {
  /** When it falls back, in milliseconds since the epoch. */
  readonly until: number;
}

/**
 * Keeps tokens in memory, so that several authenticators of one process share a login. Pass the same
 * store to each of them. Never rejects.
 */
export function memoryTokenStore(options: MemoryTokenStoreOptions = {}): TokenStore {
  const { clock = systemClock } = options;
  const tokens = new Map<string, StoredToken>();
  const locks = new Map<string, Lock>();

  return {
    async get(key) {
      const found = tokens.get(key);
      if (found === undefined || clock.now() < found.expiresAt) return found;
      tokens.delete(key);
      return undefined;
    },
    async set(key, { token, renewAt, expiresAt }) {
      tokens.set(key, { token, renewAt, expiresAt });
    },
    async remove(key, token) {
      if (tokens.get(key)?.token === token) tokens.delete(key);
    },
    async lock(key, ttlMs) {
      const held = locks.get(key);
      if (held && clock.now() < held.until) return undefined;
      const mine: Lock = { until: clock.now() + ttlMs };
      locks.set(key, mine);
      return async () => {
        if (locks.get(key) === mine) locks.delete(key);
      };
    },
  };
}
