import type { Clock } from '../clock.js';
import { AuthenticationError } from '../errors/authentication-error.js';
import { jwtLifetimeMs } from './jwt.js';

/** Tokens are renewed this long before they end. */
const EARLY_MS = 60_000;
/**
 * A refused login is not sent again for this long, four times longer each time. Six failures lock an
 * account, and half an hour without one makes Magento forget them: this never gets to six.
 */
const FIRST_PENALTY_MS = 60_000;
const PENALTY_GROWTH = 4;
const LONGEST_PENALTY_MS = 31 * 60_000;

interface Entry {
  readonly token: string;
  /** When to renew; undefined for tokens that do not tell their end. */
  readonly renewAt: number | undefined;
}

interface Failure {
  readonly error: AuthenticationError;
  readonly penaltyMs: number;
  readonly until: number;
}

/** One token for everybody who needs it. */
export interface TokenCache {
  /** The current token, or that of the one login that all callers share. */
  get(login: () => Promise<string>, clock: Clock): Promise<string>;
  /** Drops a token unless a newer one has taken its place. */
  drop(token: string): void;
}

function renewAt(token: string, now: number): number | undefined {
  const lifetime = jwtLifetimeMs(token);
  // A token that lives a minute is still worth half of it.
  return lifetime === undefined ? undefined : now + lifetime - Math.min(EARLY_MS, lifetime / 2);
}

export function createTokenCache(): TokenCache {
  let entry: Entry | undefined;
  let pending: Promise<string> | undefined;
  let failure: Failure | undefined;

  function remember(error: unknown, now: number): void {
    if (!(error instanceof AuthenticationError)) return;
    const penaltyMs = Math.min(
      (failure?.penaltyMs ?? FIRST_PENALTY_MS / PENALTY_GROWTH) * PENALTY_GROWTH,
      LONGEST_PENALTY_MS,
    );
    failure = { error, penaltyMs, until: now + penaltyMs };
  }

  async function renew(login: () => Promise<string>, clock: Clock): Promise<string> {
    try {
      const token = await login();
      entry = { token, renewAt: renewAt(token, clock.now()) };
      failure = undefined;
      return token;
    } catch (error) {
      remember(error, clock.now());
      throw error;
    } finally {
      pending = undefined;
    }
  }

  return {
    async get(login, clock) {
      const now = clock.now();
      if (entry && (entry.renewAt === undefined || now < entry.renewAt)) return entry.token;
      if (failure && now < failure.until) throw failure.error;
      pending ??= renew(login, clock);
      return pending;
    },
    drop(token) {
      if (entry?.token === token) entry = undefined;
    },
  };
}
