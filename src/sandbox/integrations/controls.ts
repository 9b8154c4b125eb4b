import type { Consumer, IntegrationStatus } from '../auth/consumers.js';
import type { World } from '../store/world.js';
import { type ActivateOptions, type Activation, activate } from './activate.js';
import { createConsumer, type NewIntegration, recreateConsumer, removeConsumer } from './create.js';

/** What the shop's owner can do to an integration while the store runs. Nothing happens to one that is removed. */
export interface IntegrationControl {
  /** 0 inactive, 1 active, 2 recreated; undefined once it is removed. */
  readonly status: IntegrationStatus | undefined;
  /** Takes the integration out of use: signed calls become a guest's; its Bearer token goes on working. */
  deactivate(): void;
  /** Revokes the access token, for signed calls and as Bearer. */
  revokeToken(): void;
  /** Uninstalls it: its consumer key does not exist any more. */
  remove(): void;
}

/** An integration every sandbox starts with, its token already exchanged. */
export interface SeededIntegration extends IntegrationControl {
  /** Puts it back in use. */
  activate(): void;
}

/** An integration with an app behind it, which gets its token by the handshake. */
export interface CreatedIntegration extends IntegrationControl {
  readonly name: string;
  /** The consumer key; another one after {@link recreate}. */
  readonly consumerKey: string;
  /** Replaces it by one of the same name with another key and secret and status 2, as an update of its module does. */
  recreate(): void;
}

/** The integrations: those every sandbox starts with, and what makes and activates others. */
export interface IntegrationControls {
  /** Holds all rights. */
  readonly integration: SeededIntegration;
  /** Holds `Magento_Catalog::*` and nothing else. */
  readonly catalogOnly: SeededIntegration;
  /**
   * Adds an inactive integration, which {@link Sandbox.reset} takes away.
   *
   * @throws Error when the name is taken, or an address is not http or https or longer than 255 characters
   */
  create(integration: NewIntegration): CreatedIntegration;
  /**
   * Does what the admin's button `Activate` or `Reauthorize` does: posts the credentials to the callback
   * URL, whose answer does not matter, and says what the admin opens in a popup.
   *
   * @throws Error with the admin's message when the callback cannot be reached within 5 seconds
   */
  activate(
    integration: Pick<CreatedIntegration, 'consumerKey'>,
    options?: ActivateOptions,
  ): Promise<Activation>;
}

/** Switches of the integrations; the world is asked for at each use because a reset makes a new one. */
export function integrationControls(
  world: () => World,
  baseUrl: () => string,
): IntegrationControls {
  const changes = (find: () => Consumer | undefined): Omit<IntegrationControl, 'status'> => ({
    deactivate: () => setStatus(find(), 0),
    revokeToken: () => {
      for (const row of find()?.tokens ?? []) if (row.type === 'access') row.revoked = true;
    },
    remove: () => {
      const consumer = find();
      if (consumer !== undefined) removeConsumer(world(), consumer);
    },
  });
  const seeded = (id: number): SeededIntegration => {
    const find = (): Consumer | undefined => consumerOf(world(), 'id', id);
    return {
      ...changes(find),
      get status() {
        return find()?.status;
      },
      activate: () => setStatus(find(), 1),
    };
  };
  return {
    integration: seeded(1),
    catalogOnly: seeded(2),
    create: (integration) => {
      let made = createConsumer(world(), integration);
      const find = (): Consumer | undefined =>
        world().auth.consumers.find(({ consumerKey }) => consumerKey === made.consumerKey);
      return {
        ...changes(find),
        name: made.name,
        get status() {
          return find()?.status;
        },
        get consumerKey() {
          return made.consumerKey;
        },
        recreate: () => {
          const consumer = find();
          if (consumer !== undefined) made = recreateConsumer(world(), consumer);
        },
      };
    },
    activate: async ({ consumerKey }, options) => {
      const consumer = consumerOf(world(), 'consumerKey', consumerKey);
      if (consumer === undefined) throw new Error('This integration does not exist any more.');
      return activate(consumer, world(), baseUrl(), options);
    },
  };
}

function consumerOf<Name extends 'id' | 'consumerKey'>(
  world: World,
  name: Name,
  value: Consumer[Name],
): Consumer | undefined {
  return world.auth.consumers.find((consumer) => consumer[name] === value);
}

function setStatus(consumer: Consumer | undefined, status: IntegrationStatus): void {
  if (consumer !== undefined) consumer.status = status;
}
