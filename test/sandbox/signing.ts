import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createEngine, type Engine } from '../../src/sandbox/engine.js';
import type { IntegrationCredentials, SignatureEngine } from '../../src/sandbox/index.js';

/** A request with what Magento's own classes sign it as. */
export interface Vector {
  readonly name?: string;
  readonly method: string;
  readonly url: string;
  readonly magento_2_4_8: string;
  readonly magento_2_4_6_2_4_7: string;
}

/** The vectors and the credentials they are signed with. */
export const file = JSON.parse(
  readFileSync(new URL('../data/oauth-vectors.json', import.meta.url), 'utf8'),
) as {
  readonly credentials: Record<
    'consumer_key' | 'consumer_secret' | 'token' | 'token_secret',
    string
  >;
  readonly fixed: Record<string, string>;
  readonly vectors: readonly Vector[];
  readonly random: { readonly vectors: readonly Vector[] };
};
const { consumer_key, consumer_secret, token, token_secret } = file.credentials;

/** The same credentials in the words of the sandbox. */
export const keys: IntegrationCredentials = {
  consumerKey: consumer_key,
  consumerSecret: consumer_secret,
  accessToken: token,
  accessTokenSecret: token_secret,
};

/** A sandbox that knows the credentials of the vectors. */
export function engineOf(oauthEngine: SignatureEngine): Engine {
  return createEngine({ oauthEngine, products: 10, credentials: { integration: keys } }, () => '');
}

/** Sends a signed request. */
export function call(
  engine: Engine,
  url: string,
  method: string,
  header: Record<string, string>,
): { status: number; message: string } {
  const { protocol, host } = new URL(url);
  const target = url.slice(url.indexOf('/', 8));
  const pairs = Object.entries(header).map(
    ([name, value]) => `${name}="${encodeURIComponent(value)}"`,
  );
  const answer = engine.answer({
    method,
    scheme: protocol === 'https:' ? 'https' : 'http',
    host: url.slice(protocol.length + 2, url.indexOf('/', 8)) || host,
    target,
    headers: { authorization: `OAuth ${pairs.join(', ')}`, 'content-type': 'application/json' },
    body: '{}',
  });
  const body = JSON.parse(answer.body) as { message?: string };
  return { status: answer.status, message: body.message ?? '' };
}

/** Asks the verifier itself: some vectors have a verb their path has no route for. */
/** Percent-encoding of RFC 3986. */
export function rfc3986(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

let nonces = 0;

/** Parameters of a header, signed for a URL without a query. */
export function signedHeader(
  method: string,
  url: string,
  changes: Record<string, string>,
  secret: string = consumer_secret,
): Record<string, string> {
  const header: Record<string, string> = {
    oauth_consumer_key: consumer_key,
    oauth_nonce: `nonce${++nonces}`,
    oauth_signature_method: 'HMAC-SHA256',
    oauth_timestamp: '1700000000',
    oauth_token: token,
    oauth_version: '1.0',
    ...changes,
  };
  const names = Object.keys(header).sort();
  const parameters = names
    .map((name) => `${rfc3986(name)}=${rfc3986(header[name] ?? '')}`)
    .join('&');
  const text = [method, url, parameters].map(rfc3986).join('&');
  const oauth_signature = createHmac('sha256', `${secret}&${token_secret}`)
    .update(text)
    .digest('base64');
  return { ...header, oauth_signature };
}
