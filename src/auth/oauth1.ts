import * as z from 'zod/mini';
import { must, mustMatch, parseOptions } from '../client/parse-options.js';
import { ConfigError } from '../errors/config-error.js';
import type { SignatureEngine } from '../oauth1/base-string.js';
import { createEngineChoice } from '../oauth1/engine-choice.js';
import { createSigner, randomNonce } from '../oauth1/signer.js';
import type { Authenticator, AuthHeaders } from './authenticator.js';

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
  readonly engine?: SignatureEngine | 'auto';
  /** Makes the nonce of each attempt. Default: 32 characters from the platform's cryptographic source. */
  readonly nonce?: () => string;
}

const credential = () => mustMatch(/^\S+$/, 'the text that Magento shows, without blanks');
const engines = ['auto', 'zend', 'laminas', 'hmac'];
const schema = () =>
  z.strictObject({
    consumerKey: credential(),
    consumerSecret: credential(),
    accessToken: credential(),
    accessTokenSecret: credential(),
    engine: z.optional(
      must('auto, zend, laminas or hmac', (value) => engines.includes(String(value))),
    ),
    nonce: z.optional(must('a function', (value) => typeof value === 'function')),
  });

/**
 * Calls as an integration, each request signed with OAuth 1.0a and HMAC-SHA256. Works on every
 * Magento version; a new nonce and timestamp go with every attempt.
 * @throws ConfigError when a credential is missing, or consumer key and token are the same
 * @see https://developer.adobe.com/commerce/webapi/get-started/authentication/gs-authentication-oauth/
 * @see https://www.rfc-editor.org/rfc/rfc5849
 */
export function oauth1(options: OAuth1Options): Authenticator {
  const checked = parseOptions<OAuth1Options>(schema(), options, 'oauth1');
  const { engine = 'auto', nonce = randomNonce } = checked;
  if (checked.consumerKey === checked.accessToken) {
    throw new ConfigError(
      'oauth1: "consumerKey" and "accessToken" are the same; one is pasted wrongly.',
    );
  }
  const signer = createSigner(checked);
  const choice = createEngineChoice(engine);
  const signedWith = new WeakMap<AuthHeaders, SignatureEngine>();

  return {
    name: 'oauth 1.0a',
    caller: 'integration',
    proven: true,
    async authenticate(request, { clock }) {
      const moment = { nonce: nonce(), timestamp: Math.floor(clock.now() / 1000) };
      const used = choice.current();
      const headers = { authorization: await signer.sign(request, moment, used) };
      signedWith.set(headers, used);
      return headers;
    },
    refused({ request, headers, resources }) {
      const used = signedWith.get(headers);
      // A named resource means that the signature was right.
      if (used === undefined || resources !== undefined) return false;
      const sample = { nonce: 'n', timestamp: 1 };
      const forms = (one: SignatureEngine) => signer.baseString(request, sample, one);
      return choice.refused(used, forms);
    },
  };
}
