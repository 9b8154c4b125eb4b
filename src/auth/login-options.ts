import * as z from 'zod/mini';
import { must } from '../client/parse-options.js';
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

const isStore = (value: unknown) =>
  typeof value === 'object' && value !== null && 'get' in value && 'set' in value;

/** The checks of {@link LoginOptions}, to be put among others. */
export const loginOptions = (): Record<keyof LoginOptions, z.ZodMiniType> => ({
  tokenStore: z.optional(must('a token store, such as memoryTokenStore()', isStore)),
  lifetimeMs: z.optional(
    must('a number of milliseconds above 0', (value) => typeof value === 'number' && value > 0),
  ),
});
