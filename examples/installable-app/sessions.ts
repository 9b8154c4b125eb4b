import type { Context } from 'hono';
import type { SignedCookies } from './signed-cookies.js';

/** The accounts of this app. Yours are in your database. */
export const ACCOUNTS = ['acme', 'globex'] as const;

/** Who sits before a browser. */
export interface Sessions {
  /** The account that is logged in, or undefined. */
  accountOf(c: Context): Promise<string | undefined>;
  /** The value of a `Set-Cookie` header. */
  logIn(account: string): Promise<string>;
}

const LOGIN_SECONDS = 8 * 3600;

/** Keeps the login in a cookie, so that the app has nothing to store. */
export function createSessions(cookies: SignedCookies): Sessions {
  return {
    accountOf: (c) => cookies.read(c, 'session'),
    logIn: (account) => cookies.write('session', account, LOGIN_SECONDS),
  };
}

/** The form of a `state`, which becomes part of addresses. */
export const isState = (text: string): boolean => /^[0-9a-f]{32}$/.test(text);
