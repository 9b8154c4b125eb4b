import type { Authenticator, Caller } from './authenticator.js';
import { bearer } from './bearer.js';

/** A token made elsewhere, such as by a login with a second factor. */
export interface GivenToken {
  /** The token itself, without quotes and without "Bearer". */
  readonly token: string;
}

/** Whether options hold a token; also when its value is missing, so that the error is about the token. */
export function hasToken(options: object): options is GivenToken {
  return typeof options === 'object' && options !== null && 'token' in options;
}

/** Sends a token as it is. When the store refuses it there is nothing to renew. */
export function tokenAuthenticator(name: string, caller: Caller, token: string): Authenticator {
  const headers = bearer(token);
  return { name, caller, authenticate: () => headers };
}
