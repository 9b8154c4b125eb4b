import { handle } from './handle.js';
import {
  type LoggedRequest,
  type SandboxCredentials,
  type SandboxOptions,
  settingsFrom,
} from './options.js';
import type { SandboxRequest, SandboxResponse } from './request.js';
import { splitTarget } from './request.js';
import { createRouteFinder } from './routing/match.js';
import { createWorld } from './store/create-world.js';
import type { World } from './store/world.js';
import { createFetch } from './web-fetch.js';

/** An in-memory Magento. */
export interface Sandbox {
  /** Base address, without a slash at the end. */
  readonly url: string;
  /** Throw-away credentials. */
  readonly credentials: SandboxCredentials;
  /** Answers every address without a socket; honours the signal of the request. */
  readonly fetch: typeof globalThis.fetch;
  /** What was asked so far, oldest first. Never holds a secret. */
  readonly requests: readonly LoggedRequest[];
  /** Back to the seed: data, tokens' revocations, nonces and the log. */
  reset(): void;
}

/** A sandbox and its one function from request to answer. */
export interface Engine {
  readonly sandbox: Sandbox;
  readonly answer: (request: SandboxRequest) => SandboxResponse;
  /** Signs the tokens; tests make tokens of their own with it. */
  readonly tokenKey: string;
}

/** Makes a sandbox without a socket: use its `fetch`. */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  return createEngine(options, () => 'https://sandbox.test').sandbox;
}

/** Makes a sandbox for a transport, which says the base address. */
export function createEngine(options: SandboxOptions, baseUrl: () => string): Engine {
  const settings = settingsFrom(options);
  const now = (): number => (options.clock ?? Date).now();
  const fresh = (): World => createWorld(settings, now, options.credentials);
  const findRoute = createRouteFinder();
  let world = fresh();
  let log: LoggedRequest[] = [];
  const answer = (request: SandboxRequest): SandboxResponse => {
    const { response, caller } = handle(request, world, findRoute);
    const url = `${request.scheme}://${request.host}${request.target}`;
    const { path } = splitTarget(request.target);
    log.push({ method: request.method, url, path, status: response.status, caller });
    return response;
  };
  const sandbox: Sandbox = {
    get url() {
      return baseUrl();
    },
    credentials: world.auth.credentials,
    fetch: createFetch(answer),
    get requests() {
      return log;
    },
    reset() {
      world = fresh();
      log = [];
    },
  };
  return { sandbox, answer, tokenKey: world.auth.tokenKey };
}
