import OAuth from 'oauth-1.0a';
import { type SignatureEngine, type SignedRequest, signatureBaseString } from './base-string.js';

/** The four credentials of an integration. A handshake has no token yet. */
export interface OAuthCredentials {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly accessToken?: string | undefined;
  readonly accessTokenSecret?: string | undefined;
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

function toBase64(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)));
}

/** 32 random characters from the platform's cryptographic source. */
export function randomNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Makes a signer. Magento accepts HMAC-SHA256 only (since 2.4.4), so there is nothing to choose.
 * @see https://developer.adobe.com/commerce/webapi/get-started/authentication/gs-authentication-oauth/
 */
export function createSigner(credentials: OAuthCredentials): Signer {
  const oauth = new OAuth({
    consumer: { key: credentials.consumerKey, secret: credentials.consumerSecret },
    signature_method: METHOD,
    hash_function: () => '',
  });
  let key: Promise<CryptoKey> | undefined;

  function signingKey(): Promise<CryptoKey> {
    key ??= crypto.subtle.importKey(
      'raw',
      new TextEncoder().encode(oauth.getSigningKey(credentials.accessTokenSecret)),
      { name: 'HMAC', hash: 'SHA-256' },
      false,
      ['sign'],
    );
    return key;
  }

  /** An empty `oauth_token` is refused, so without a token the parameter is left out. */
  function protocolParameters({ nonce, timestamp }: SignatureMoment): Record<string, string> {
    return {
      oauth_consumer_key: credentials.consumerKey,
      oauth_nonce: nonce,
      oauth_signature_method: METHOD,
      oauth_timestamp: String(timestamp),
      ...(credentials.accessToken ? { oauth_token: credentials.accessToken } : {}),
      oauth_version: '1.0',
    };
  }

  return {
    async sign(request, moment, engine) {
      const protocol = protocolParameters(moment);
      const text = signatureBaseString(request, protocol, engine);
      const hash = await crypto.subtle.sign(
        'HMAC',
        await signingKey(),
        new TextEncoder().encode(text),
      );
      const signed = { ...protocol, oauth_signature: toBase64(hash) };
      return oauth.toHeader(signed as unknown as OAuth.Authorization).Authorization;
    },
    baseString: (request, moment, engine) =>
      signatureBaseString(request, protocolParameters(moment), engine),
  };
}
