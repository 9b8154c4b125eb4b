import { TokenExpiredError } from '../errors/token-expired-error.js';
import type { Authenticator, Caller } from './authenticator.js';
import { bearer } from './bearer.js';
import { readClaims } from './jwt.js';
import { mask } from './mask.js';

/** A token made elsewhere, such as by a login with a second factor. */
export interface GivenToken {
  /** The token itself, without quotes and without "Bearer". */
  readonly token: string;
}

/** Whether options hold a token; also when its value is missing, so that the error is about the token. */
export function hasToken(options: object): options is GivenToken {
  return typeof options === 'object' && options !== null && 'token' in options;
}

/**
 * Sends a token as it is. When the store refuses it there is nothing to renew; one that has ended is
 * not sent, as the store would take the caller for a guest without a word.
 */
export function tokenAuthenticator(name: string, caller: Caller, token: string): Authenticator {
  const headers = bearer(token);
  const { userId, expiresAt } = readClaims(token) ?? {};
  const identity = userId === undefined ? mask(token) : `user ${userId}`;
  const end = expiresAt === undefined ? undefined : new Date(expiresAt).toISOString();
  return {
    name,
    caller,
    authenticate(_request, { serverNow }) {
      if (expiresAt !== undefined && serverNow() >= expiresAt) {
        throw new TokenExpiredError(`The ${name} ended at ${end}.`, {
          hint: 'Make a new one, or give name and password so that it is renewed by itself.',
        });
      }
      return headers;
    },
    describe: () => ({ name, caller, identity, ...(end ? { expiresAt: end } : {}) }),
  };
}
