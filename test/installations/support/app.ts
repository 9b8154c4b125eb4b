import type { Clock } from '../../../src/clock.js';
import type { HandshakeFailure, InstallationStore } from '../../../src/installations/index.js';
import {
  createInstallations,
  generateSealingKey,
  type Installations,
  type InstallationsOptions,
  memoryInstallationStore,
} from '../../../src/installations/index.js';
import {
  type ActivateOptions,
  type CreatedIntegration,
  createSandbox,
  type Sandbox,
  type SandboxOptions,
} from '../../../src/sandbox/index.js';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.js';
import { watched } from './leaks.js';

/** An app on its own host, and a shop whose admin can activate it; no sockets. */
export interface Shop {
  readonly app: Installations;
  readonly sandbox: Sandbox;
  readonly clock: FakeClock;
  readonly store: InstallationStore;
  /** What went wrong, in order. */
  readonly failures: readonly HandshakeFailure[];
  /** Every id and text that was ever written to the store. */
  readonly written: readonly string[];
  /** Requests the app sent to the store's token endpoints. */
  readonly exchanges: readonly string[];
  /** Another process of the same app. */
  readonly peer: (options?: Partial<InstallationsOptions>) => Installations;
}

export const APP = 'https://app.example';
export const secret: string = generateSealingKey();

/** Addresses that the checks take for public ones. */
export const resolve = async (): Promise<readonly string[]> => ['93.184.215.14'];

/** What a test changes. */
export interface ShopOptions {
  readonly app?: Partial<InstallationsOptions>;
  readonly sandbox?: SandboxOptions;
  /** Default: one that stands still. */
  readonly clock?: Clock;
  /** How far the app's clock is ahead of the shop's, in milliseconds. Default 0. */
  readonly aheadMs?: number;
  /** Stands between the app and the store. */
  readonly wire?: (send: typeof fetch) => typeof fetch;
}

export function createShop(options: ShopOptions = {}): Shop {
  const fake = createFakeClock();
  const { aheadMs = 0, clock = fake } = options;
  const appClock = { ...clock, now: () => clock.now() + aheadMs };
  const store = watched(options.app?.store ?? memoryInstallationStore({ clock: appClock }));
  const failures: HandshakeFailure[] = [];
  const exchanges: string[] = [];
  const sandbox: Sandbox = createSandbox({
    clock,
    callbackFetch: (url, init) => app.handleCallback(new Request(url as string, init)),
    ...options.sandbox,
  });
  const direct: typeof fetch = (url, init) => sandbox.fetch(url, init);
  const wired = options.wire?.(direct) ?? direct;
  const peer = (changes: Partial<InstallationsOptions> = {}): Installations =>
    createInstallations({
      secret,
      clock: appClock,
      resolve,
      fetch: (url, init) => {
        const { pathname } = new URL(String(url));
        if (pathname.includes('/oauth/')) exchanges.push(pathname);
        return wired(url, init);
      },
      onIdentify: () => ({ account: 'acme' }),
      onFailed: (failure) => {
        failures.push(failure);
        return undefined;
      },
      ...options.app,
      store,
      ...changes,
    });
  const app = peer();
  const { written } = store;
  return { app, sandbox, clock: fake, store, written, failures, exchanges, peer };
}

const urls = { callbackUrl: `${APP}/callback`, identityUrl: `${APP}/identity` };

/** An integration in the shop's admin. */
export function integrationOf({ sandbox }: Shop, name = 'App'): CreatedIntegration {
  return sandbox.integrations.create({ name, ...urls });
}

/** What pressing Activate led to. */
export interface Visited {
  readonly integration: CreatedIntegration;
  readonly browser: Browser;
  readonly identityUrl: string;
  readonly response: Response;
}

/** Presses Activate in the admin, and lets the popup open. */
export async function install(
  shop: Shop,
  integration: CreatedIntegration = integrationOf(shop),
  browser: Browser = createBrowser(),
  options?: ActivateOptions,
): Promise<Visited> {
  const { identityUrl } = await shop.sandbox.integrations.activate(integration, options);
  const response = await browser.open(shop.app.handleIdentity, identityUrl);
  return { integration, browser, identityUrl, response };
}

/** A browser: keeps cookies, sends them back, follows nothing. */
export interface Browser {
  open(handle: (request: Request) => Promise<Response>, url: string): Promise<Response>;
  /** A request of this browser, for `complete`. */
  request(url: string, init?: RequestInit): Request;
  readonly cookies: ReadonlyMap<string, string>;
}

export function createBrowser(): Browser {
  const cookies = new Map<string, string>();
  const request = (url: string, init: RequestInit = {}): Request => {
    const headers = new Headers(init.headers);
    if (cookies.size > 0) {
      headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    }
    return new Request(url, { ...init, headers });
  };
  return {
    cookies,
    request,
    async open(handle, url) {
      const response = await handle(request(url));
      for (const cookie of response.headers.getSetCookie()) {
        const [pair = ''] = cookie.split(';', 1);
        const at = pair.indexOf('=');
        cookies.set(pair.slice(0, at), pair.slice(at + 1));
      }
      return response;
    },
  };
}
