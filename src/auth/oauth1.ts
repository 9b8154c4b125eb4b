import { must, mustMatch, optional, parseOptions } from '../client/parse-options.js';
import { ConfigError } from '../errors/config-error.js';
import type { SignatureEngine } from '../oauth1/base-string.js';
import { createEngineChoice } from '../oauth1/engine-choice.js';
import { createSigner, randomNonce, type SignatureMoment } from '../oauth1/signer.js';
import type { AuthContext, Authenticator, AuthHeaders, AuthRequest } from './authenticator.js';
import { mask } from './mask.js';

/** The four credentials that Magento shows when an integration is activated. */
export interface OAuth1Options {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly accessToken: string;
  readonly accessTokenSecret: string;
  /**
   * How the store builds the text it signs: `zend` up to 2.4.5, `laminas` 2.4.6 and 2.4.7, `hmac` from
   * 2.4.8. Default `auto`: where they differ and one is refused, the other is tried once and remembered.
   */
  readonly engine?: SignatureEngine | 'auto' | undefined;
  /**
   * The URL as Magento's PHP sees it, when a proxy changes scheme, host, port or path on the way:
   * `(url) => url.replace('https://shop.example.com', 'http://shop.internal:8080')`. Only the signature
   * uses it. Default: the URL as sent.
   */
  readonly signedUrl?: ((url: string) => string) | undefined;
  /** Makes the nonce of each attempt. Default: 32 characters from the platform's cryptographic source. */
  readonly nonce?: (() => string) | undefined;
}

const credential = () => mustMatch(/^\S+$/, 'the text that Magento shows, without blanks');
const aFunction = () => optional(must('a function', (value) => typeof value === 'function'));
const engines = ['auto', 'zend', 'laminas', 'hmac'];
const checks = () => ({
  consumerKey: credential(),
  consumerSecret: credential(),
  accessToken: credential(),
  accessTokenSecret: credential(),
  engine: optional(must('auto, zend, laminas or hmac', (value) => engines.includes(String(value)))),
  signedUrl: aFunction(),
  nonce: aFunction(),
});

/** A timestamp this far ahead may be what the store did not like. */
const AHEAD_SECONDS = 300;

/** What one signature was made of. */
interface Signed extends SignatureMoment {
  readonly engine: SignatureEngine;
}

/**
 * Calls as an integration, each request signed with OAuth 1.0a and HMAC-SHA256. Works on every
 * Magento version; a new nonce and timestamp go with every attempt.
 * @throws ConfigError when a credential is missing, or consumer key and token are the same
 * @see https://developer.adobe.com/commerce/webapi/get-started/authentication/gs-authentication-oauth/
 * @see https://www.rfc-editor.org/rfc/rfc5849
 */
export function oauth1(options: OAuth1Options): Authenticator {
  const checked = parseOptions<OAuth1Options>(checks(), options, 'oauth1');
  const { engine = 'auto', nonce = randomNonce, signedUrl = (url: string) => url } = checked;
  if (checked.consumerKey === checked.accessToken) {
    throw new ConfigError(
      'oauth1: "consumerKey" and "accessToken" are the same; one is pasted wrongly.',
    );
  }
  const signer = createSigner(checked);
  const choice = createEngineChoice(engine);
  const signatures = new WeakMap<AuthHeaders, Signed>();

  const asSeen = ({ method, url, form }: AuthRequest) => ({ method, url: signedUrl(url), form });
  const secondsAhead = ({ timestamp }: Signed, { serverNow }: AuthContext) =>
    timestamp - Math.floor(serverNow() / 1000);

  return {
    name: 'oauth 1.0a',
    caller: 'integration',
    proven: true,
    async authenticate(request, { serverNow }) {
      const moment = { nonce: nonce(), timestamp: Math.floor(serverNow() / 1000) };
      const used = choice.current();
      const headers = { authorization: await signer.sign(asSeen(request), moment, used) };
      signatures.set(headers, { ...moment, engine: used });
      return headers;
    },
    refused({ request, headers, resources }, context) {
      const signed = signatures.get(headers);
      // A named resource means that the signature was right.
      if (signed === undefined || resources !== undefined) return false;
      // The answer told the store's time; the next signature goes by it.
      if (secondsAhead(signed, context) > AHEAD_SECONDS) return true;
      const forms = (one: SignatureEngine) => signer.baseString(asSeen(request), signed, one);
      return choice.refused(signed.engine, forms);
    },
    async explain({ request, headers, resources, message }, context) {
      const signed = signatures.get(headers);
      if (signed === undefined || resources !== undefined) return undefined;
      // Most programs never see a signature refused.
      const { explainRefusal } = await import('../oauth1/explain.js');
      return explainRefusal({
        engine: signed.engine,
        baseString: (one) => signer.baseString(asSeen(request), signed, one),
        message,
        keys: [checked.consumerKey, checked.accessToken],
        aheadSeconds: secondsAhead(signed, context),
      });
    },
    describe: () => ({
      name: 'oauth 1.0a',
      caller: 'integration',
      identity: mask(checked.consumerKey),
      settings: { engine: engine === 'auto' ? `auto (${choice.current()})` : engine },
    }),
  };
}
