import type { Authenticator } from '../auth/authenticator.js';
import { createBudget } from '../budget/local-budget.js';
import type { ConcurrencyBudget } from '../budget/types.js';
import { systemClock } from '../clock.js';
import { ConfigError } from '../errors/config-error.js';
import { classify } from '../http/classify.js';
import { createLaterParts } from '../http/later-parts.js';
import {
  type PreparedRequest,
  prepareOperation,
  prepareRequest,
  withOptions,
} from '../http/prepare.js';
import { createRetryBudget } from '../http/retry-budget.js';
import { createServerTime } from '../http/server-time.js';
import type { Transport } from '../http/transport.js';
import { createAuthContext } from './auth-context.js';
import { parseBaseUrl } from './base-url.js';
import { createCall } from './call.js';
import { checkCallOptions, checkStoreCode } from './check-call-options.js';
import { connectionAccess } from './connection-access.js';
import { lowerCased } from './lower-cased.js';
import { type ClientOptions, checkOptions } from './options.js';
import { type PageLimits, pageLimits } from './page-limits.js';
import { runCall } from './run-call.js';
import type { Call, CallOptions, Client } from './types.js';

const isBudget = (value: object): value is ConcurrencyBudget => 'acquire' in value;

/** Headers of every request. Without Accept a store may answer XML. */
const BASE_HEADERS = { accept: 'application/json' };

function toAuthenticator(auth: ClientOptions['auth']): Authenticator {
  return typeof auth === 'function'
    ? { name: 'custom', caller: 'admin', authenticate: auth }
    : auth;
}

/** Cookies go to the page's own origin only; elsewhere the browser would leave them out without a word. */
function checkCookieOrigin({ cookies, name }: Authenticator, root: string): void {
  const page = (globalThis as { readonly location?: { readonly origin?: string } }).location
    ?.origin;
  if (!cookies || page === undefined || page === new URL(root).origin) return;
  throw new ConfigError(
    `auth: a ${name} works on the shop's own pages only; this page is at ${page}, the store at ${new URL(root).origin}.`,
  );
}

function createTransport(options: ClientOptions, host: string): Transport {
  const { budget = {}, clock = systemClock, random = Math.random, retry = {} } = options;
  const own = isBudget(budget) ? budget : createBudget({ clock, random, ...budget });
  return {
    // Looked up at each call, so that a fetch patched later (tracing, tests) is the one used.
    fetch: options.fetch ?? ((...request) => globalThis.fetch(...request)),
    clock,
    serverTime: createServerTime(clock),
    random,
    auth: toAuthenticator(options.auth),
    budget: own,
    lane: own.lane({ name: options.name ?? host, weight: options.weight ?? 1 }),
    retry: { throttled: retry.throttled, soft: retry.soft ?? 3 },
    retryBudget: createRetryBudget(clock),
    classify: options.classify ?? classify,
    observe: options.observe,
    attemptTimeoutMs: options.attemptTimeoutMs ?? 60_000,
    maxBodyBytes: options.maxBodyBytes ?? 64 * 1024 * 1024,
    headers: { ...BASE_HEADERS, ...lowerCased(options.headers ?? {}) },
  };
}

/**
 * Connects to a store. Nothing is sent until the first call. Use it with the functions of
 * `magekit/resources/*`; see `createMagento` for everything bound.
 * @throws ConfigError that names the wrong option and the fix
 */
export function createClient(options: ClientOptions): Client {
  const checked = checkOptions(options);
  const { root, store, scopeIn } = parseBaseUrl(checked.baseUrl, checked);
  const own = createTransport(checked, new URL(root).host);
  const { deadlineMs } = checked;
  const limits: PageLimits = new Map();
  const parts = createLaterParts();
  checkCookieOrigin(own.auth, root);

  function inScope(scope: string | undefined, transport: Transport): Client {
    const settings = { transport, root, store: scope, scopeIn, deadlineMs };
    const { auth, serverTime } = transport;

    const start = <T>(
      prepare: () => PreparedRequest | Promise<PreparedRequest>,
      options: CallOptions<unknown> = {},
    ): Call<T> =>
      createCall(async () => {
        checkCallOptions(options);
        return runCall(settings, await withOptions(await prepare(), options, parts), options);
      });

    return {
      baseUrl: root,
      budget: transport.budget,
      call: (operation, input, options) =>
        start(() => prepareOperation(operation, input, parts), options),
      request: (request, options) => start(() => prepareRequest(request), options),
      store(code) {
        checkStoreCode(code);
        return inScope(code, transport);
      },
      describe: () => ({
        baseUrl: root,
        store: scope,
        auth: auth.describe?.() ?? { name: auth.name, caller: auth.caller },
        clockSkewMs: serverTime.skewMs(),
      }),
      [connectionAccess]: () => ({
        auth,
        connect: (other) =>
          inScope(scope, { ...transport, auth: other, retry: { throttled: 0, soft: 0 } }),
        root,
        store: scope,
        scopeIn,
        send: createAuthContext(settings, new AbortController().signal).send,
        skewMs: serverTime.skewMs,
        clock: transport.clock,
      }),
      [pageLimits]: limits,
    };
  }

  return inScope(checked.store ?? store, own);
}
