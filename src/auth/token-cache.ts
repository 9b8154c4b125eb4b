import type { Clock } from '../clock.js';
import { LoginRefusedError } from '../errors/login-refused-error.js';
import type { StoredToken } from '../tokens/token-store.js';
import type { SharedToken } from './shared-token.js';

/** Tokens are renewed this long before they end. */
const EARLY_MS = 60_000;
/**
 * A refused login is not sent again for this long, four times longer each time. Six failures lock an
 * account, and half an hour without one makes Magento forget them: this never gets to six.
 */
const FIRST_PENALTY_MS = 60_000;
const PENALTY_GROWTH = 4;
const LONGEST_PENALTY_MS = 31 * 60_000;

/** A token fresh from a login. */
export interface IssuedToken {
  readonly token: string;
  /** How long it lives from now, in milliseconds. */
  readonly lifetimeMs: number;
}

interface Failure {
  readonly error: LoginRefusedError;
  readonly penaltyMs: number;
  readonly until: number;
}

/** One token for everybody who needs it. */
export interface TokenCache {
  /** The current token, or that of the one login that all callers share. */
  get(login: () => Promise<IssuedToken>, clock: Clock): Promise<string>;
  /** Drops a token unless a newer one has taken its place. */
  drop(token: string): void;
}

/** When to renew: a minute early, but a token that lives a minute is still worth half of it. */
function toStored({ token, lifetimeMs }: IssuedToken, now: number): StoredToken {
  const expiresAt = now + lifetimeMs;
  return { token, expiresAt, renewAt: expiresAt - Math.min(EARLY_MS, lifetimeMs / 2) };
}

/** @param shared Where other processes find the token too. Default: nowhere. */
export function createTokenCache(shared?: SharedToken): TokenCache {
  let entry: StoredToken | undefined;
  let dropped: string | undefined;
  let pending: Promise<string> | undefined;
  let failure: Failure | undefined;

  function remember(error: unknown, now: number): void {
    if (!(error instanceof LoginRefusedError)) return;
    const penaltyMs = Math.min(
      (failure?.penaltyMs ?? FIRST_PENALTY_MS / PENALTY_GROWTH) * PENALTY_GROWTH,
      LONGEST_PENALTY_MS,
    );
    failure = { error, penaltyMs, until: now + penaltyMs };
  }

  async function renew(login: () => Promise<IssuedToken>, clock: Clock): Promise<string> {
    const logIn = async () => {
      if (failure && clock.now() < failure.until) throw failure.error;
      return toStored(await login(), clock.now());
    };
    try {
      entry = shared ? await shared.get(logIn, dropped, clock) : await logIn();
      failure = undefined;
      return entry.token;
    } catch (error) {
      if (error !== failure?.error) remember(error, clock.now());
      throw error;
    } finally {
      pending = undefined;
    }
  }

  return {
    async get(login, clock) {
      if (entry && clock.now() < entry.renewAt) return entry.token;
      pending ??= renew(login, clock);
      return pending;
    },
    drop(token) {
      dropped = token;
      if (entry?.token === token) entry = undefined;
    },
  };
}
