import { PROVIDER_PATH, type TwoFactor } from './two-factor.js';

/** What Duo asked for up to Magento 2.4.7. */
export interface DuoChallenge {
  readonly signature: string;
  readonly api_hostname: string;
}

/** Options of {@link duo}: a passcode from Magento 2.4.8 on, an answer to a challenge before. */
export type DuoOptions =
  | {
      /** Answers the code that Duo's app shows. */
      readonly passcode: () => string | Promise<string>;
    }
  | {
      /** Answers the signed response to a challenge, as Duo's page for it gives it. */
      readonly signatureResponse: (challenge: DuoChallenge) => string | Promise<string>;
    };

/**
 * Duo Security. The callback is asked for each login.
 * @see https://developer.adobe.com/commerce/webapi/rest/modules/two-factor-authentication/
 */
export function duo(options: DuoOptions): TwoFactor {
  const path = `${PROVIDER_PATH}/duo_security`;
  return async ({ username, password, post }) => {
    if ('passcode' in options) {
      const passcode = await options.passcode();
      return post(`${path}/authenticate`, { username, password, passcode });
    }
    const challenge = await post(`${path}/get-authentication-data`, { username, password });
    const signatureResponse = await options.signatureResponse(challenge as DuoChallenge);
    return post(`${path}/authenticate`, { username, password, signatureResponse });
  };
}
