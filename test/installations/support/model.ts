import fc from 'fast-check';
import { expect } from 'vitest';
import { isMagentoError } from '../../../src/index.js';
import {
  createInstallations,
  type Installations,
  memoryInstallationStore,
} from '../../../src/installations/index.js';
import {
  type CreatedIntegration,
  createSandbox,
  type Sandbox,
} from '../../../src/sandbox/index.js';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.js';
import { type Browser, createBrowser, resolve, secret } from './app.js';
import { createSecrets, everythingOf, type Secrets, watched } from './leaks.js';
import { createWire, lost, page, refusal, unreachable, type Wire } from './wire.js';

const HOSTS = ['one.example', 'two.example'] as const;
const ACCOUNTS = ['acme', 'globex'] as const;
const BROWSERS = 3;

interface Store {
  readonly host: string;
  readonly sandbox: Sandbox;
  integration: CreatedIntegration;
}

/** A state that the app handed to a browser. */
interface Visit {
  readonly state: string;
  readonly browser: number;
  readonly host: string;
}

/** Two processes of an app, two stores, three browsers. */
export interface System {
  readonly apps: readonly [Installations, Installations];
  readonly stores: readonly Store[];
  readonly browsers: readonly Browser[];
  readonly clock: FakeClock;
  readonly wire: Wire;
  readonly secrets: Secrets;
  /** Addresses that admins have opened, newest last. */
  readonly popups: { readonly url: string; readonly host: string }[];
  readonly visits: Visit[];
  readonly outcomes: Map<string, number>;
  /** Everything the app has shown or written. */
  readonly shown: string[];
  /** Store and host of every request the app sent. */
  readonly reached: { readonly host: string; readonly consumerKey: string }[];
  /** Lets the installation store fail so many times. */
  failStore(times: number): void;
}

/** What must be true, whatever happens. */
export interface Model {
  /** State and browser: who was handed what. */
  readonly visited: Set<string>;
  /** The account that last finished a handshake of a store. */
  readonly accounts: Map<string, string>;
}

const urls = { callbackUrl: 'https://app.example/c', identityUrl: 'https://app.example/i' };
const toHost = (text: string, host: string) => text.replaceAll('sandbox.test', host);

/** @param sameKeys whether the stores give out the same keys, as one that knows those of another could */
export function createReal(sameKeys: boolean): System {
  const clock = createFakeClock();
  const wire = createWire();
  const secrets = createSecrets();
  const shown: string[] = [];
  const outcomes = new Map<string, number>();
  const reached: { host: string; consumerKey: string }[] = [];
  let failing = 0;
  const kept = watched(memoryInstallationStore({ clock }));
  const store: typeof kept = {
    ...kept,
    swap(change) {
      if (failing <= 0) return kept.swap(change);
      failing -= 1;
      return Promise.reject(new Error('the store is away'));
    },
  };
  const count = (code: string) => outcomes.set(code, (outcomes.get(code) ?? 0) + 1);

  const stores: Store[] = [];
  const send: typeof fetch = async (url, init) => {
    const { host } = new URL(String(url));
    const header = new Headers(init?.headers).get('authorization') ?? '';
    reached.push({ host, consumerKey: /oauth_consumer_key="(\w+)"/.exec(header)?.[1] ?? '' });
    const sandbox = stores.find((one) => one.host === host)?.sandbox;
    if (sandbox === undefined) throw new TypeError('fetch failed');
    const answer = await sandbox.fetch(url, init);
    if (String(url).includes('/oauth/') && answer.ok) {
      secrets.add(...new URLSearchParams(await answer.clone().text()).values());
    }
    return answer;
  };

  const createApp = () =>
    createInstallations({
      store,
      secret,
      clock,
      resolve,
      fetch: wire.through(send),
      onIdentify: ({ state, storeId }) => new Response(`${state} ${storeId}`),
      onFailed: (failure) => {
        count(failure.error.code);
        shown.push(everythingOf(failure));
        return undefined;
      },
    });
  const apps = [createApp(), createApp()] as const;

  for (const [at, host] of HOSTS.entries()) {
    const sandbox = createSandbox({
      clock,
      seed: sameKeys ? 1 : at + 1,
      products: 10,
      callbackFetch: (url, init) => {
        const body = toHost(String(init?.body), host);
        const form = new URLSearchParams(body);
        secrets.add(form.get('oauth_consumer_secret') ?? '', form.get('oauth_verifier') ?? '');
        return apps[0].handleCallback(new Request(url as string, { ...init, body }));
      },
    });
    stores.push({
      host,
      sandbox,
      integration: sandbox.integrations.create({ name: 'App', ...urls }),
    });
  }
  return {
    apps,
    stores,
    browsers: Array.from({ length: BROWSERS }, createBrowser),
    clock,
    wire,
    secrets,
    popups: [],
    visits: [],
    outcomes,
    shown,
    reached,
    failStore: (times) => {
      failing = times;
    },
    get written() {
      return kept.written;
    },
  } as System & { readonly written: string[] };
}

type Step = fc.AsyncCommand<Model, System>;
type Run = (model: Model, real: System) => Promise<void>;

/** A command that always may run, and after which everything must still hold. */
const step = (name: string, run: Run): Step => ({
  check: () => true,
  async run(model, real) {
    await run(model, real);
    await expectSound(model, real);
  },
  toString: () => name,
});

/** Nothing leaks, and what is installed is what somebody has finished. */
async function expectSound(model: Model, real: System): Promise<void> {
  const { written } = real as System & { readonly written: string[] };
  real.secrets.expectNoneIn(...written.splice(0), ...real.shown.splice(0));
  for await (const { storeId, account, status } of real.apps[0].list()) {
    if (status === 'active')
      expect([storeId, account]).toEqual([storeId, model.accounts.get(storeId)]);
  }
}

const at = <T>(list: readonly T[], index: number): T | undefined =>
  list[list.length - 1 - (index % (list.length || 1))];

async function pressActivate(real: System, store: number): Promise<void> {
  const { host, sandbox, integration } = real.stores[store] as Store;
  const { identityUrl } = await sandbox.integrations.activate(integration);
  real.popups.push({ url: toHost(identityUrl, host), host });
}

const activate = (store: number): Step =>
  step(`activate ${store}`, (_, real) => pressActivate(real, store));

async function open(model: Model, real: System, popup: number, browser: number, app: 0 | 1) {
  const opened = at(real.popups, popup);
  if (opened === undefined) return;
  const response = await real.browsers[browser]?.open(real.apps[app].handleIdentity, opened.url);
  const text = (await response?.text()) ?? '';
  real.shown.push(text);
  const [, state, storeId] = /^([0-9a-f]{32}) (\S+)$/.exec(text) ?? [];
  if (state === undefined) return;
  // A visit leads to the store whose admin opened it, and to no other.
  expect(storeId).toBe(opened.host);
  real.visits.push({ state, browser, host: opened.host });
  model.visited.add(`${state} ${browser}`);
}

const visit = (popup: number, browser: number, app: 0 | 1): Step =>
  step(`visit ${popup} by ${browser} at ${app}`, (model, real) =>
    open(model, real, popup, browser, app),
  );

/** What most people do, unless something comes in between. */
const walk = (store: number, browser: number, account: string): Step =>
  step(`walk through ${store} by ${browser} as ${account}`, async (model, real) => {
    await pressActivate(real, store);
    await open(model, real, 0, browser, 0);
    await finish(model, real, 0, browser, account, 1);
  });

async function finish(
  model: Model,
  real: System,
  which: number,
  browser: number,
  account: string,
  app: 0 | 1,
) {
  const found = at(real.visits, which);
  if (found === undefined) return;
  const { state, host } = found;
  const request = real.browsers[browser]?.request('https://app.example/connect') as Request;
  const response = await real.apps[app].complete(request, { state, account });
  real.shown.push(await response.text());
  if (response.status !== 303) return;
  // Only a browser that was handed the state gets through, and returns to that store.
  expect(model.visited.has(`${state} ${browser}`)).toBe(true);
  expect(response.headers.get('location')).toContain(`https://${host}/`);
  model.accounts.set(host, account);
  real.outcomes.set('done', (real.outcomes.get('done') ?? 0) + 1);
}

const complete = (which: number, browser: number, account: string, app: 0 | 1): Step =>
  step(`complete ${which} by ${browser} as ${account} at ${app}`, (model, real) =>
    finish(model, real, which, browser, account, app),
  );

const press = (store: number, browser: number, account: string): Step =>
  step(`press twice for ${store} by ${browser} as ${account}`, async (model, real) => {
    await pressActivate(real, store);
    await open(model, real, 0, browser, 1);
    const both = [0, 1].map((app) => finish(model, real, 0, browser, account, app as 0 | 1));
    await Promise.all(both);
  });

const faults = {
  lost,
  unreachable: () => unreachable(),
  page: () => page(),
  refused: () => refusal('The signature is invalid. Verify and try again.'),
} as const;

const fault = (path: 'request' | 'access', kind: keyof typeof faults): Step =>
  step(`${kind} at ${path}`, async (_, { wire }) =>
    wire.next(`/oauth/token/${path}`, faults[kind]),
  );

const storeAway = (times: number): Step =>
  step(`the store fails ${times} times`, async (_, real) => real.failStore(times));

const pass = (ms: number): Step => step(`${ms} ms pass`, (_, { clock }) => clock.advance(ms));

const replace = (store: number, how: 'recreate' | 'remove'): Step =>
  step(`${how} ${store}`, async (_, real) => {
    const one = real.stores[store] as Store;
    one.integration[how]();
    if (how === 'remove')
      one.integration = one.sandbox.integrations.create({ name: 'App', ...urls });
  });

/** Whoever knows a consumer key can post whatever they like. */
const forge = (store: number, target: number): Step =>
  step(`forge a callback of ${store} towards ${target}`, async (_, real) => {
    const { integration } = real.stores[store] as Store;
    const body = new URLSearchParams({
      oauth_consumer_key: integration.consumerKey,
      oauth_consumer_secret: 'f'.repeat(32),
      oauth_verifier: 'f'.repeat(32),
      store_base_url: `https://${real.stores[target]?.host}/`,
    });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const post = { method: 'POST', headers, body: body.toString() };
    await real.apps[0].handleCallback(new Request(urls.callbackUrl, post));
  });

/** A client of a store reaches that store only, with its own credentials. */
const call = (store: number, app: 0 | 1): Step =>
  step(`call ${store} at ${app}`, async (model, real) => {
    const { host } = real.stores[store] as Store;
    real.reached.length = 0;
    try {
      const client = await real.apps[app].client(host, { retry: { soft: 0, throttled: 0 } });
      await client.products.list();
      expect(model.accounts.has(host)).toBe(true);
    } catch (error) {
      expect(isMagentoError(error)).toBe(true);
      real.shown.push(JSON.stringify(error));
    }
    expect(real.reached.filter((one) => one.host !== host)).toEqual([]);
  });

const index = fc.nat({ max: BROWSERS - 1 });
const store = fc.nat({ max: HOSTS.length - 1 });
const app = fc.constantFrom<0 | 1>(0, 1);
const account = fc.constantFrom(...ACCOUNTS);

export const commands: fc.Arbitrary<Step>[] = [
  store.map(activate),
  store.map(activate),
  fc.tuple(store, index, account).map((args) => walk(...args)),
  fc.tuple(store, index, account).map((args) => walk(...args)),
  fc.tuple(index, index, app).map((args) => visit(...args)),
  fc.tuple(fc.constant(0), index, app).map((args) => visit(...args)),
  fc.tuple(index, index, account, app).map((args) => complete(...args)),
  fc.tuple(fc.constant(0), index, account, app).map((args) => complete(...args)),
  fc.tuple(store, index, account).map((args) => press(...args)),
  fc
    .tuple(
      fc.constantFrom('request' as const, 'access' as const),
      fc.constantFrom(
        'lost' as const,
        'lost' as const,
        'unreachable' as const,
        'page' as const,
        'refused' as const,
      ),
    )
    .map((args) => fault(...args)),
  fc.integer({ min: 1, max: 2 }).map(storeAway),
  fc.constantFrom(1000, 31_000, 301_000).map(pass),
  fc
    .tuple(store, fc.constantFrom('recreate' as const, 'remove' as const))
    .map((args) => replace(...args)),
  fc.tuple(store, store).map((args) => forge(...args)),
  fc.tuple(store, app).map((args) => call(...args)),
];

/** However things stand, a merchant who starts anew gets there. */
export async function restart(real: System): Promise<void> {
  for (const one of real.stores) {
    real.failStore(0);
    // Callbacks are limited within a minute, and ordered faults still wait.
    await real.clock.advance(60_000);
    for (let tries = 0; ; tries += 1) {
      one.integration.remove();
      one.integration = one.sandbox.integrations.create({ name: 'App', ...urls });
      const { identityUrl } = await one.sandbox.integrations.activate(one.integration);
      const browser = createBrowser();
      const visited = await browser.open(
        real.apps[0].handleIdentity,
        toHost(identityUrl, one.host),
      );
      const [state = ''] = (await visited.text()).split(' ');
      const request = browser.request('https://app.example/connect');
      const done = await real.apps[1].complete(request, { state, account: 'acme' });
      if (done.status === 303) break;
      // Each ordered fault is met once.
      expect(tries).toBeLessThan(40);
      await real.clock.advance(60_000);
    }
    const client = await real.apps[0].client(one.host);
    expect((await client.products.list()).items).not.toEqual([]);
  }
}
