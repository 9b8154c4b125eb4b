import { mustBeText, parseOptions } from '../client/parse-options.js';
import type { Authenticator } from './authenticator.js';
import { type GivenToken, hasToken, tokenAuthenticator } from './given-token.js';
import { loginAuthenticator } from './login.js';
import { loginOptions } from './login-checks.js';
import type { LoginOptions } from './login-options.js';
import { mustBeToken } from './token-text.js';

/** E-mail and password of a customer. */
export interface CustomerLogin extends LoginOptions {
  readonly email: string;
  readonly password: string;
}

const ONE_HOUR_MS = 60 * 60_000;

const given = () => ({ token: mustBeToken() });
const login = () => ({ email: mustBeText(), password: mustBeText(), ...loginOptions() });

/**
 * Calls as a customer of the shop. Logs in by itself (tokens last one hour) or sends a token made
 * elsewhere. The login goes to the client's store view, as accounts belong to its website.
 * @throws ConfigError when an option is missing or unknown
 * @see https://developer.adobe.com/commerce/webapi/get-started/authentication/gs-authentication-token/
 */
export function customerToken(options: CustomerLogin | GivenToken): Authenticator {
  if (hasToken(options)) {
    const { token } = parseOptions<GivenToken>(given(), options, 'customerToken');
    return tokenAuthenticator('customer token', 'customer', token);
  }
  const { email, ...checked } = parseOptions<CustomerLogin>(login(), options, 'customerToken');
  return loginAuthenticator({
    ...checked,
    name: 'customer login',
    caller: 'customer',
    path: '/V1/integration/customer/token',
    inStore: true,
    username: email,
    lifetimeMs: checked.lifetimeMs ?? ONE_HOUR_MS,
  });
}
