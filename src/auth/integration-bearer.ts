import { parseOptions } from '../client/parse-options.js';
import type { Authenticator } from './authenticator.js';
import { type GivenToken, tokenAuthenticator } from './given-token.js';
import { mustBeToken } from './token-text.js';

const checks = () => ({ token: mustBeToken() });

/**
 * Calls as an integration with its access token alone. Since Magento 2.4.4 stores refuse this unless
 * `oauth/consumer/enable_integration_as_bearer` is 1; `oauth1` works on all of them.
 * @throws ConfigError when the token is missing or malformed
 * @see https://developer.adobe.com/commerce/webapi/get-started/authentication/gs-authentication-token/#integration-tokens
 */
export function integrationBearer(options: GivenToken): Authenticator {
  const { token } = parseOptions<GivenToken>(checks(), options, 'integrationBearer');
  return tokenAuthenticator('integration bearer', 'integration', token);
}
