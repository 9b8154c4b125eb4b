import { must, type OptionCheck, optional } from '../client/parse-options.js';
import type { LoginOptions } from './login-options.js';

const isStore = (value: unknown) =>
  typeof value === 'object' && value !== null && 'get' in value && 'set' in value;

/** The checks of {@link LoginOptions}, to be put among others. */
export const loginOptions = (): Record<keyof LoginOptions, OptionCheck> => ({
  tokenStore: optional(must('a token store, such as memoryTokenStore()', isStore)),
  lifetimeMs: optional(
    must('a number of milliseconds above 0', (value) => typeof value === 'number' && value > 0),
  ),
});
