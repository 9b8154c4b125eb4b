import { type QueueControls, queueControls } from './async/controls.js';
import { catchUp, replaceConsumers } from './async/worker.js';
import { imsPath } from './auth/ims.js';
import type { SandboxMail } from './auth/two-factor-state.js';
import { createTwoFactorState } from './auth/two-factor-state.js';
import { type AccountControls, accountControls } from './controls.js';
import { costOf, pause } from './cost.js';
import type { SandboxCredentials } from './credentials.js';
import { createDeadlocks } from './deadlocks.js';
import { type ProductControls, productControls } from './entities/products/controls.js';
import { type Handled, handle } from './handle.js';
import type { SandboxExtension } from './installed/extension.js';
import { createInstalled } from './installed/installed.js';
import { answerAdmin } from './integrations/admin.js';
import { type IntegrationControls, integrationControls } from './integrations/controls.js';
import { type LoggedRequest, type SandboxOptions, settingsFrom } from './options.js';
import type { SandboxRequest, SandboxResponse } from './request.js';
import { splitTarget } from './request.js';
import { tenant } from './routing/address.js';
import { addAttributes } from './store/attributes.js';
import { createWorld } from './store/create-world.js';
import type { World } from './store/world.js';
import type { ArrivingRequest, SandboxSwitches } from './switches.js';
import { createFetch } from './web-fetch.js';

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
  /**
   * Installs a module of a shop's own: routes, data types, extension attributes, product attributes. It stays
   * over {@link Sandbox.reset}, as code does.
   */
  extend(extension: SandboxExtension): void;
  /** Back to the seed: data, switches, tokens' revocations, nonces and the log. */
  reset(): void;
}

/** A sandbox and its functions from request to answer. */
export interface Engine {
  readonly sandbox: Sandbox;
  /** Answers at once and for nothing, all but the pages of the admin. */
  readonly answer: (request: SandboxRequest) => SandboxResponse;
  /** Answers everything, after what it costs; the admin asks an app before it answers. */
  readonly respond: (request: SandboxRequest, signal?: AbortSignal) => Promise<SandboxResponse>;
  /** Signs the tokens; tests make tokens of their own with it. */
  readonly tokenKey: string;
}

/** Makes a sandbox without a socket: use its `fetch`. */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  return createEngine(options, () => 'https://sandbox.test').sandbox;
}

/**
 * Makes a sandbox for a transport, which says the base address.
 *
 * @param newToken - makes keys, secrets and verifiers of integrations; default random ones of the seed
 */
export function createEngine(
  options: SandboxOptions,
  baseUrl: () => string,
  newToken?: () => string,
): Engine {
  const now = (): number => (options.clock ?? Date).now();
  let installed = createInstalled([]);
  const fresh = (): World =>
    createWorld(settingsFrom(options), installed, now, options.credentials, newToken);
  let current = options;
  let world = fresh();
  let log: LoggedRequest[] = [];
  let arrived = 0;
  const arrive = (request: SandboxRequest): void => {
    arrived += 1;
    world.settings.onRequest({ ...placeOf(request), number: arrived });
  };
  const finish = (request: SandboxRequest, { response, caller }: Handled): SandboxResponse => {
    log.push({ ...placeOf(request), status: response.status, caller });
    const date = new Date(now()).toUTCString();
    return { ...response, headers: { ...response.headers, date } };
  };
  const served = (request: SandboxRequest): Handled => {
    catchUp(world);
    return handle(request, world);
  };
  const answer = (request: SandboxRequest): SandboxResponse => {
    arrive(request);
    return finish(request, served(request));
  };
  const respond: Engine['respond'] = async (request, signal) => {
    arrive(request);
    const page = await answerAdmin(request, world, baseUrl());
    if (page !== undefined) return finish(request, { response: page, caller: 'guest' });
    const handled = served(request);
    const { lists } = handled;
    if (lists !== undefined) await pause(costOf(world.settings, lists), options.clock, signal);
    return finish(request, handled);
  };
  const sandbox: Sandbox = {
    get url() {
      return options.flavour === 'saas' ? `${baseUrl()}/${tenant}` : baseUrl();
    },
    get imsTokenUrl() {
      return `${baseUrl()}${imsPath}`;
    },
    credentials: world.auth.credentials,
    fetch: createFetch(respond),
    get requests() {
      return log;
    },
    get mails() {
      return world.auth.twoFactor.mails;
    },
    integrations: integrationControls(() => world, baseUrl),
    accounts: accountControls(() => world),
    products: productControls(() => world),
    queue: queueControls(() => world),
    configure(changes) {
      catchUp(world);
      current = { ...current, ...changes };
      world.settings = settingsFrom(current);
      if (changes.twoFactor !== undefined) {
        world.auth.twoFactor = createTwoFactorState(world.settings.twoFactor);
      }
      if (changes.deadlocks !== undefined) world.deadlocks = createDeadlocks(world.settings);
      if (changes.worker !== undefined) {
        world.queue.running = world.settings.worker.running;
        replaceConsumers(world, world.settings.worker.consumers);
      }
    },
    extend(extension) {
      installed = createInstalled([...installed.extensions, extension]);
      world.installed = installed;
      addAttributes(world.attributes, extension);
    },
    reset() {
      arrived = 0;
      current = options;
      world = fresh();
      log = [];
    },
  };
  return { sandbox, answer, respond, tokenKey: world.auth.tokenKey };
}

function placeOf({
  method,
  scheme,
  host,
  target,
}: SandboxRequest): Omit<ArrivingRequest, 'number'> {
  const { path } = splitTarget(target);
  return { method, url: `${scheme}://${host}${target}`, path };
}
