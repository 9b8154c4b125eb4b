import { must, mustBeText, optional, parseOptions } from '../client/parse-options.js';
import type { Authenticator } from './authenticator.js';
import { type GivenToken, hasToken, tokenAuthenticator } from './given-token.js';
import { loginAuthenticator } from './login.js';
import { loginOptions } from './login-checks.js';
import type { LoginOptions } from './login-options.js';
import { mustBeToken } from './token-text.js';
import type { TwoFactor } from './two-factor/two-factor.js';

/** Name and password of an admin user. */
export interface AdminLogin extends LoginOptions {
  readonly username: string;
  readonly password: string;
  /** The second factor, which stores want since 2.4.0 unless it is switched off. Default: none. */
  readonly twoFactor?: TwoFactor | undefined;
}

const FOUR_HOURS_MS = 4 * 60 * 60_000;

const given = () => ({ token: mustBeToken() });
const login = () => ({
  username: mustBeText(),
  password: mustBeText(),
  twoFactor: optional(
    must('a second factor, such as totp({ secret })', (value) => typeof value === 'function'),
  ),
  ...loginOptions(),
});

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
  const checked = parseOptions<AdminLogin>(login(), options, 'adminToken');
  return loginAuthenticator({
    ...checked,
    name: 'admin login',
    caller: 'admin',
    path: '/V1/integration/admin/token',
    inStore: false,
    lifetimeMs: checked.lifetimeMs ?? FOUR_HOURS_MS,
  });
}
