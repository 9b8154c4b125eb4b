import { open, seal } from './seal.js';
import { checkTokenKey, importTokenKey, type NamedKey, type TokenKey } from './token-key.js';
import type { StoredToken, TokenStore } from './token-store.js';

/** The keys while one replaces another. */
export interface TokenKeys {
  /** Encrypts, and decrypts. */
  readonly current: TokenKey;
  /** Decrypt only. What they open is encrypted with the current key when it is read. Default: none. */
  readonly previous?: readonly TokenKey[];
}

const isPair = (keys: TokenKey | TokenKeys): keys is TokenKeys =>
  typeof keys === 'object' && keys !== null && 'current' in keys;

/**
 * Encrypts the tokens of another store: AES-256-GCM, with a new random vector for each write. Times stay
 * readable, as the store needs them to forget; they and the store key are bound to the token, so that no
 * entry can be changed, or moved to another key. What cannot be opened (another key, tampering) counts as
 * no token. Somebody who can write to the store can still put back an older entry of the same key.
 *
 * To change keys, first give every process the new one as `previous`, then as `current` with the old one
 * as `previous`, and drop the old one when the last of its tokens has ended.
 *
 * Rejects with the errors of the inner store, which sees no token.
 * @throws ConfigError when a key is not 32 bytes
 * @example
 * encryptedTokenStore(fileTokenStore({ directory }), process.env.MAGEKIT_TOKEN_KEY ?? '');
 */
export function encryptedTokenStore(store: TokenStore, keys: TokenKey | TokenKeys): TokenStore {
  const { current, previous = [] } = isPair(keys) ? keys : { current: keys };
  const newest = checkTokenKey(current);
  const older = previous.map(checkTokenKey);
  let ring: Promise<[NamedKey, ...NamedKey[]]> | undefined;
  const ready = () => {
    ring ??= Promise.all([importTokenKey(newest), ...older.map(importTokenKey)]);
    return ring;
  };

  async function set(key: string, value: StoredToken): Promise<void> {
    // Whole numbers come back from every store as they were.
    const renewAt = Math.floor(value.renewAt);
    const expiresAt = Math.floor(value.expiresAt);
    const [by] = await ready();
    const token = await seal(by, key, { token: value.token, renewAt, expiresAt });
    await store.set(key, { token, renewAt, expiresAt });
  }

  /** Best effort: the token is good as it is, and somebody may have put a newer one there. */
  async function sealAgain(key: string, found: StoredToken, value: StoredToken): Promise<void> {
    try {
      if ((await store.get(key))?.token === found.token) await set(key, value);
    } catch {
      // The next read tries again.
    }
  }

  return {
    async get(key) {
      const found = await store.get(key);
      if (found === undefined) return undefined;
      const [by, ...previousKeys] = await ready();
      const opened = await open([by, ...previousKeys], key, found);
      if (opened === undefined) return undefined;
      const value = { token: opened.token, renewAt: found.renewAt, expiresAt: found.expiresAt };
      if (opened.by !== by) await sealAgain(key, found, value);
      return value;
    },
    set,
    async remove(key, token) {
      const found = await store.get(key);
      const opened = found && (await open(await ready(), key, found));
      if (found && opened?.token === token) await store.remove(key, found.token);
    },
    ...(store.lock && { lock: store.lock.bind(store) }),
  };
}
