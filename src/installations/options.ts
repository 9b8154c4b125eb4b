import type { BudgetOptions } from '../budget/options.js';
import { hasFunction, isCountFrom, isFunction } from '../client/option-checks.js';
import { must, optional, parseOptions } from '../client/parse-options.js';
import type { Clock } from '../clock.js';
import type { SealingKey, SealingKeys } from '../sealing/key.js';
import type { InstallationStore } from './store.js';
import type {
  Awaitable,
  HandshakeFailure,
  Identified,
  IdentityVisit,
  InstalledEvent,
  RemovedEvent,
} from './types.js';

/** Options of {@link createInstallations}. */
export interface InstallationsOptions {
  /** Where installations are kept. It sees sealed secrets only. */
  readonly store: InstallationStore;
  /** Seals what is stored and the cookies: 32 bytes, or their base64 text. Every process needs the same. */
  readonly secret: SealingKey | SealingKeys;
  /**
   * Finds out who sits before the browser. Answers the app's account, or a page that leads there (a login,
   * a question whether to connect), after which the app calls `complete` with the visit's `state`. An app
   * whose accounts have logins should always ask: somebody could send a person here to connect a store
   * that is not theirs.
   */
  readonly onIdentify: (visit: IdentityVisit) => Awaitable<Identified | Response>;
  /**
   * A store is connected. Awaited before the person goes back to Magento. When it throws, the person sees
   * a page, and it is called again when they try again: at least once for each activation. Default: nothing.
   */
  readonly onInstalled?: ((event: InstalledEvent) => Awaitable<void>) | undefined;
  /**
   * A merchant has deleted the integration, which a call has noticed; called once. Magento tells apps
   * nothing by itself. What it throws becomes the cause of that call's error. Default: nothing.
   */
  readonly onRemoved?: ((event: RemovedEvent) => Awaitable<void>) | undefined;
  /**
   * Something went wrong: for logs, and to answer the person with a page of the app's own. The store's
   * own requests get the same answer whatever it returns. Default: a plain page.
   */
  readonly onFailed?: ((failure: HandshakeFailure) => Awaitable<Response | undefined>) | undefined;
  /** Whether a store may install the app, by its base URL. Default: every store. */
  readonly allowStore?: ((storeUrl: URL) => Awaitable<boolean>) | undefined;
  /**
   * Origins that may be http and in private networks, such as `http://127.0.0.1:8088` while developing.
   * Default: none; stores must be https, and all addresses of their host public.
   */
  readonly trustedOrigins?: readonly string[] | undefined;
  /** Callbacks this process takes within a minute, a tenth of them of one store. Default 300. */
  readonly callbacksPerMinute?: number | undefined;
  /** Milliseconds for each of the two steps of an exchange. Default 10,000, at most 14,000. */
  readonly exchangeTimeoutMs?: number | undefined;
  /** The budget that all clients of one store's host share. Default: target 10. */
  readonly budget?: BudgetOptions | undefined;
  /**
   * Sends to stores; their addresses are checked before. Default: the platform's, on Node with a check of
   * the address at each connection.
   */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** All addresses of a host. Default: the platform's lookup; workers and browsers have none. */
  readonly resolve?: ((hostname: string) => Promise<readonly string[]>) | undefined;
  /** Where time comes from. Default: the system. */
  readonly clock?: Clock | undefined;
}

/** Two steps and what lies between must end before somebody else may take them up. */
const LONGEST_STEP_MS = 14_000;

const isOrigin = (value: unknown) =>
  typeof value === 'string' && URL.canParse(value) && new URL(value).origin === value;

const checks = () => {
  const hook = () => optional(must('a function', isFunction));
  return {
    store: must('an installation store, such as memoryInstallationStore()', hasFunction('swap')),
    secret: must(
      '32 bytes, their base64 text, or { current, previous }',
      (value) => value !== undefined,
    ),
    onIdentify: must('a function', isFunction),
    onInstalled: hook(),
    onRemoved: hook(),
    onFailed: hook(),
    allowStore: hook(),
    trustedOrigins: optional(
      must(
        'a list of origins such as http://127.0.0.1:8088, without a path',
        (value) => Array.isArray(value) && value.every(isOrigin),
      ),
    ),
    callbacksPerMinute: optional(must('a whole number from 1', isCountFrom(1))),
    exchangeTimeoutMs: optional(
      must(
        `a whole number from 1 to ${LONGEST_STEP_MS}`,
        (value) => isCountFrom(1)(value) && Number(value) <= LONGEST_STEP_MS,
      ),
    ),
    budget: optional(
      must(
        'options of a budget such as { target: 4 }',
        (value) => typeof value === 'object' && value !== null && !('acquire' in value),
      ),
    ),
    fetch: hook(),
    resolve: hook(),
    clock: optional(must('a clock', hasFunction('now'))),
  };
};

/**
 * Checks the options of an app.
 * @throws ConfigError that names each wrong option and what it should be
 */
export function checkInstallationsOptions(options: InstallationsOptions): InstallationsOptions {
  return parseOptions<InstallationsOptions>(checks(), options, 'createInstallations');
}
