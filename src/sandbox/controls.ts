import { lockedFailures } from './auth/login.js';
import { type Consumer, type UserType, userKey } from './auth/state.js';
import { customerByEmail } from './entities/customers/save.js';
import { nowSeconds, type World } from './store/world.js';

/** What the shop's owner can do to an integration while the store runs. */
export interface IntegrationControl {
  /** Takes the integration out of use: signed calls become a guest's; its Bearer token goes on working. */
  deactivate(): void;
  /** Puts it back in use. */
  activate(): void;
  /** Revokes the access token, for signed calls and as Bearer. */
  revokeToken(): void;
  /** Uninstalls it: its consumer key does not exist any more. */
  remove(): void;
}

/** The integrations, by the names of their credentials. */
export type IntegrationControls = Readonly<
  Record<'integration' | 'catalogOnly', IntegrationControl>
>;

/** What the shop's owner can do to an account while the store runs. */
export interface AccountControl {
  /** Locks the sign-in for half an hour, as six wrong passwords do. */
  lock(): void;
  /** Opens the sign-in again. */
  unlock(): void;
  /**
   * Ends every token up to this second, as "force sign-in" and deactivating a user do. A token issued in
   * the same second is dead too. In the `saas` flavour the administrator's are those of Adobe's service.
   */
  revokeTokens(): void;
}

/** The accounts, by the names of their credentials. */
export type AccountControls = Readonly<Record<'admin' | 'customer', AccountControl>>;

/** Switches of the integrations; the world is asked for at each use because a reset makes a new one. */
export function integrationControls(world: () => World): IntegrationControls {
  const control = (name: Consumer['name']): IntegrationControl => {
    const change = (changes: Partial<Consumer>): void => {
      for (const row of world().auth.consumers) if (row.name === name) Object.assign(row, changes);
    };
    return {
      deactivate: () => change({ active: false }),
      activate: () => change({ active: true }),
      revokeToken: () => change({ revoked: true }),
      remove: () => {
        const { auth } = world();
        auth.consumers = auth.consumers.filter((row) => row.name !== name);
      },
    };
  };
  return { integration: control('integration'), catalogOnly: control('catalogOnly') };
}

/** Switches of the accounts. */
export function accountControls(world: () => World): AccountControls {
  const control = (type: UserType, name: () => string, id: () => number): AccountControl => ({
    lock: () => {
      world().auth.failures.set(userKey(type, name()), lockedFailures(nowSeconds(world())));
    },
    unlock: () => {
      world().auth.failures.delete(userKey(type, name()));
    },
    revokeTokens: () => {
      const { revokedUpTo, imsTokens } = world().auth;
      revokedUpTo.set(userKey(type, id()), nowSeconds(world()));
      if (type === 2) imsTokens.clear();
    },
  });
  const email = (): string => world().auth.credentials.customer.email;
  return {
    admin: control(
      2,
      () => world().auth.credentials.admin.username,
      () => 1,
    ),
    customer: control(3, email, () => customerByEmail(world(), email())?.id ?? 0),
  };
}
