import { PROVIDER_PATH, type TwoFactor } from './two-factor.js';

/** Options of {@link authy}. */
export interface AuthyOptions {
  /** How Authy sends the code first. Default: not at all, as its app shows one. */
  readonly via?: 'sms' | 'call' | 'onetouch';
  /** Resolves to the code. Not asked with `onetouch`, which is confirmed on the phone. */
  readonly otp?: () => string | Promise<string>;
}

/**
 * Authy. The callback is asked for each login.
 * @see https://developer.adobe.com/commerce/webapi/rest/modules/two-factor-authentication/
 */
export function authy({ via, otp }: AuthyOptions): TwoFactor {
  const path = `${PROVIDER_PATH}/authy`;
  return async ({ username, password, post }) => {
    if (via) await post(`${path}/send-token/${via}`, { username, password });
    if (!otp) return post(`${path}/authenticate-onetouch`, { username, password });
    return post(`${path}/authenticate`, { username, password, otp: await otp() });
  };
}
