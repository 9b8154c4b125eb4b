import type { Authenticator } from '../auth/authenticator.js';
import { createBudget } from '../budget/local-budget.js';
import type { ConcurrencyBudget } from '../budget/types.js';
import { systemClock } from '../clock.js';
import { prepareOperation, prepareRequest, withOptions } from '../http/prepare.js';
import type { Transport } from '../http/transport.js';
import { parseBaseUrl } from './base-url.js';
import { createCall } from './call.js';
import { checkCallOptions, checkStoreCode } from './check-call-options.js';
import { type ClientOptions, checkOptions } from './options.js';
import { runCall } from './run-call.js';
import type { Client } from './types.js';

const isBudget = (value: object): value is ConcurrencyBudget => 'acquire' in value;

/** Headers of every request. Without Accept a store may answer XML. */
const BASE_HEADERS = { accept: 'application/json' };

function toAuthenticator(auth: ClientOptions['auth']): Authenticator {
  return typeof auth === 'function'
    ? { name: 'custom', caller: 'admin', authenticate: auth }
    : auth;
}

function createTransport(options: ClientOptions, host: string): Transport {
  const { budget = {}, clock = systemClock, retry = {} } = options;
  const own = isBudget(budget) ? budget : createBudget({ clock, ...budget });
  return {
    // Looked up at each call, so that a fetch patched later (tracing, tests) is the one used.
    fetch: options.fetch ?? ((...request) => globalThis.fetch(...request)),
    clock,
    random: options.random ?? Math.random,
    auth: toAuthenticator(options.auth),
    budget: own,
    lane: own.lane({ name: options.name ?? host, weight: options.weight ?? 1 }),
    retry: { throttled: retry.throttled ?? 8, soft: retry.soft ?? 3 },
    attemptTimeoutMs: options.attemptTimeoutMs ?? 60_000,
    maxBodyBytes: options.maxBodyBytes ?? 64 * 1024 * 1024,
    headers: { ...BASE_HEADERS, ...options.headers },
  };
}

/**
 * Connects to a store. Nothing is sent until the first call. Use it with the functions of
 * `magekit/resources/*`; see `createMagento` for everything bound.
 * @throws ConfigError that names the wrong option and the fix
 */
export function createClient(options: ClientOptions): Client {
  const checked = checkOptions(options);
  const { root, store } = parseBaseUrl(checked.baseUrl, checked.allowInsecureHttp ?? false);
  const transport = createTransport(checked, new URL(root).host);
  const { deadlineMs } = checked;

  function inScope(scope: string | undefined): Client {
    const settings = { transport, root, store: scope, deadlineMs };
    return {
      baseUrl: root,
      budget: transport.budget,
      call: (operation, input, options = {}) =>
        createCall(async () => {
          checkCallOptions(options);
          return runCall(
            settings,
            withOptions(prepareOperation(operation, input), options),
            options,
          );
        }),
      request: (request, options = {}) =>
        createCall(async () => {
          checkCallOptions(options);
          return runCall(settings, withOptions(prepareRequest(request), options), options);
        }),
      store(code) {
        checkStoreCode(code);
        return inScope(code);
      },
    };
  }

  return inScope(checked.store ?? store);
}
