import type OAuth from 'oauth-1.0a';
import { type SignatureEngine, type SignedRequest, signatureBaseString } from './base-string.js';
import { createHmac, type Hmac } from './hmac.js';

/** The four credentials of an integration. The first step of a handshake has no token yet. */
export interface OAuthCredentials {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly accessToken?: string | undefined;
  readonly accessTokenSecret?: string | undefined;
  /** Goes with the request token of a handshake; see RFC 5849, section 2.3. */
  readonly verifier?: string | undefined;
}

/** What makes one signature different from the next. */
export interface SignatureMoment {
  /** Never used before with this consumer; Magento compares the first 32 characters. */
  readonly nonce: string;
  /** Seconds since the epoch. */
  readonly timestamp: number;
}

/** Signs requests with one set of credentials. */
export interface Signer {
  /** The value of the `Authorization` header. */
  sign(request: SignedRequest, moment: SignatureMoment, engine: SignatureEngine): Promise<string>;
  /** The text that {@link sign} signs. Holds the consumer key and token, but no secret. */
  baseString(request: SignedRequest, moment: SignatureMoment, engine: SignatureEngine): string;
}

const METHOD = 'HMAC-SHA256';

/** 32 random characters from the platform's cryptographic source. */
export function randomNonce(): string {
  return crypto.randomUUID().replaceAll('-', '');
}

/** Loaded with the first signature: it is CommonJS, whose loader costs more than the package. */
async function loadOAuth({ consumerKey, consumerSecret }: OAuthCredentials): Promise<OAuth> {
  const { default: Client } = await import('oauth-1.0a');
  return new Client({
    consumer: { key: consumerKey, secret: consumerSecret },
    signature_method: METHOD,
    hash_function: () => '',
  });
}

/**
 * Makes a signer. Magento accepts HMAC-SHA256 only (since 2.4.4), so there is nothing to choose.
 * @see https://developer.adobe.com/commerce/webapi/get-started/authentication/gs-authentication-oauth/
 */
export function createSigner(credentials: OAuthCredentials): Signer {
  let ready: Promise<readonly [OAuth, Hmac]> | undefined;

  async function prepare(): Promise<readonly [OAuth, Hmac]> {
    const oauth = await loadOAuth(credentials);
    return [oauth, createHmac(oauth.getSigningKey(credentials.accessTokenSecret))];
  }

  /** An empty `oauth_token` is refused, so without a token the parameter is left out. */
  function protocolParameters({ nonce, timestamp }: SignatureMoment): Record<string, string> {
    return {
      oauth_consumer_key: credentials.consumerKey,
      oauth_nonce: nonce,
      oauth_signature_method: METHOD,
      oauth_timestamp: String(timestamp),
      ...(credentials.accessToken ? { oauth_token: credentials.accessToken } : {}),
      ...(credentials.verifier ? { oauth_verifier: credentials.verifier } : {}),
      oauth_version: '1.0',
    };
  }

  return {
    async sign(request, moment, engine) {
      const protocol = protocolParameters(moment);
      const text = signatureBaseString(request, protocol, engine);
      ready ??= prepare();
      const [oauth, hmac] = await ready;
      const signed = { ...protocol, oauth_signature: await hmac(text) };
      return oauth.toHeader(signed as unknown as OAuth.Authorization).Authorization;
    },
    baseString: (request, moment, engine) =>
      signatureBaseString(request, protocolParameters(moment), engine),
  };
}
