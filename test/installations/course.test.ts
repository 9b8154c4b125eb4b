import { describe, expect, it } from 'vitest';
import type { Magento } from '../../src/index.js';
import type { InstalledEvent } from '../../src/installations/index.js';
import {
  APP,
  createBrowser,
  createShop,
  install,
  integrationOf,
  type Shop,
} from './support/app.js';
import { createWire, lost, unreachable } from './support/wire.js';

const lastCode = ({ failures }: Shop) => failures.at(-1)?.error.code;
async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
const canRead = async (magento: Magento) => (await magento.products.list()).items.length > 0;

describe('an installation', () => {
  it('ends with the person back in the admin, and a client that may call', async () => {
    const shop = createShop();
    const { response, integration } = await install(shop);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toMatch(/loginSuccessCallback/);
    expect(integration.status).toBe(1);
    expect(shop.exchanges).toEqual(['/oauth/token/request', '/oauth/token/access']);
    expect(shop.failures).toEqual([]);
    expect(await canRead(await shop.app.client('sandbox.test'))).toBe(true);
    expect(await shop.app.get('sandbox.test')).toEqual({
      storeId: 'sandbox.test',
      storeUrl: 'https://sandbox.test/',
      account: 'acme',
      status: 'active',
      installedAt: shop.clock.now(),
      authorizedAt: shop.clock.now(),
    });
    expect(await all(shop.app.list())).toHaveLength(1);
  });

  it('knows a store whose addresses hold index.php by its host, and calls it there', async () => {
    const shop = createShop({ sandbox: { rewrites: false } });
    await install(shop);
    expect(shop.exchanges[0]).toBe('/index.php/oauth/token/request');
    const found = await shop.app.get('sandbox.test');
    expect(found?.storeUrl).toBe('https://sandbox.test/index.php/');
    expect(await canRead(await shop.app.client('sandbox.test'))).toBe(true);
    expect(shop.sandbox.requests.at(-1)?.path).toMatch(/^\/index\.php\/rest\//);
  });

  it('lets the app log the person in before, for as long as Magento waits', async () => {
    const visits: string[] = [];
    const shop = createShop({
      app: {
        onIdentify: ({ state, storeId, storeUrl, installed }) => {
          visits.push(`${storeId} ${storeUrl} ${installed?.account}`);
          return Response.redirect(`${APP}/login?state=${state}`);
        },
      },
    });
    const { response, browser } = await install(shop);
    expect(response.status).toBe(302);
    const login = new URL(response.headers.get('location') ?? '');
    const state = login.searchParams.get('state') ?? '';
    await shop.clock.advance(299_000);
    const done = await shop.app.complete(browser.request(`${APP}/connect`, { method: 'POST' }), {
      state,
      account: 'acme',
    });
    expect(done.headers.get('location')).toMatch(/loginSuccessCallback/);
    expect(visits).toEqual(['sandbox.test https://sandbox.test/ undefined']);
    expect(await canRead(await shop.app.client('sandbox.test'))).toBe(true);
  });

  it('tells the app before the person goes on, with a client and what was there before', async () => {
    const events: (Pick<InstalledEvent, 'installation' | 'previous'> & { works: boolean })[] = [];
    const shop = createShop({
      app: {
        onInstalled: async ({ client, ...event }) => {
          events.push({ ...event, works: await canRead(client) });
        },
      },
    });
    const { integration } = await install(shop);
    await shop.clock.advance(1000);
    await install(shop, integration);
    const [first, second] = events;
    expect(first).toMatchObject({ installation: { account: 'acme' }, works: true });
    expect(first?.previous).toBeUndefined();
    expect(second).toMatchObject({ works: true, previous: first?.installation });
    expect(second?.installation.installedAt).toBe(first?.installation.installedAt);
    expect(second?.installation.authorizedAt).toBe(shop.clock.now());
  });

  it('tells the app again when it failed to take it, without a second exchange', async () => {
    let calls = 0;
    const shop = createShop({
      app: {
        onInstalled: () => {
          calls += 1;
          if (calls === 1) throw new Error('the database is away');
        },
      },
    });
    const { response, browser, identityUrl } = await install(shop);
    expect(response.status).toBe(500);
    expect(lastCode(shop)).toBe('HANDSHAKE_HOOK');
    expect(await canRead(await shop.app.client('sandbox.test'))).toBe(true);
    expect((await browser.open(shop.app.handleIdentity, identityUrl)).status).toBe(303);
    const [cookie = ''] = browser.cookies.keys();
    const person = { state: cookie.split('-').at(-1) ?? '', account: 'acme' };
    expect((await shop.app.complete(browser.request(identityUrl), person)).status).toBe(303);
    expect(calls).toBe(2);
    expect(shop.exchanges).toHaveLength(2);
  });
});

describe('activating again', () => {
  it('replaces the credentials of the same store, for clients in use as well', async () => {
    const shop = createShop();
    const { integration } = await install(shop);
    const before = await shop.app.client('sandbox.test');
    expect(await canRead(before)).toBe(true);
    await install(shop, integration);
    expect(await canRead(before)).toBe(true);
    expect(await all(shop.app.list())).toHaveLength(1);
  });

  it('reaches clients of other processes with their next call', async () => {
    const shop = createShop();
    const { integration } = await install(shop);
    const elsewhere = await shop.peer().client('sandbox.test');
    expect(await canRead(elsewhere)).toBe(true);
    await install(shop, integration);
    expect(await canRead(elsewhere)).toBe(true);
  });

  it('works for an integration that Magento has recreated with another key', async () => {
    const shop = createShop();
    const { integration } = await install(shop);
    const key = integration.consumerKey;
    integration.recreate();
    expect(integration.consumerKey).not.toBe(key);
    const { response } = await install(shop, integration);
    expect(response.status).toBe(303);
    expect(await canRead(await shop.app.client('sandbox.test'))).toBe(true);
    expect(await all(shop.app.list())).toHaveLength(1);
  });

  it('leaves the working credentials alone until the exchange has succeeded', async () => {
    const shop = createShop();
    await install(shop);
    const forged = new URLSearchParams({
      oauth_consumer_key: 'a'.repeat(32),
      oauth_consumer_secret: 'b'.repeat(32),
      oauth_verifier: 'c'.repeat(32),
      store_base_url: 'https://sandbox.test/',
    });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const post = new Request(`${APP}/callback`, {
      method: 'POST',
      headers,
      body: forged.toString(),
    });
    expect((await shop.app.handleCallback(post)).status).toBe(200);
    const back = encodeURIComponent('https://sandbox.test/admin/');
    const url = `${APP}/identity?oauth_consumer_key=${'a'.repeat(32)}&success_call_back=${back}`;
    expect((await createBrowser().open(shop.app.handleIdentity, url)).status).toBe(502);
    expect(lastCode(shop)).toBe('HANDSHAKE_REFUSED');
    expect(await canRead(await shop.app.client('sandbox.test'))).toBe(true);
  });

  it('can be pressed twice: the popup of the first is told so, that of the second finishes', async () => {
    const shop = createShop();
    const integration = integrationOf(shop);
    const first = await shop.sandbox.integrations.activate(integration);
    const browser = createBrowser();
    const second = await shop.sandbox.integrations.activate(integration);
    expect(second.identityUrl).toBe(first.identityUrl);
    expect((await browser.open(shop.app.handleIdentity, second.identityUrl)).status).toBe(303);
    expect(await canRead(await shop.app.client('sandbox.test'))).toBe(true);
  });

  it('can be pressed between the two steps of an exchange, and the newer one finishes', async () => {
    const wire = createWire();
    const shop = createShop({ wire: wire.through });
    const integration = integrationOf(shop);
    let second = '';
    wire.next('/oauth/token/request', async (send) => {
      const answer = await send();
      const again = { reauthorize: true };
      second = (await shop.sandbox.integrations.activate(integration, again)).identityUrl;
      return answer;
    });
    const first = await install(shop, integration);
    expect([first.response.status, lastCode(shop)]).toEqual([403, 'HANDSHAKE_SESSION']);
    expect((await createBrowser().open(shop.app.handleIdentity, second)).status).toBe(303);
    expect(await canRead(await shop.app.client('sandbox.test'))).toBe(true);
  });

  it('can be pressed while the first exchange runs, which then stands for both', async () => {
    const wire = createWire();
    const shop = createShop({ wire: wire.through });
    const integration = integrationOf(shop);
    let second = '';
    wire.next('/oauth/token/access', async (send) => {
      const answer = await send();
      const again = { reauthorize: false };
      second = (await shop.sandbox.integrations.activate(integration, again)).identityUrl;
      return answer;
    });
    expect((await install(shop, integration)).response.status).toBe(303);
    const popup = await createBrowser().open(shop.app.handleIdentity, second);
    expect([popup.status, lastCode(shop)]).toEqual([303, undefined]);
    expect(await canRead(await shop.app.client('sandbox.test'))).toBe(true);
  });
});

describe('a callback that is seen after the visit', () => {
  it('is waited for by a page that asks again, and then taken', async () => {
    const late: (() => Promise<unknown>)[] = [];
    const callbackFetch: typeof fetch = async (url, init) => {
      late.push(() => shop.app.handleCallback(new Request(url as string, init)));
      return new Response('ok');
    };
    const shop = createShop({ sandbox: { callbackFetch } });
    const integration = integrationOf(shop);
    const { identityUrl } = await shop.sandbox.integrations.activate(integration);
    const browser = createBrowser();
    const waiting = await browser.open(shop.app.handleIdentity, identityUrl);
    expect(waiting.status).toBe(200);
    const [, seconds, query] =
      /^(\d+); url=(\?.+)$/.exec(waiting.headers.get('refresh') ?? '') ?? [];
    expect(Number(seconds)).toBeGreaterThan(0);
    await late[0]?.();
    const done = await browser.open(shop.app.handleIdentity, `${APP}/identity${query}`);
    expect(done.headers.get('location')).toMatch(/loginSuccessCallback/);
  });

  it('is not waited for without end', async () => {
    const shop = createShop();
    const browser = createBrowser();
    let url = `${APP}/identity?oauth_consumer_key=${'x'.repeat(32)}&success_call_back=${encodeURIComponent('https://sandbox.test/')}`;
    let waits = 0;
    for (;;) {
      const response = await browser.open(shop.app.handleIdentity, url);
      const refresh = response.headers.get('refresh');
      if (refresh === null) {
        expect(response.status).toBe(404);
        break;
      }
      waits += 1;
      url = `${APP}/identity${refresh.split('url=')[1]}`;
    }
    expect(waits).toBe(5);
    expect(lastCode(shop)).toBe('HANDSHAKE_UNKNOWN');
  });
});

describe('a step that gets lost', () => {
  it('is repeated when it did not arrive', async () => {
    const wire = createWire();
    const shop = createShop({ wire: wire.through });
    for (const path of ['/oauth/token/request', '/oauth/token/access'])
      wire.next(path, () => unreachable());
    const { response, browser, identityUrl } = await install(shop);
    expect([response.status, lastCode(shop)]).toEqual([504, 'HANDSHAKE_UNREACHABLE']);
    expect((await browser.open(shop.app.handleIdentity, identityUrl)).status).toBe(504);
    expect((await browser.open(shop.app.handleIdentity, identityUrl)).status).toBe(303);
    expect(shop.exchanges.map((path) => path.split('/').at(-1))).toEqual([
      'request',
      'request',
      'access',
      'access',
    ]);
  });

  it('whose answer was lost cannot be repeated, but started again (the second one)', async () => {
    const wire = createWire();
    const shop = createShop({ wire: wire.through });
    wire.next('/oauth/token/access', lost);
    const { integration, browser, identityUrl } = await install(shop);
    expect(lastCode(shop)).toBe('HANDSHAKE_UNREACHABLE');
    const again = await browser.open(shop.app.handleIdentity, identityUrl);
    expect([again.status, lastCode(shop)]).toEqual([409, 'HANDSHAKE_USED']);
    expect(integration.status).toBe(1);
    expect((await install(shop, integration)).response.status).toBe(303);
  });

  it('whose answer was lost blocks the integration, and the page says what to do (the first one)', async () => {
    const wire = createWire();
    const shop = createShop({ wire: wire.through });
    wire.next('/oauth/token/request', lost);
    const { integration } = await install(shop);
    expect(integration.status).toBe(0);
    const again = await install(shop, integration);
    expect([again.response.status, lastCode(shop)]).toEqual([409, 'HANDSHAKE_USED']);
    expect(await again.response.text()).toContain('delete the integration in the store');
    integration.remove();
    expect((await install(shop)).response.status).toBe(303);
  });

  it('whose answer was lost is not taken for done because the store was connected before', async () => {
    const wire = createWire();
    const shop = createShop({ wire: wire.through });
    const { integration } = await install(shop);
    await shop.clock.advance(1000);
    wire.next('/oauth/token/request', lost);
    await install(shop, integration);
    const again = await install(shop, integration);
    expect([again.response.status, lastCode(shop)]).toEqual([409, 'HANDSHAKE_USED']);
  });

  it('that did not arrive is made up for when the merchant presses Activate again', async () => {
    const wire = createWire();
    const shop = createShop({ wire: wire.through });
    wire.next('/oauth/token/access', () => unreachable());
    const { integration } = await install(shop);
    expect(lastCode(shop)).toBe('HANDSHAKE_UNREACHABLE');
    const again = await install(shop, integration);
    expect(again.response.status).toBe(303);
    expect(await canRead(await shop.app.client('sandbox.test'))).toBe(true);
  });

  it('may be the second one after the five minutes', async () => {
    const wire = createWire();
    const shop = createShop({ wire: wire.through });
    wire.next('/oauth/token/access', () => unreachable());
    const { browser, identityUrl } = await install(shop);
    await shop.clock.advance(600_000);
    expect((await browser.open(shop.app.handleIdentity, identityUrl)).status).toBe(303);
  });

  it('is taken up by another process when the first one has died over it', async () => {
    const wire = createWire();
    const shop = createShop({ wire: wire.through });
    wire.next('/oauth/token/request', () => new Promise(() => undefined));
    const integration = integrationOf(shop);
    const { identityUrl } = await shop.sandbox.integrations.activate(integration);
    const browser = createBrowser();
    void browser.open(shop.app.handleIdentity, identityUrl);
    await shop.clock.advance(0);
    const peer = shop.peer({ onIdentify: () => ({ account: 'acme' }) });
    const other = createBrowser();
    expect((await other.open(peer.handleIdentity, identityUrl)).status).toBe(409);
    expect(lastCode(shop)).toBe('HANDSHAKE_OTHER_BROWSER');
  });
});
