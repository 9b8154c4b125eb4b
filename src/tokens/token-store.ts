/** A token as it is kept between calls, processes or machines. */
export interface StoredToken {
  readonly token: string;
  /** When it is to be replaced, in milliseconds since the epoch by the local clock. */
  readonly renewAt: number;
  /** When it ends, likewise. A store may forget it from then on. */
  readonly expiresAt: number;
}

/** Releases a lock; calling it again does nothing. */
export type Release = () => Promise<void>;

/**
 * Keeps the tokens of logins, so that processes and serverless functions share one. Keys are made by the
 * library and hold no secret. A store that fails does not fail the call: the login is then made anew.
 */
export interface TokenStore {
  /** The token under this key, or undefined when there is none that still lives. */
  get(key: string): Promise<StoredToken | undefined>;
  /** Puts a token under this key, in place of any other. */
  set(key: string, value: StoredToken): Promise<void>;
  /** Removes the token, but only if it is still this one: another process may have put a newer one there. */
  remove(key: string, token: string): Promise<void>;
  /**
   * Takes the right to log in for this key, or answers undefined when somebody else has it.
   * It must fall back by itself after `ttlMs`, as its owner may have died. Leave it out where a store
   * cannot do that; then each process logs in by itself.
   */
  lock?(key: string, ttlMs: number): Promise<Release | undefined>;
}
