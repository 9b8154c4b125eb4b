import { describe, expect, it } from 'vitest';
import { HandshakeError } from '../../src/installations/index.js';
import {
  APP,
  createBrowser,
  createShop,
  install,
  integrationOf,
  type Shop,
} from './support/app.js';
import { createSecrets, everythingOf } from './support/leaks.js';
import { createWire, page, refusal, unreachable } from './support/wire.js';

const KEY = 'k'.repeat(32);
const SECRET = 's'.repeat(32);
const VERIFIER = 'v'.repeat(32);
const FORM = 'application/x-www-form-urlencoded';
const fields = {
  oauth_consumer_key: KEY,
  oauth_consumer_secret: SECRET,
  store_base_url: 'https://sandbox.test/',
  oauth_verifier: VERIFIER,
};
const secrets = createSecrets();
secrets.add(SECRET, VERIFIER);

const callback = (init: RequestInit, type: string | null = FORM) =>
  new Request(`${APP}/callback`, {
    method: 'POST',
    ...init,
    headers: type === null ? {} : { 'content-type': type },
  });
const form = (changes: Readonly<Record<string, string | undefined>> = {}) => {
  const entries = Object.entries({ ...fields, ...changes });
  return new URLSearchParams(
    entries.filter((entry): entry is [string, string] => entry[1] !== undefined),
  ).toString();
};

/** The one failure so far, of this code, which shows no secret. */
function expectFailure({ failures }: Shop, step: string, code: string): HandshakeError {
  const [failure] = failures.slice(-1);
  if (failure === undefined) throw new Error('nothing failed');
  expect(failure.error).toBeInstanceOf(HandshakeError);
  expect([failure.step, failure.error.code]).toEqual([step, code]);
  secrets.expectNoneIn(everythingOf(failure));
  return failure.error;
}

describe('a callback', () => {
  const long = `&more=${'x'.repeat(9000)}`;
  it.each<[string, Request, number, string]>([
    ['by GET', new Request(`${APP}/callback?${form()}`), 405, 'HANDSHAKE_METHOD'],
    ['by PUT', callback({ method: 'PUT', body: form() }), 405, 'HANDSHAKE_METHOD'],
    [
      'as JSON',
      callback({ body: JSON.stringify(fields) }, 'application/json'),
      415,
      'HANDSHAKE_CONTENT_TYPE',
    ],
    ['as text', callback({ body: form() }, 'text/plain'), 415, 'HANDSHAKE_CONTENT_TYPE'],
    [
      'without a type',
      callback({ body: new TextEncoder().encode(form()) }, null),
      415,
      'HANDSHAKE_CONTENT_TYPE',
    ],
    ['that is empty', callback({ body: '' }), 400, 'HANDSHAKE_FIELDS'],
    ['that is oversize', callback({ body: form() + long }), 413, 'HANDSHAKE_TOO_LARGE'],
    ...Object.keys(fields).flatMap((name): [string, Request, number, string][] => [
      [`without ${name}`, callback({ body: form({ [name]: undefined }) }), 400, 'HANDSHAKE_FIELDS'],
      [`with ${name} empty`, callback({ body: form({ [name]: '' }) }), 400, 'HANDSHAKE_FIELDS'],
      [
        `with ${name} twice`,
        callback({ body: `${form()}&${name}=${KEY}` }),
        400,
        'HANDSHAKE_FIELDS',
      ],
    ]),
    [
      'with a short key',
      callback({ body: form({ oauth_consumer_key: 'short' }) }),
      400,
      'HANDSHAKE_FIELDS',
    ],
    [
      'with a long secret',
      callback({ body: form({ oauth_consumer_secret: `${SECRET}s` }) }),
      400,
      'HANDSHAKE_FIELDS',
    ],
    [
      'with a line break',
      callback({ body: form({ oauth_verifier: `${'v'.repeat(31)}\n` }) }),
      400,
      'HANDSHAKE_FIELDS',
    ],
    [
      'with bytes that are no text',
      callback({ body: `${form({ oauth_verifier: undefined })}&oauth_verifier=%ff%fe` }),
      400,
      'HANDSHAKE_FIELDS',
    ],
  ])('%s is refused, and nothing kept', async (_, request, status, code) => {
    const shop = createShop();
    const response = await shop.app.handleCallback(request);
    expect(response.status).toBe(status);
    expect(await response.text()).toBe('not ok\n');
    expectFailure(shop, 'callback', code);
    expect(shop.written).toEqual([]);
  });

  it('that is streamed without end is broken off', async () => {
    const shop = createShop();
    let sent = 0;
    let cancelled = false;
    const body = new ReadableStream({
      pull(controller) {
        sent += 1024;
        controller.enqueue(new Uint8Array(1024).fill(97));
      },
      cancel: () => {
        cancelled = true;
      },
    });
    const init = { body, duplex: 'half' } as RequestInit;
    expect((await shop.app.handleCallback(callback(init))).status).toBe(413);
    expect(cancelled).toBe(true);
    expect(sent).toBeLessThan(20_000);
  });

  it.each([
    ['not a web address', 'ftp://sandbox.test/'],
    ['no URL', 'sandbox.test'],
    ['with a password', 'https://a:b@sandbox.test/'],
    ['with a query', 'https://sandbox.test/?a=b'],
    ['longer than Magento allows', `https://sandbox.test/${'a'.repeat(255)}`],
    ['not encrypted', 'http://sandbox.test/'],
    ['loopback', 'https://127.0.0.1/'],
    ['a private address', 'https://10.0.0.5/'],
    ['the metadata service', 'https://169.254.169.254/'],
    ['IPv6 loopback', 'https://[::1]/'],
    ['loopback within IPv6', 'https://[::ffff:127.0.0.1]/'],
    ['localhost', 'https://localhost/'],
  ])(
    'of a store whose address is %s is answered like any other, and its secrets are not kept',
    async (_, url) => {
      const shop = createShop();
      const response = await shop.app.handleCallback(
        callback({ body: form({ store_base_url: url }) }),
      );
      expect([response.status, await response.text()]).toEqual([200, 'ok\n']);
      expectFailure(shop, 'callback', 'HANDSHAKE_STORE_ADDRESS');
      secrets.expectNoneIn(...shop.written);
      expect(shop.exchanges).toEqual([]);
    },
  );

  it('of a store that the app does not want is answered like any other; the person hears why', async () => {
    const shop = createShop({
      app: { allowStore: ({ hostname }) => hostname !== 'sandbox.test' },
    });
    const { response } = await install(shop);
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('not meant for this store');
    expect(shop.failures.map(({ step }) => step)).toEqual(['callback', 'identity']);
    expect(shop.exchanges).toEqual([]);
  });
});

describe('a visit', () => {
  const back = encodeURIComponent('https://sandbox.test/admin/');
  const good = `oauth_consumer_key=${KEY}&success_call_back=${back}`;
  const visit = (query: string, init?: RequestInit) =>
    new Request(`${APP}/identity?${query}`, init);
  it.each<[string, Request, number, string]>([
    ['by POST', visit(good, { method: 'POST' }), 405, 'HANDSHAKE_METHOD'],
    ['by HEAD', visit(good, { method: 'HEAD' }), 405, 'HANDSHAKE_METHOD'],
    ['without a query', visit(''), 400, 'HANDSHAKE_FIELDS'],
    ['without the key', visit(`success_call_back=${back}`), 400, 'HANDSHAKE_FIELDS'],
    ['without the way back', visit(`oauth_consumer_key=${KEY}`), 400, 'HANDSHAKE_FIELDS'],
    ['with the key twice', visit(`${good}&oauth_consumer_key=${KEY}`), 400, 'HANDSHAKE_FIELDS'],
    ['with two ways back', visit(`${good}&success_call_back=${back}`), 400, 'HANDSHAKE_FIELDS'],
    ['of an identity URL with its own query', visit(`shop=1?${good}`), 400, 'HANDSHAKE_FIELDS'],
    ['that is oversize', visit(`${good}&x=${'x'.repeat(5000)}`), 413, 'HANDSHAKE_TOO_LARGE'],
    ['of an unknown consumer', visit(`${good}&magekit_waited=5`), 404, 'HANDSHAKE_UNKNOWN'],
  ])('%s is refused with a page', async (_, request, status, code) => {
    const shop = createShop();
    const response = await shop.app.handleIdentity(request);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const html = await response.text();
    expect(html).toContain(code);
    expect(html).not.toContain(KEY);
    expectFailure(shop, 'identity', code);
    expect(shop.written).toEqual([]);
  });

  it.each([
    ['another host', 'https://evil.example/admin/'],
    ['a host that begins alike', 'https://sandbox.test.evil.example/'],
    ['another port', 'https://sandbox.test:8443/admin/'],
    ['another scheme', 'http://sandbox.test/admin/'],
    ['a script', 'javascript:alert(1)'],
    ['a relative address', '/admin/'],
    ['an address with a user', 'https://sandbox.test@evil.example/'],
    ['an address with a password', 'https://a:b@sandbox.test/'],
    ['an endless address', `https://sandbox.test/${'a'.repeat(1500)}`],
  ])('that wants to return to %s is refused', async (_, url) => {
    const shop = createShop();
    const integration = integrationOf(shop);
    const { identityUrl } = await shop.sandbox.integrations.activate(integration);
    const changed = identityUrl.replace(
      /success_call_back=.*/,
      `success_call_back=${encodeURIComponent(url)}`,
    );
    const response = await createBrowser().open(shop.app.handleIdentity, changed);
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
    expect(response.headers.getSetCookie()).toEqual([]);
    expectFailure(shop, 'identity', 'HANDSHAKE_RETURN_ADDRESS');
    // Whoever sent that has not taken the activation away.
    expect((await createBrowser().open(shop.app.handleIdentity, identityUrl)).status).toBe(303);
  });

  it('more than 300 seconds after the callback is refused, and no secret is kept', async () => {
    const shop = createShop();
    const integration = integrationOf(shop);
    const { identityUrl } = await shop.sandbox.integrations.activate(integration);
    await shop.clock.advance(301_000);
    const response = await createBrowser().open(shop.app.handleIdentity, identityUrl);
    expect(response.status).toBe(410);
    expectFailure(shop, 'identity', 'HANDSHAKE_EXPIRED');
    expect(shop.exchanges).toEqual([]);
    expect((await install(shop, integration)).response.status).toBe(303);
  });
});

describe('an exchange', () => {
  it.each<[string, string, () => Promise<Response>, number, string]>([
    ['the store is unreachable', 'request', () => unreachable(), 504, 'HANDSHAKE_UNREACHABLE'],
    [
      'its name does not exist',
      'request',
      () => unreachable('ENOTFOUND'),
      504,
      'HANDSHAKE_UNREACHABLE',
    ],
    ['it answers a page', 'request', () => page(), 502, 'HANDSHAKE_ANSWER'],
    [
      'it answers a page of its firewall',
      'access',
      () => page('<html>403</html>', 403),
      502,
      'HANDSHAKE_ANSWER',
    ],
    [
      'it answers without a secret',
      'request',
      () => page(`oauth_token=${KEY}`),
      502,
      'HANDSHAKE_ANSWER',
    ],
    ['it answers 2 MB', 'request', () => page('x'.repeat(2_000_000)), 502, 'HANDSHAKE_ANSWER'],
    [
      'it redirects',
      'request',
      async () => Response.redirect('https://elsewhere.test/', 302),
      502,
      'HANDSHAKE_ANSWER',
    ],
    [
      'it answers tokens with a failure',
      'request',
      () => page(`oauth_token=${KEY}&oauth_token_secret=${KEY}`, 500),
      502,
      'HANDSHAKE_ANSWER',
    ],
    [
      'it has expired there',
      'request',
      () => refusal('Consumer key has expired'),
      410,
      'HANDSHAKE_EXPIRED',
    ],
    [
      'the consumer is unknown there',
      'request',
      () => refusal('A consumer having the specified key does not exist'),
      502,
      'HANDSHAKE_REFUSED',
    ],
    [
      'the signature is wrong',
      'request',
      () => refusal('The signature is invalid. Verify and try again.'),
      502,
      'HANDSHAKE_SIGNATURE',
    ],
    [
      'the verifier is wrong',
      'access',
      () => refusal('Token verifier and verifier token do not match'),
      502,
      'HANDSHAKE_VERIFIER',
    ],
    [
      'the request token was used',
      'access',
      () => refusal('Specified token does not exist'),
      409,
      'HANDSHAKE_USED',
    ],
    [
      'it refuses in another language',
      'access',
      () => refusal('Das Token ist ungültig'),
      502,
      'HANDSHAKE_REFUSED',
    ],
  ])(
    'when %s (%s) ends with a page, and can be restarted',
    async (_, step, action, status, code) => {
      const wire = createWire();
      const shop = createShop({ wire: wire.through });
      wire.next(`/oauth/token/${step}`, action);
      const { response, integration } = await install(shop);
      expect(response.status).toBe(status);
      expect(await response.text()).toContain(code);
      expectFailure(shop, 'identity', code);
      expect(await shop.app.get('sandbox.test')).toBeUndefined();
      integration.remove();
      expect((await install(shop)).response.status).toBe(303);
    },
  );

  it('does not wait for a silent store longer than it should', async () => {
    const wire = createWire();
    const shop = createShop({ wire: wire.through, app: { exchangeTimeoutMs: 4000 } });
    wire.next('/oauth/token/request', () => new Promise(() => undefined));
    const installing = install(shop);
    while (shop.clock.pending === 0) await shop.clock.advance(0);
    await shop.clock.advance(4000);
    expect((await installing).response.status).toBe(504);
    expect(expectFailure(shop, 'identity', 'HANDSHAKE_UNREACHABLE').message).toContain('4000 ms');
    expect(shop.clock.pending).toBe(0);
  });

  it.each([-86_400, -3600, 900, 86_400])(
    'gets along with a clock that is %i s ahead of the store',
    async (seconds) => {
      const shop = createShop({ aheadMs: seconds * 1000 });
      expect((await install(shop)).response.status).toBe(303);
      expect(shop.failures).toEqual([]);
      // Magento takes any time that is not more than ten minutes ahead.
      expect(shop.exchanges).toHaveLength(seconds > 600 ? 4 : 2);
    },
  );

  it('shows what the store said as text, whatever it is', async () => {
    const wire = createWire();
    const shop = createShop({ wire: wire.through });
    const said = `<img src=x onerror="alert('1')">&\u0000\n`;
    wire.next('/oauth/token/request', () => refusal(said));
    const { response } = await install(shop);
    const html = await response.text();
    expect(html).toContain('&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp; ');
    expect(html).not.toContain('<img');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('says so when the header does not arrive', async () => {
    const shop = createShop({
      wire: (send) => (url, init) => send(url, { ...init, headers: {} }),
    });
    const { response } = await install(shop);
    expect(response.status).toBe(502);
    expect(await response.text()).toContain('The Authorization header did not arrive');
    expectFailure(shop, 'identity', 'HANDSHAKE_REFUSED');
  });

  it('says so when the clocks are too far apart and the store does not tell its time', async () => {
    const wire = createWire();
    const shop = createShop({ wire: wire.through });
    wire.next('/oauth/token/request', () => refusal('An error occurred validating the nonce'));
    const { response } = await install(shop);
    expect(response.status).toBe(502);
    expectFailure(shop, 'identity', 'HANDSHAKE_CLOCK');
  });
});

describe('two browsers', () => {
  it('do not finish the same handshake: the first one to come does', async () => {
    const shop = createShop({ app: { onIdentify: ({ state }) => new Response(state) } });
    const { identityUrl } = await shop.sandbox.integrations.activate(integrationOf(shop));
    const [one, two] = [createBrowser(), createBrowser()];
    const state = await (await one.open(shop.app.handleIdentity, identityUrl)).text();
    const second = await two.open(shop.app.handleIdentity, identityUrl);
    expect(second.status).toBe(409);
    expectFailure(shop, 'identity', 'HANDSHAKE_OTHER_BROWSER');
    expect(two.cookies.size).toBe(0);

    const person = { state, account: 'acme' };
    const intruder = await shop.app.complete(two.request(`${APP}/connect`), person);
    expect(intruder.status).toBe(403);
    expectFailure(shop, 'complete', 'HANDSHAKE_SESSION');
    expect((await shop.app.complete(one.request(`${APP}/connect`), person)).status).toBe(303);
  });

  it('come at the same moment, and one of them gets it', async () => {
    const shop = createShop();
    const { identityUrl } = await shop.sandbox.integrations.activate(integrationOf(shop));
    const visits = Array.from({ length: 5 }, () =>
      createBrowser().open(shop.app.handleIdentity, identityUrl),
    );
    const statuses = (await Promise.all(visits)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([303, 409, 409, 409, 409]);
    expect(shop.exchanges).toHaveLength(2);
  });

  it('of one person pressing twice lead to one exchange', async () => {
    const shop = createShop({ app: { onIdentify: ({ state }) => new Response(state) } });
    const { response, browser } = await install(shop);
    const person = { state: await response.text(), account: 'acme' };
    const press = () => shop.app.complete(browser.request(`${APP}/connect`), person);
    const statuses = (await Promise.all([press(), press()])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([303, 409]);
    expectFailure(shop, 'complete', 'HANDSHAKE_BUSY');
    expect((await press()).status).toBe(303);
    expect(shop.exchanges).toHaveLength(2);
  });
});
