import type { Consumer, IntegrationApp, IntegrationStatus } from '../auth/consumers.js';
import { nowSeconds, type World } from '../store/world.js';

/** An integration to add to the store, as the admin's form has it. */
export interface NewIntegration extends IntegrationApp {
  /** Unlike that of any other integration. */
  readonly name: string;
  /** Whether it holds `Magento_Catalog::*` and nothing else. Default false: all rights. */
  readonly catalogOnly?: boolean;
}

/** Length of the columns for addresses. */
const longestUrl = 255;

/** Adds an integration with a new consumer and no token. */
export function createConsumer(
  world: World,
  integration: NewIntegration,
  status: IntegrationStatus = 0,
): Consumer {
  const { auth } = world;
  const { name, callbackUrl, identityUrl, catalogOnly = false } = integration;
  if (auth.consumers.some((other) => other.name === name)) {
    throw new Error(`The integration with name "${name}" exists. Choose another name.`);
  }
  for (const url of [callbackUrl, identityUrl]) {
    if (!/^https?:\/\//.test(url) || !URL.canParse(url) || url.length > longestUrl) {
      throw new Error(
        `The callback and identity URLs of an integration are http or https addresses of at most ${longestUrl} characters.`,
      );
    }
  }
  const consumer: Consumer = {
    id: ++auth.lastConsumerId,
    name,
    consumerKey: auth.newToken(),
    consumerSecret: auth.newToken(),
    catalogOnly,
    app: { callbackUrl, identityUrl },
    status,
    updatedAt: nowSeconds(world),
    tokens: [],
  };
  auth.consumers = [...auth.consumers, consumer];
  return consumer;
}

/** Takes an integration away, with its consumer, tokens and nonces. */
export function removeConsumer(world: World, { id }: Consumer): void {
  const { auth } = world;
  auth.consumers = auth.consumers.filter((consumer) => consumer.id !== id);
  auth.nonces.delete(id);
}

/**
 * What an update of a module does to the integration of its `integration.xml`: it is deleted and made
 * anew, with another key and secret, and waits to be activated again.
 */
export function recreateConsumer(world: World, old: Consumer): Consumer {
  if (old.app === undefined) throw new Error(`The integration "${old.name}" has no app.`);
  removeConsumer(world, old);
  return createConsumer(world, { name: old.name, catalogOnly: old.catalogOnly, ...old.app }, 2);
}
