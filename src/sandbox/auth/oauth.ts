import { hmacSha256 } from '../crypto.js';
import { failure, missing } from '../errors.js';
import type { SandboxRequest } from '../request.js';
import type { SignatureEngine } from '../switches.js';
import { rawUrlDecode } from '../wire/php-query.js';
import { baseString, encode } from './base-string.js';
import { type Caller, guest } from './callers.js';
import type { AuthState, Consumer } from './state.js';

const required = [
  'oauth_consumer_key',
  'oauth_signature',
  'oauth_signature_method',
  'oauth_nonce',
  'oauth_timestamp',
  'oauth_token',
];

/** Seconds a client's clock may run ahead; Magento has no limit the other way. */
const timeDeviation = 600;

/** The `oauth_…` parameters of an Authorization header; empty when it is not an OAuth one. */
export function oauthParameters(authorization: string): ReadonlyMap<string, string> {
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

/** Checks a signed call in Magento's order and names the integration, or throws Magento's error. */
export function verifySignedCall(
  request: SandboxRequest,
  header: ReadonlyMap<string, string>,
  state: AuthState,
  engine: SignatureEngine,
  nowSeconds: number,
): Caller {
  const given = (name: string): string => header.get(name) ?? '';
  if (header.has('oauth_version') && given('oauth_version') !== '1.0') {
    throw failure(400, `The "%1" Oauth version isn't supported.`, [given('oauth_version')]);
  }
  const absent = required.filter((name) => given(name) === '');
  if (absent.length > 0) throw missing(...absent);
  if (given('oauth_token').length !== 32) {
    throw failure(400, 'The token length is invalid. Check the length and try again.');
  }
  if (given('oauth_signature_method') !== 'HMAC-SHA256') {
    throw failure(400, 'Signature method %1 is not supported', [given('oauth_signature_method')]);
  }
  const consumer = consumerByKey(given('oauth_consumer_key'), state);
  // The nonce is kept before the signature is looked at, so a refused call burns it.
  useNonce(consumer, given('oauth_nonce'), given('oauth_timestamp'), state, nowSeconds);
  checkToken(consumer, given('oauth_token'), state);
  const key = `${encode(consumer.consumerSecret)}&${encode(consumer.accessTokenSecret)}`;
  const expected = hmacSha256(key, baseString(request, header, engine), 'base64');
  if (expected !== given('oauth_signature')) {
    throw failure(401, 'The signature is invalid. Verify and try again.');
  }
  // An integration out of use is nobody; no word says why.
  if (!consumer.active) return guest;
  return { kind: 'integration', id: consumer.id, catalogOnly: consumer.catalogOnly };
}

function consumerByKey(key: string, state: AuthState): Consumer {
  if (key.length !== 32) throw failure(401, 'Consumer key is not the correct length');
  const consumer = state.consumers.find((candidate) => candidate.consumerKey === key);
  if (consumer === undefined) {
    throw failure(401, 'A consumer having the specified key does not exist');
  }
  return consumer;
}

function useNonce(
  consumer: Consumer,
  nonce: string,
  timestamp: string,
  state: AuthState,
  nowSeconds: number,
): void {
  const seconds = Number.parseInt(timestamp, 10) || 0;
  if (seconds <= 0 || seconds > nowSeconds + timeDeviation) throw nonceProblem();
  const seen = state.nonces.get(consumer.id) ?? new Set<string>();
  state.nonces.set(consumer.id, seen);
  if (seen.has(nonce)) {
    const message = 'The nonce is already being used by the consumer with ID %1';
    throw failure(401, message, [String(consumer.id)]);
  }
  // The column holds 32 characters: a longer nonce is not found, yet collides when it is stored.
  const stored = nonce.slice(0, 32);
  if (seen.has(stored)) throw nonceProblem();
  seen.add(stored);
}

function nonceProblem(): Error {
  return failure(401, 'An error occurred validating the nonce');
}

function checkToken(consumer: Consumer, token: string, state: AuthState): void {
  const owner = state.consumers.find((candidate) => candidate.accessToken === token);
  if (owner === undefined) throw failure(401, 'Specified token does not exist');
  if (owner.id !== consumer.id) {
    throw failure(401, 'Token is not associated with the specified consumer');
  }
  if (consumer.revoked) throw failure(401, 'Access token has been revoked');
}
