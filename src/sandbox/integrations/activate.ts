import type { Consumer, OauthToken } from '../auth/consumers.js';
import { nowSeconds, type World } from '../store/world.js';
import { formBody } from '../wire/php-query.js';
import { storeBaseUrl, successUrl } from './addresses.js';

/** How an integration is activated. */
export interface ActivateOptions {
  /**
   * Whether its token is deleted and its status set to inactive first. Default as the admin's button does
   * it: false for an inactive integration (`Activate`), true for any other (`Reauthorize`).
   */
  readonly reauthorize?: boolean;
}

/** What follows the POST to the callback. */
export interface Activation {
  /** The address the admin opens in a popup: the identity URL with two more parameters. */
  readonly identityUrl: string;
}

/** Milliseconds the callback may take. */
const postTimeoutMs = 5000;

/**
 * Does what the admin's button does: posts consumer and verifier to the callback, whose status and body
 * do not matter, and says what the popup opens.
 *
 * @throws Error with the admin's message when the callback cannot be reached within 5 seconds
 */
export async function activate(
  consumer: Consumer,
  world: World,
  baseUrl: string,
  options: ActivateOptions = {},
): Promise<Activation> {
  const { app, consumerKey } = consumer;
  if (app === undefined) {
    throw new Error(`The integration "${consumer.name}" has no callback URL to post to.`);
  }
  if (options.reauthorize ?? consumer.status !== 0) {
    consumer.tokens = consumer.tokens.slice(1);
    consumer.status = 0;
  }
  consumer.updatedAt = nowSeconds(world);
  const { verifier } = pendingVerifier(consumer, world.auth.newToken);
  const body = formBody({
    oauth_consumer_key: consumerKey,
    oauth_consumer_secret: consumer.consumerSecret,
    store_base_url: storeBaseUrl(baseUrl, world),
    oauth_verifier: verifier,
  });
  await post(world.settings.callbackFetch, app.callbackUrl, body);
  // Put together as Magento does it: an identity URL with a query of its own breaks.
  const query = `oauth_consumer_key=${encodeURIComponent(consumerKey)}&success_call_back=${encodeURIComponent(successUrl(baseUrl, world))}`;
  return { identityUrl: `${app.identityUrl}?${query}` };
}

/**
 * The verifier not yet turned into a request token, or a new one. A request token nobody exchanged is
 * left where it is, and stays the integration's: the next handshake then fails, as in Magento.
 */
function pendingVerifier(consumer: Consumer, newToken: () => string): OauthToken {
  const pending = consumer.tokens.find(({ type }) => type === 'verifier');
  if (pending !== undefined) return pending;
  const row: OauthToken = {
    type: 'verifier',
    token: newToken(),
    secret: newToken(),
    verifier: newToken(),
    revoked: false,
  };
  consumer.tokens = [...consumer.tokens, row];
  return row;
}

async function post(send: typeof globalThis.fetch, url: string, body: string): Promise<void> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), postTimeoutMs);
  try {
    const response = await send(url, {
      method: 'POST',
      headers: {
        'user-agent': 'Laminas\\Http\\Client',
        accept: '*/*',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body,
      redirect: 'manual',
      signal: controller.signal,
    });
    await response.body?.cancel();
  } catch {
    throw new Error(
      'The attempt to post data to consumer failed due to an unexpected error. Please try again later.',
    );
  } finally {
    clearTimeout(timer);
  }
}
