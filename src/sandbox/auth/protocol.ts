import { hmacSha256 } from '../crypto.js';
import { failure, missing } from '../errors.js';
import type { SignatureEngine } from '../installation-switches.js';
import type { Settings } from '../options.js';
import type { SandboxRequest } from '../request.js';
import { rawUrlDecode } from '../wire/php-query.js';
import { baseString, encode } from './base-string.js';
import type { Consumer } from './consumers.js';
import { useNonce } from './nonces.js';
import type { AuthState } from './state.js';

/** The protocol parameters of a request, decoded. */
export type OauthHeader = ReadonlyMap<string, string>;

/** Parameters every signed request has to carry, in the order Magento asks for them. */
export const commonParameters: readonly string[] = [
  'oauth_consumer_key',
  'oauth_signature',
  'oauth_signature_method',
  'oauth_nonce',
  'oauth_timestamp',
];

/** The `oauth_…` parameters of an Authorization header; empty when it is not an OAuth one. */
export function oauthParameters(authorization: string): OauthHeader {
  const scheme = /^oauth /i.exec(authorization);
  if (scheme === null) return new Map();
  const pairs = authorization.slice(scheme[0].length).split(',');
  return new Map(
    pairs.flatMap((pair) => {
      const text = pair.trim();
      const equals = text.indexOf('=');
      const name = text.slice(0, equals);
      if (equals < 0 || !name.startsWith('oauth_')) return [];
      const value = text.slice(equals + 1).replace(/^"+|"+$/g, '');
      return [[rawUrlDecode(name), rawUrlDecode(value)] as const];
    }),
  );
}

/** The request as it reaches the code that verifies signatures, behind proxies. */
export function seenBySignature(request: SandboxRequest, settings: Settings): SandboxRequest {
  const { schemeSeenBySignature: scheme, hostSeenBySignature } = settings;
  return {
    ...request,
    scheme: scheme === 'as-sent' ? request.scheme : scheme,
    host: hostSeenBySignature(request.host),
  };
}

/** Everything Magento checks before tokens and signature, in its order; names the consumer. */
export function checkProtocol(
  header: OauthHeader,
  required: readonly string[],
  state: AuthState,
  nowSeconds: number,
): Consumer {
  const given = (name: string): string => header.get(name) ?? '';
  if (header.has('oauth_version') && given('oauth_version') !== '1.0') {
    throw failure(400, `The "%1" Oauth version isn't supported.`, [given('oauth_version')]);
  }
  const absent = required.filter((name) => !header.has(name));
  if (absent.length > 0) throw missing(...absent);
  if (header.has('oauth_token') && given('oauth_token').length !== 32) {
    throw failure(400, 'The token length is invalid. Check the length and try again.');
  }
  if (given('oauth_signature_method') !== 'HMAC-SHA256') {
    throw failure(400, 'Signature method %1 is not supported', [given('oauth_signature_method')]);
  }
  const consumer = consumerByKey(given('oauth_consumer_key'), state);
  // The nonce is kept before the signature is looked at, so a refused call burns it.
  useNonce(consumer, given('oauth_nonce'), given('oauth_timestamp'), state, nowSeconds);
  return consumer;
}

/** Throws unless the request is signed with the secrets. */
export function checkSignature(
  request: SandboxRequest,
  header: OauthHeader,
  engine: SignatureEngine,
  consumerSecret: string,
  tokenSecret: string,
): void {
  const key = `${encode(consumerSecret)}&${encode(tokenSecret)}`;
  const expected = hmacSha256(key, baseString(request, header, engine), 'base64');
  if (expected !== header.get('oauth_signature')) {
    throw failure(401, 'The signature is invalid. Verify and try again.');
  }
}

function consumerByKey(key: string, state: AuthState): Consumer {
  if (key.length !== 32) throw failure(401, 'Consumer key is not the correct length');
  const consumer = state.consumers.find((candidate) => candidate.consumerKey === key);
  if (consumer === undefined) {
    throw failure(401, 'A consumer having the specified key does not exist');
  }
  return consumer;
}
