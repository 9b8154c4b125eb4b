import * as z from 'zod/mini';
import { HandshakeError } from '../errors/handshake-error.js';
import { type Announced, announce, failed } from './activation.js';
import { type App, checkWanted, randomId } from './app.js';
import { address, readFields, readForm, token } from './fields.js';
import { mayPass, problem } from './problem.js';
import { readStoreAddress } from './store-address.js';

const FIELDS = z.object({
  oauth_consumer_key: token(),
  oauth_consumer_secret: token(),
  store_base_url: address(),
  oauth_verifier: token(),
});

/** The form that Magento posts when a merchant presses Activate. Nobody has signed it. */
async function readCallback(app: App, request: Request): Promise<Announced> {
  const fields = readFields(await readForm(request), FIELDS);
  return {
    state: 'announced',
    id: randomId(),
    consumerKey: fields.oauth_consumer_key,
    consumerSecret: fields.oauth_consumer_secret,
    verifier: fields.oauth_verifier,
    ...readStoreAddress(fields.store_base_url),
    announcedAt: app.clock.now(),
  };
}

/**
 * Takes the credentials of a callback. What is installed stays untouched until the exchange has proved
 * them: they come over an unsigned request that anybody can send. A further callback of the same consumer
 * takes the place of the first, since Magento has made a new verifier for it.
 * @throws HandshakeError
 */
export async function takeCallback(app: App, request: Request): Promise<void> {
  if (request.method !== 'POST') throw problem('HANDSHAKE_METHOD');
  const announced = await readCallback(app, request);
  const { consumerKey, storeId } = announced;
  app.callbacks.take(storeId);
  try {
    await checkWanted(app, announced);
  } catch (error) {
    // Kept without its secrets, so that the identity page can say why.
    if (error instanceof HandshakeError && !mayPass(error.code)) {
      await app.activations.update(consumerKey, () => failed(announced, error.code));
    }
    throw error;
  }
  await app.activations.update(consumerKey, (before) => announce(before, announced));
}
