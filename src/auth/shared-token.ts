import type { Clock } from '../clock.js';
import type { StoredToken, TokenStore } from '../tokens/token-store.js';
import { wait } from './wait.js';

/** A login may take this long before others stop waiting for it. */
const LOCK_MS = 30_000;
const POLL_MS = 100;
/** A store may take this long to answer. */
const PATIENCE_MS = 2_000;

/** A token that other processes see as well. */
export interface SharedToken {
  /**
   * The stored token if it is still good, else that of a login, made by whoever takes the lock.
   * @param refused A token that the store of the shop has refused, whatever is stored.
   */
  get(
    login: () => Promise<StoredToken>,
    refused: string | undefined,
    clock: Clock,
  ): Promise<StoredToken>;
}

/** A store that fails, or takes too long, costs a login and not the call. */
function tolerant<T>(work: () => Promise<T>, clock: Clock): Promise<T | undefined> {
  return new Promise((resolve) => {
    const stopTimer = clock.after(PATIENCE_MS, () => resolve(undefined));
    work()
      .then(resolve, () => resolve(undefined))
      .finally(stopTimer);
  });
}

/** A name for the login that gives nothing away. */
async function keyOf(identity: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(identity));
  const bytes = new Uint8Array(hash).slice(0, 16);
  return `magekit:${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** @param identity What tells this login from others: its address and the name of the user. */
export function shareToken(store: TokenStore, identity: string): SharedToken {
  const key = keyOf(identity);

  async function good(refused: string | undefined, clock: Clock): Promise<StoredToken | undefined> {
    const stored = await tolerant(async () => store.get(await key), clock);
    if (!stored || stored.token === refused) return undefined;
    return clock.now() < stored.renewAt ? stored : undefined;
  }

  async function loginAndStore(
    login: () => Promise<StoredToken>,
    clock: Clock,
  ): Promise<StoredToken> {
    const token = await login();
    await tolerant(async () => store.set(await key, token), clock);
    return token;
  }

  return {
    async get(login, refused, clock) {
      if (refused !== undefined) {
        await tolerant(async () => store.remove(await key, refused), clock);
      }
      const until = clock.now() + LOCK_MS;
      for (;;) {
        const stored = await good(refused, clock);
        if (stored) return stored;
        // No lock, a store that fails, or nobody who finishes in time: log in for ourselves.
        if (!store.lock || clock.now() >= until) return loginAndStore(login, clock);
        const lock = await tolerant(
          async () => ({ release: await store.lock?.(await key, LOCK_MS) }),
          clock,
        );
        if (!lock) return loginAndStore(login, clock);
        if (lock.release) {
          try {
            return (await good(refused, clock)) ?? (await loginAndStore(login, clock));
          } finally {
            await tolerant(lock.release, clock);
          }
        }
        await wait(POLL_MS, clock);
      }
    },
  };
}
