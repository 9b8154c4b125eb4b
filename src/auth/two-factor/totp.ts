import { mustMatch, parseOptions } from '../../client/parse-options.js';
import { PROVIDER_PATH, type TwoFactor } from './two-factor.js';

/** Options of {@link totp}. */
export interface TotpOptions {
  /** The secret of the enrolment in base32, as Magento shows it and authenticator apps keep it. */
  readonly secret: string;
}

const checks = () => ({
  secret: mustMatch(/^[A-Z2-7 ]+=*$/i, 'a secret in base32, as Magento shows it'),
});

/** The six digits for a moment. A text, as they may start with a zero. */
export async function totpCode(secret: string, atMs: number): Promise<string> {
  const { Secret, TOTP } = await import('otpauth');
  const normal = secret.replaceAll(' ', '').toUpperCase();
  return new TOTP({ secret: Secret.fromBase32(normal) }).generate({ timestamp: atMs });
}

/**
 * Google Authenticator and all that work like it: a code of six digits, made here by the store's clock.
 * Whoever has the secret needs no second factor any more, so keep it like a password; for programs that
 * run unattended an integration is the better caller.
 * @throws ConfigError when the secret is no base32
 * @see https://www.rfc-editor.org/rfc/rfc6238
 * @see https://developer.adobe.com/commerce/webapi/rest/modules/two-factor-authentication/
 */
export function totp(options: TotpOptions): TwoFactor {
  const { secret } = parseOptions<TotpOptions>(checks(), options, 'totp');
  return async ({ username, password, post, serverNow }) =>
    post(`${PROVIDER_PATH}/google/authenticate`, {
      username,
      password,
      otp: await totpCode(secret, serverNow()),
    });
}
