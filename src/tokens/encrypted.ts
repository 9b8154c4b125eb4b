import type { SealingKey, SealingKeys } from '../sealing/key.js';
import { createSealer } from '../sealing/sealer.js';
import type { StoredToken, TokenStore } from './token-store.js';

/** The place of a token: what is not secret but must not be changed. */
const placeOf = (key: string, { renewAt, expiresAt }: StoredToken) =>
  `${renewAt}\n${expiresAt}\n${key}`;

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
export function encryptedTokenStore(store: TokenStore, keys: SealingKey | SealingKeys): TokenStore {
  const sealer = createSealer(keys, 'encryptedTokenStore');

  async function set(key: string, value: StoredToken): Promise<void> {
    // Whole numbers come back from every store as they were.
    const renewAt = Math.floor(value.renewAt);
    const expiresAt = Math.floor(value.expiresAt);
    const place = placeOf(key, { ...value, renewAt, expiresAt });
    await store.set(key, { token: await sealer.seal(place, value.token), renewAt, expiresAt });
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
      const opened = await sealer.open(placeOf(key, found), found.token);
      if (opened === undefined) return undefined;
      const value = { token: opened.text, renewAt: found.renewAt, expiresAt: found.expiresAt };
      if (!opened.current) await sealAgain(key, found, value);
      return value;
    },
    set,
    async remove(key, token) {
      const found = await store.get(key);
      const opened = found && (await sealer.open(placeOf(key, found), found.token));
      if (found && opened?.text === token) await store.remove(key, found.token);
    },
    ...(store.lock && { lock: store.lock.bind(store) }),
  };
}
