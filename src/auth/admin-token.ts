import * as z from 'zod/mini';
import { mustBeText, parseOptions } from '../client/parse-options.js';
import type { Authenticator } from './authenticator.js';
import { type GivenToken, hasToken, tokenAuthenticator } from './given-token.js';
import { loginAuthenticator } from './login.js';
import { mustBeToken } from './token-text.js';

/** Name and password of an admin user. */
export interface AdminLogin {
  readonly username: string;
  readonly password: string;
}

const given = () => z.strictObject({ token: mustBeToken() });
const login = () => z.strictObject({ username: mustBeText(), password: mustBeText() });

/**
 * Calls as an admin user. Logs in by itself (tokens last one hour since Magento 2.4.4) or sends a
 * token made elsewhere. For programs that run unattended an integration is the better caller.
 * @throws ConfigError when an option is missing or unknown
 * @see https://developer.adobe.com/commerce/webapi/get-started/authentication/gs-authentication-token/
 */
export function adminToken(options: AdminLogin | GivenToken): Authenticator {
  if (hasToken(options)) {
    const { token } = parseOptions<GivenToken>(given(), options, 'adminToken');
    return tokenAuthenticator('admin token', 'admin', token);
  }
  const { username, password } = parseOptions<AdminLogin>(login(), options, 'adminToken');
  return loginAuthenticator({
    name: 'admin login',
    caller: 'admin',
    path: '/V1/integration/admin/token',
    inStore: false,
    username,
    password,
  });
}
