import { queueControls } from './async/controls.js';
import { catchUp, replaceConsumers } from './async/worker.js';
import { imsPath } from './auth/ims.js';
import { createTwoFactorState } from './auth/two-factor-state.js';
import { accountControls } from './controls.js';
import { createDeadlocks } from './deadlocks.js';
import { productControls } from './entities/products/controls.js';
import { createFaults } from './faults/state.js';
import { createInstalled } from './installed/installed.js';
import { integrationControls } from './integrations/controls.js';
import { type LoggedRequest, type SandboxOptions, settingsFrom } from './options.js';
import type { SandboxRequest, SandboxResponse } from './request.js';
import { createResponder } from './respond.js';
import { tenant } from './routing/address.js';
import type { Sandbox } from './sandbox.js';
import { copyWorld, putBack, randomsOf, type SavedState } from './snapshot.js';
import { addAttributes } from './store/attributes.js';
import { createWorld } from './store/create-world.js';
import type { World } from './store/world.js';
import type { SandboxSwitches } from './switches.js';
import { createFetch } from './web-fetch.js';

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

/** What changes while a sandbox runs. */
export interface EngineState {
  world: World;
  /** Options as they are now, with all that was configured since. */
  options: SandboxOptions;
  log: LoggedRequest[];
  /** Requests since the start or the last reset. */
  arrived: number;
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
  const now = (): number => (options.clock ?? Date).now() + (state.options.clockSkew ?? 0) * 1000;
  let installed = createInstalled([]);
  const fresh = (): EngineState => ({
    world: createWorld(settingsFrom(options), installed, now, options.credentials, newToken),
    options,
    log: [],
    arrived: 0,
  });
  let state: EngineState = fresh();
  const current = (): EngineState => state;
  const world = (): World => current().world;
  const { answer, respond } = createResponder(current, { now, baseUrl, clock: options.clock });
  const sandbox: Sandbox = {
    get url() {
      return options.flavour === 'saas' ? `${baseUrl()}/${tenant}` : baseUrl();
    },
    get imsTokenUrl() {
      return `${baseUrl()}${imsPath}`;
    },
    credentials: world().auth.credentials,
    fetch: createFetch(respond),
    get requests() {
      return current().log;
    },
    get mails() {
      return world().auth.twoFactor.mails;
    },
    integrations: integrationControls(world, baseUrl),
    accounts: accountControls(world),
    products: productControls(world),
    queue: queueControls(world),
    configure: (changes) => configure(current(), changes),
    extend(extension) {
      installed = createInstalled([...installed.extensions, extension]);
      world().installed = installed;
      addAttributes(world().attributes, extension);
    },
    snapshot() {
      catchUp(world());
      const { log, arrived, options: switches } = current();
      const saved: SavedState = {
        world: copyWorld(world()),
        options: switches,
        log: [...log],
        arrived,
        randoms: randomsOf(world()),
        taken: [...(world().catalogue?.taken ?? [])],
      };
      return { requests: log.length, state: saved };
    },
    restore(snapshot) {
      const saved = snapshot.state as SavedState;
      putBack(saved);
      state = {
        world: copyWorld(saved.world),
        options: saved.options,
        log: [...saved.log],
        arrived: saved.arrived,
      };
      state.world.installed = installed;
    },
    reset() {
      state = fresh();
    },
  };
  return { sandbox, answer, respond, tokenKey: world().auth.tokenKey };
}

function configure(state: EngineState, changes: SandboxSwitches): void {
  const { world } = state;
  catchUp(world);
  state.options = { ...state.options, ...changes };
  world.settings = settingsFrom(state.options);
  const { settings } = world;
  if (changes.twoFactor !== undefined) {
    world.auth.twoFactor = createTwoFactorState(settings.twoFactor);
  }
  if (changes.deadlocks !== undefined) world.deadlocks = createDeadlocks(settings);
  if (changes.faults !== undefined) world.faults = createFaults(settings);
  if (changes.worker !== undefined) {
    world.queue.running = settings.worker.running;
    replaceConsumers(world, settings.worker.consumers);
  }
}
