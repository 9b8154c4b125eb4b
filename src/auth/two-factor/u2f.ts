import { PROVIDER_PATH, type TwoFactor } from './two-factor.js';

/** Options of {@link u2f}. */
export interface U2fOptions {
  /**
   * Has the security key sign: gets the options for `navigator.credentials.get` as JSON text and
   * resolves to the credential as JSON text.
   */
  readonly sign: (credentialRequestOptions: string) => string | Promise<string>;
}

/**
 * A security key (U2F, WebAuthn). The callback is asked for each login.
 * @see https://developer.adobe.com/commerce/webapi/rest/modules/two-factor-authentication/
 * @see https://www.w3.org/TR/webauthn-2/
 */
export function u2f({ sign }: U2fOptions): TwoFactor {
  const path = `${PROVIDER_PATH}/u2fkey`;
  return async ({ username, password, post }) => {
    const challenge = (await post(`${path}/authentication-challenge`, { username, password })) as {
      readonly credential_request_options_json: string;
    };
    const publicKeyCredentialJson = await sign(challenge.credential_request_options_json);
    return post(`${path}/verify`, { username, password, publicKeyCredentialJson });
  };
}
