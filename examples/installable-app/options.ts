import type { InstallationsOptions } from '../../src/installations/index.js';

type Hooks = 'onIdentify' | 'onInstalled' | 'onRemoved' | 'onFailed';

/** What the app needs to run. */
export interface AppOptions {
  /** The address by which browsers and stores reach the app, such as `https://app.example.com`. */
  readonly origin: string;
  /** Signs the app's own cookies; a long random text, the same for every process. */
  readonly sessionSecret: string;
  /** Store, secret and the like; the app brings the functions. */
  readonly installations: Omit<InstallationsOptions, Hooks>;
  /** Takes lines for a log. None holds a query, a secret or an address of a merchant's admin. */
  readonly log: (line: string) => void;
}
