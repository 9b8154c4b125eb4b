import { describe, expect, it } from 'vitest';
import { generateSealingKey, type InstallationsOptions } from '../../src/installations/index.js';
import {
  APP,
  type Browser,
  createBrowser,
  createShop,
  install,
  integrationOf,
  secret,
} from './support/app.js';
import { createSecrets, everythingOf } from './support/leaks.js';
import { createWire } from './support/wire.js';

/** An app that asks before it connects, and the page that asks. */
const asking: Partial<InstallationsOptions> = { onIdentify: ({ state }) => new Response(state) };

async function visited(options: Parameters<typeof createShop>[0] = {}) {
  const shop = createShop({ ...options, app: { ...asking, ...options.app } });
  const { response, ...rest } = await install(shop);
  return { shop, response, ...rest, state: await response.text() };
}

const complete = (shop: ReturnType<typeof createShop>, browser: Browser, state: string) =>
  shop.app.complete(browser.request(`${APP}/connect`, { method: 'POST' }), {
    state,
    account: 'acme',
  });

/** A browser with cookies that somebody has made for it. */
function browserWith(cookies: Iterable<readonly [string, string]>): Browser {
  const browser = createBrowser();
  for (const [name, value] of cookies) (browser.cookies as Map<string, string>).set(name, value);
  return browser;
}

describe("the browser's cookie", () => {
  it('is short-lived, for this host and for http alone, and shows nothing', async () => {
    const { response, integration, identityUrl } = await visited();
    const [cookie = ''] = response.headers.getSetCookie();
    expect(cookie).toMatch(
      /^__Host-magekit-[0-9a-f]{32}=sealed1\.\S+; Path=\/; Max-Age=900; HttpOnly; SameSite=Lax; Secure$/,
    );
    expect(cookie.length).toBeLessThan(4096);
    const back = new URL(identityUrl).searchParams.get('success_call_back') ?? '';
    expect(cookie).not.toContain(integration.consumerKey);
    expect(atob(cookie.split('.')[2]?.split(';')[0] ?? '')).not.toContain(back);
  });

  it('is kept by a browser on the developer’s own machine too', async () => {
    const shop = createShop({ app: asking });
    const { identityUrl } = await shop.sandbox.integrations.activate(integrationOf(shop));
    const local = identityUrl.replace(APP, 'http://localhost:3000');
    const response = await createBrowser().open(shop.app.handleIdentity, local);
    expect(response.headers.getSetCookie()[0]).toMatch(/^magekit-[^;]+;.*SameSite=Lax$/);
  });

  it('is needed to finish, and for this very activation', async () => {
    const { shop, browser, state } = await visited();
    const other = await visited();
    const [[name = '', value = ''] = []] = browser.cookies;
    const bad: readonly (readonly [string, string])[][] = [
      [],
      [[name, '']],
      [[name, value.slice(0, -4)]],
      [[name, value.replace(/.$/, (char) => (char === 'A' ? 'B' : 'A'))]],
      [[name, [...other.browser.cookies.values()][0] ?? '']],
      [...other.browser.cookies],
      [[name.replace('__Host-', ''), value]],
    ];
    for (const cookies of bad) {
      expect((await complete(shop, browserWith(cookies), state)).status).toBe(403);
    }
    for (const wrong of ['', 'x', other.state, `${state}0`, state.toUpperCase(), '__proto__']) {
      expect((await complete(shop, browser, wrong)).status).toBe(403);
    }
    expect(shop.failures.map(({ error }) => error.code)).toEqual(
      Array(13).fill('HANDSHAKE_SESSION'),
    );
    expect(shop.exchanges).toEqual([]);
    expect((await complete(shop, browser, state)).status).toBe(303);
  });

  it('does not do for an app with another secret', async () => {
    const { shop, browser, state } = await visited();
    const stranger = shop.peer({ secret: generateSealingKey() });
    const request = browser.request(`${APP}/connect`);
    expect((await stranger.complete(request, { state, account: 'acme' })).status).toBe(403);
  });

  it('tells the app which store its person is about to connect, and nobody else', async () => {
    const { shop, browser, state } = await visited();
    const page = browser.request(`${APP}/connect?state=${state}`);
    expect(await shop.app.visit(page, state)).toEqual({
      request: page,
      state,
      storeId: 'sandbox.test',
      storeUrl: 'https://sandbox.test/',
      installed: undefined,
    });
    await complete(shop, browser, state);
    expect((await shop.app.visit(page, state))?.installed?.account).toBe('acme');
    expect(await shop.app.visit(createBrowser().request(APP), state)).toBeUndefined();
    expect(await shop.app.visit(page, 'x')).toBeUndefined();
    await shop.clock.advance(900_000);
    expect(await shop.app.visit(page, state)).toBeUndefined();
  });

  it('ends after a quarter of an hour', async () => {
    const { shop, browser, state } = await visited();
    await complete(shop, browser, state);
    await shop.clock.advance(899_000);
    expect((await complete(shop, browser, state)).status).toBe(303);
    await shop.clock.advance(1000);
    expect((await complete(shop, browser, state)).status).toBe(403);
  });

  it('does not do for a newer activation of the same integration', async () => {
    const { shop, browser, state, integration } = await visited();
    const second = await install(shop, integration, createBrowser());
    expect((await complete(shop, browser, state)).status).toBe(403);
    expect((await complete(shop, second.browser, await second.response.text())).status).toBe(303);
  });

  it('does not let a person move a store that is connected to another account', async () => {
    const { shop, browser, state } = await visited();
    await complete(shop, browser, state);
    const moved = await shop.app.complete(browser.request(APP), { state, account: 'globex' });
    expect(moved.status).toBe(403);
    expect((await shop.app.get('sandbox.test'))?.account).toBe('acme');
  });
});

describe('what Magento sent once', () => {
  it('does nothing when it is sent again', async () => {
    const bodies: string[] = [];
    const shop = createShop({
      sandbox: {
        callbackFetch: (url, init) => {
          bodies.push(String(init?.body));
          return shop.app.handleCallback(new Request(url as string, init));
        },
      },
    });
    const { identityUrl } = await install(shop);
    const before = await shop.app.get('sandbox.test');
    const stranger = createBrowser();
    expect((await stranger.open(shop.app.handleIdentity, identityUrl)).status).toBe(200);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const replay = { method: 'POST', headers, body: bodies[0] ?? '' };
    await shop.app.handleCallback(new Request(`${APP}/callback`, replay));
    expect((await stranger.open(shop.app.handleIdentity, identityUrl)).status).toBe(303);
    expect(await shop.app.get('sandbox.test')).toEqual(before);
    expect((await (await shop.app.client('sandbox.test')).products.list()).items).not.toEqual([]);
  });
});

describe('callbacks in numbers', () => {
  const post = (shop: ReturnType<typeof createShop>, at: number, store: string) =>
    shop.app.handleCallback(
      new Request(`${APP}/callback`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({
          oauth_consumer_key: String(at).padStart(32, 'k'),
          oauth_consumer_secret: 's'.repeat(32),
          oauth_verifier: 'v'.repeat(32),
          store_base_url: store,
        }).toString(),
      }),
    );

  it('are taken up to a limit within a minute, and from one store up to a tenth', async () => {
    const shop = createShop({ app: { callbacksPerMinute: 50 } });
    const statuses = async (count: number, store: (at: number) => string) => {
      const answers = Array.from({ length: count }, (_, at) => post(shop, at, store(at)));
      return (await Promise.all(answers)).map(({ status }) => status).filter((one) => one === 200);
    };
    expect(await statuses(20, () => 'https://one.example/')).toHaveLength(5);
    expect(await statuses(100, (at) => `https://shop${at}.example/`)).toHaveLength(45);
    expect(shop.failures.at(-1)?.error.code).toBe('HANDSHAKE_TOO_MANY');
    expect(shop.written.filter((text) => text.startsWith('{'))).toHaveLength(50);
    await shop.clock.advance(60_000);
    expect((await post(shop, 1, 'https://one.example/')).status).toBe(200);
  });

  it('get answers that do not tell a known store from an unknown one', async () => {
    const shop = createShop();
    await install(shop);
    const stores = [
      'https://sandbox.test/',
      'https://new.example/',
      'https://10.0.0.1/',
      'http://a.example/',
    ];
    const answers = await Promise.all(stores.map((store, at) => post(shop, at, store)));
    const shown = await Promise.all(
      answers.map(async (answer) => [answer.status, [...answer.headers], await answer.text()]),
    );
    expect(new Set(shown.map((one) => JSON.stringify(one))).size).toBe(1);
  });
});

describe('a store on the inside', () => {
  it('is not reached under a public name', async () => {
    const shop = createShop({ app: { resolve: async () => ['93.184.215.14', '10.0.0.5'] } });
    const { response } = await install(shop);
    expect(response.status).toBe(400);
    expect(shop.exchanges).toEqual([]);
    const [failure] = shop.failures;
    expect(failure?.error.code).toBe('HANDSHAKE_STORE_ADDRESS');
    // The log says which address; whoever asked must not learn what is behind a name.
    expect(String(failure?.error.cause)).toContain('10.0.0.5');
    expect(await response.text()).not.toContain('10.0.0.5');
  });

  it('is not reached by a name that changes its mind after the check', async () => {
    let looked = 0;
    const resolve = async () => {
      looked += 1;
      return [looked === 1 ? '93.184.215.14' : '169.254.169.254'];
    };
    const shop = createShop({ app: { resolve } });
    expect((await install(shop)).response.status).toBe(400);
    expect(shop.failures[0]?.error.code).toBe('HANDSHAKE_STORE_ADDRESS');
    expect(shop.exchanges).toEqual([]);
  });

  it('is not reached by the clients either', async () => {
    let address = '93.184.215.14';
    const shop = createShop({ app: { resolve: async () => [address] } });
    await install(shop);
    const magento = await shop.app.client('sandbox.test');
    await magento.products.list();
    const before = shop.sandbox.requests.length;
    address = '127.0.0.1';
    await expect(magento.products.list()).rejects.toThrow(/an address that is not public/);
    expect(shop.sandbox.requests).toHaveLength(before);
  });
});

describe('secrets at rest', () => {
  it('cannot be read at any moment, in no record, page, header or error', async () => {
    const secrets = createSecrets();
    const wire = createWire();
    const shown: string[] = [];
    const shop = createShop({
      wire: (send) => async (url, init) => {
        const answer = await wire.through(send)(url, init);
        if (String(url).includes('/oauth/')) {
          secrets.add(...new URLSearchParams(await answer.clone().text()).values());
        }
        return answer;
      },
      sandbox: {
        callbackFetch: async (url, init) => {
          const form = new URLSearchParams(String(init?.body));
          secrets.add(form.get('oauth_consumer_secret') ?? '', form.get('oauth_verifier') ?? '');
          secrets.add(form.get('oauth_consumer_key') ?? '');
          const answer = await shop.app.handleCallback(new Request(url as string, init));
          shown.push(await answer.clone().text());
          return answer;
        },
      },
    });
    wire.next('/oauth/token/access', async () => new Response('<html>', { status: 503 }));
    const { browser, identityUrl, response } = await install(shop);
    const second = await browser.open(shop.app.handleIdentity, identityUrl);
    expect(second.status).toBe(303);
    for (const answer of [response, second]) {
      shown.push(await answer.text(), JSON.stringify([...answer.headers]));
    }
    const magento = await shop.app.client('sandbox.test');
    shown.push(
      JSON.stringify(magento.describe()),
      JSON.stringify(await shop.app.get('sandbox.test')),
    );
    expect(shop.written.length).toBeGreaterThan(6);
    secrets.expectNoneIn(...shop.written, ...shown, ...shop.failures.map(everythingOf));
  });

  it('open with a previous key, and are of no use without', async () => {
    const shop = createShop();
    const { integration } = await install(shop);
    const next = generateSealingKey();
    const rotated = shop.peer({ secret: { current: next, previous: [secret] } });
    expect((await (await rotated.client('sandbox.test')).products.list()).items).not.toEqual([]);

    const stranger = shop.peer({ secret: next });
    await expect(stranger.client('sandbox.test')).rejects.toThrow(/cannot be opened.*previous/s);
    // What cannot be opened is replaced by the next handshake, and the account is still known.
    expect((await stranger.get('sandbox.test'))?.account).toBe('acme');
    await install({ ...shop, app: stranger }, integration).catch(() => undefined);
  });

  it('are not sent to another store by somebody who can write to the database', async () => {
    const shop = createShop();
    await install(shop);
    const text = (await shop.store.get('installation', 'sandbox.test')) ?? '';
    const to = text.replace('https://sandbox.test/', 'https://evil.example/');
    await shop.store.swap({ kind: 'installation', id: 'sandbox.test', from: text, to });
    await expect(shop.app.client('sandbox.test')).rejects.toThrow(/cannot be opened/);
  });
});
