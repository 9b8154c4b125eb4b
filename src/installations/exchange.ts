import type { Clock } from '../clock.js';
import type { HandshakeCode } from '../errors/handshake-error.js';
import { createSigner, type OAuthCredentials, randomNonce } from '../oauth1/signer.js';
import type { Claimed, Requested, RequestToken } from './activation.js';
import type { Credentials } from './installed.js';
import { problem } from './problem.js';
import { readTokenAnswer, type TokenAnswer } from './token-answer.js';

/** What an exchange needs of its surroundings. */
export interface ExchangePort {
  /** Follows no redirect, and reaches stores only. */
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  /** Milliseconds for one step. */
  readonly timeoutMs: number;
}

/** A token as the store hands it out, in either step. */
interface Token {
  readonly token: string;
  readonly secret: string;
}

const SKEW_WORTH_CORRECTING_MS = 60_000;

/** What Magento says, and what it means. Stores in other languages say `HANDSHAKE_REFUSED`. */
const REFUSALS: readonly (readonly [RegExp, HandshakeCode])[] = [
  [/key has expired/i, 'HANDSHAKE_EXPIRED'],
  [/signature is invalid/i, 'HANDSHAKE_SIGNATURE'],
  [/validating the nonce/i, 'HANDSHAKE_CLOCK'],
  [/verifier (?:and verifier token do not match|is not the correct)/i, 'HANDSHAKE_VERIFIER'],
  [/not a verifier token|already being used$|token does not exist/i, 'HANDSHAKE_USED'],
  [/not an access token|token is not associated|revoked/i, 'HANDSHAKE_USED'],
];

const NO_HEADER =
  'The Authorization header did not arrive: the web server or a proxy of the store takes it away. It must pass it on to PHP.';

function refusalOf(text: string, storeId: string) {
  const code = REFUSALS.find(([pattern]) => pattern.test(text))?.[1] ?? 'HANDSHAKE_REFUSED';
  if (code !== 'HANDSHAKE_REFUSED') return problem(code, { storeId });
  const hint = /oauth_consumer_key" is required/.test(text) ? NO_HEADER : undefined;
  return problem(code, { storeId, detail: `it said "${text}"`, hint });
}

/** One signed POST to a token endpoint, by a given clock. */
async function post(
  port: ExchangePort,
  step: 'request' | 'access',
  { storeId, storeUrl }: Claimed | Requested,
  credentials: OAuthCredentials,
  now: number,
): Promise<TokenAnswer> {
  const url = `${storeUrl}oauth/token/${step}`;
  const moment = { nonce: randomNonce(), timestamp: Math.floor(now / 1000) };
  // All engines sign these addresses alike.
  const signed = createSigner(credentials).sign({ method: 'POST', url }, moment, 'hmac');
  const headers = { accept: '*/*', authorization: await signed };
  return readTokenAnswer(port, storeId, (signal) =>
    port.fetch(url, { method: 'POST', headers, redirect: 'manual', signal }),
  );
}

/** Once more by the store's clock where that is what it did not like. */
async function step(
  port: ExchangePort,
  name: 'request' | 'access',
  activation: Claimed | Requested,
  credentials: OAuthCredentials,
): Promise<Token> {
  const { clock } = port;
  const { storeId } = activation;
  let answer = await post(port, name, activation, credentials, clock.now());
  if (answer.refusal !== undefined && answer.storeTime !== undefined) {
    const error = refusalOf(answer.refusal, storeId);
    const skew = answer.storeTime - clock.now();
    if (error.code === 'HANDSHAKE_CLOCK' && Math.abs(skew) > SKEW_WORTH_CORRECTING_MS) {
      answer = await post(port, name, activation, credentials, clock.now() + skew);
    }
  }
  if (answer.refusal !== undefined) throw refusalOf(answer.refusal, storeId);
  return answer;
}

/**
 * The first step: a request token. The store gives it once, within 300 s of the callback.
 * @throws HandshakeError
 * @see https://developer.adobe.com/commerce/webapi/get-started/authentication/gs-authentication-oauth/
 * @see https://www.rfc-editor.org/rfc/rfc5849#section-2.1
 */
export async function getRequestToken(port: ExchangePort, claimed: Claimed): Promise<RequestToken> {
  const { consumerKey, consumerSecret, verifier } = claimed;
  const { token, secret } = await step(port, 'request', claimed, { consumerKey, consumerSecret });
  return { requestToken: token, requestTokenSecret: secret, verifier };
}

/**
 * The second step: the access token, once as well.
 * @throws HandshakeError
 * @see https://www.rfc-editor.org/rfc/rfc5849#section-2.3
 */
export async function getAccessToken(port: ExchangePort, from: Requested): Promise<Credentials> {
  const { consumerKey, consumerSecret, requestToken, requestTokenSecret, verifier } = from;
  const { token, secret } = await step(port, 'access', from, {
    consumerKey,
    consumerSecret,
    accessToken: requestToken,
    accessTokenSecret: requestTokenSecret,
    verifier,
  });
  return { consumerKey, consumerSecret, accessToken: token, accessTokenSecret: secret };
}
