import { lockedFailures } from './auth/login.js';
import { type UserType, userKey } from './auth/state.js';
import { customerByEmail } from './entities/customers/save.js';
import { nowSeconds, type World } from './store/world.js';

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
