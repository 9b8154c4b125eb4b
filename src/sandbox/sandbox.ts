import type { QueueControls } from './async/controls.js';
import type { SandboxMail } from './auth/two-factor-state.js';
import type { AccountControls } from './controls.js';
import type { SandboxCredentials } from './credentials.js';
import { createEngine } from './engine.js';
import type { ProductControls } from './entities/products/controls.js';
import type { SandboxExtension } from './installed/extension.js';
import type { IntegrationControls } from './integrations/controls.js';
import type { LoggedRequest, SandboxOptions } from './options.js';
import type { SandboxSnapshot } from './snapshot.js';
import type { SandboxSwitches } from './switches.js';

/** An in-memory Magento. */
export interface Sandbox {
  /** Base address, without a slash at the end; in the `saas` flavour it ends in the tenant. */
  readonly url: string;
  /** Where tokens of Adobe's identity service come from; answers in the `saas` flavour only. */
  readonly imsTokenUrl: string;
  /** Throw-away credentials. */
  readonly credentials: SandboxCredentials;
  /** Answers every address without a socket; honours the signal of the request. */
  readonly fetch: typeof globalThis.fetch;
  /** What was asked so far, oldest first. Never holds a secret. */
  readonly requests: readonly LoggedRequest[];
  /** Mails sent so far, oldest first: the links to set up a second factor. */
  readonly mails: readonly SandboxMail[];
  /**
   * What can happen to an integration, `sandbox.integrations.catalogOnly.revokeToken()`, and new ones with
   * an app behind them. A browser can activate them at `/admin/`, which needs no login.
   */
  readonly integrations: IntegrationControls;
  /** What can happen to an account: `sandbox.accounts.customer.lock()`. */
  readonly accounts: AccountControls;
  /** Products that come, change and go without a request: `sandbox.products.remove('24-MB01')`. */
  readonly products: ProductControls;
  /** The queue of asynchronous operations: `sandbox.queue.stop()`, `sandbox.queue.process(3)`. */
  readonly queue: QueueControls;
  /** Changes switches of the running store; those not named stay. */
  configure(changes: SandboxSwitches): void;
  /** The state of this moment: data, switches and the log. It costs a copy of all rows. */
  snapshot(): SandboxSnapshot;
  /** Goes back to a snapshot of this sandbox, as often as wanted. */
  restore(snapshot: SandboxSnapshot): void;
  /**
   * Installs a module of a shop's own: routes, data types, extension attributes, product attributes. It stays
   * over {@link Sandbox.reset}, as code does.
   */
  extend(extension: SandboxExtension): void;
  /** Back to the seed: data, switches, tokens' revocations, nonces and the log. */
  reset(): void;
}

/** Makes a sandbox without a socket: use its `fetch`. */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  return createEngine(options, () => 'https://sandbox.test').sandbox;
}
