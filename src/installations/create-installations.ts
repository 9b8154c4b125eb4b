import { systemClock } from '../clock.js';
import { HandshakeError } from '../errors/handshake-error.js';
import { createSealer } from '../sealing/sealer.js';
import { createActivations } from './activations.js';
import { type App, runHook } from './app.js';
import { createBrowserSessions, requireSession } from './browser-session.js';
import { takeCallback } from './callback.js';
import { createClients } from './clients.js';
import { connect } from './connect.js';
import { receivePerson, visitOf } from './identity.js';
import { createInstalledTable, shown } from './installed.js';
import { createStoreNetwork } from './network/store-network.js';
import { checkInstallationsOptions, type InstallationsOptions } from './options.js';
import { failurePage, plain, redirect, withCookies } from './page.js';
import { problem } from './problem.js';
import { createRateLimit } from './rate-limit.js';
import type { HandshakeFailure, Installations } from './types.js';

function createApp(options: InstallationsOptions): App {
  const { store, clock = systemClock, callbacksPerMinute = 300, trustedOrigins = [] } = options;
  const sealer = createSealer(options.secret, 'createInstallations');
  const network = createStoreNetwork({
    ...(options.fetch && { fetch: options.fetch }),
    ...(options.resolve && { resolve: options.resolve }),
    trusted: (origin) => trustedOrigins.includes(origin),
  });
  const installed = createInstalledTable(store, sealer);
  return {
    options,
    clock,
    network,
    activations: createActivations(store, sealer),
    installed,
    sessions: createBrowserSessions(sealer),
    clients: createClients({ options, clock, network, installed }),
    callbacks: createRateLimit(callbacksPerMinute, clock),
  };
}

/** What is no error of a handshake yet is a fault of the app or of this library. */
const asHandshakeError = (error: unknown): HandshakeError =>
  error instanceof HandshakeError ? error : problem('HANDSHAKE_HOOK', { cause: error });

/** What a store hears: that its request was well formed, and nothing of what was made of it. */
const TOLD = [
  'HANDSHAKE_METHOD',
  'HANDSHAKE_CONTENT_TYPE',
  'HANDSHAKE_TOO_LARGE',
  'HANDSHAKE_FIELDS',
  'HANDSHAKE_TOO_MANY',
  'HANDSHAKE_STORAGE',
];

function answerToStore({ code, status }: HandshakeError): Response {
  if (!TOLD.includes(code)) return plain('ok', 200);
  return plain('not ok', status, status === 405 ? { allow: 'POST' } : {});
}

/**
 * Makes an app installable: two routes for Magento, one call of your own to finish, and a client for each
 * store. Runs wherever there are Request and Response; see `magekit/installations/node` for frameworks
 * that have others.
 * @throws ConfigError that names the wrong option and the fix
 * @see https://developer.adobe.com/commerce/webapi/get-started/authentication/gs-authentication-oauth/
 */
export function createInstallations(given: InstallationsOptions): Installations {
  const options = checkInstallationsOptions(given);
  const { onFailed } = options;
  const app = createApp(options);

  /** A page of the app's own, if it has one; its own faults must not hide what went wrong. */
  async function pageOf(failure: HandshakeFailure): Promise<Response> {
    const own = await runHook(() => onFailed?.(failure), '').catch(() => undefined);
    return own ?? failurePage(failure.error);
  }

  async function answering(
    step: HandshakeFailure['step'],
    request: Request,
    action: (cookies: string[]) => Promise<Response>,
  ): Promise<Response> {
    const cookies: string[] = [];
    try {
      return withCookies(await action(cookies), cookies);
    } catch (thrown) {
      const error = asHandshakeError(thrown);
      const page = await pageOf({ step, error, request });
      return step === 'callback' ? answerToStore(error) : withCookies(page, cookies);
    }
  }

  return {
    handleCallback: (request) =>
      answering('callback', request, async () => {
        await takeCallback(app, request);
        return plain('ok', 200);
      }),
    handleIdentity: (request) =>
      answering('identity', request, (cookies) => receivePerson(app, request, cookies)),
    async visit(request, state) {
      const session = await app.sessions.find(request, state, app.clock.now());
      return session && visitOf(app, request, session);
    },
    complete: (request, { state, account }) =>
      answering('complete', request, async () => {
        const session = await requireSession(app.sessions, request, state, app.clock.now());
        await connect(app, session, account);
        return redirect(session.returnTo);
      }),
    async client(storeId, clientOptions) {
      const { value } = await app.installed.find(storeId);
      return app.clients.connect(storeId, value, clientOptions);
    },
    async *list() {
      for await (const installed of app.installed.all()) yield shown(installed);
    },
    async get(storeId) {
      const { value } = await app.installed.find(storeId);
      return value && shown(value);
    },
    async remove(storeId) {
      for (;;) {
        const found = await app.installed.find(storeId);
        if (found.text === undefined) return false;
        if (await app.installed.swap(storeId, found, undefined)) return true;
      }
    },
  };
}
