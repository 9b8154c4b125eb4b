import type { TokenStore } from '../tokens/token-store.js';

/** Options that all logins share. */
export interface LoginOptions {
  /** Where the token is kept, so that other processes find it. Default: in this authenticator alone. */
  readonly tokenStore?: TokenStore | undefined;
  /**
   * How long tokens live that do not tell, in milliseconds: those of stores up to 2.4.3, and encrypted
   * ones. Default: what Magento comes with, 4 hours for admins and 1 hour for customers.
   */
  readonly lifetimeMs?: number | undefined;
}
