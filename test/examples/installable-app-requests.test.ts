import { describe, expect, test } from 'vitest';
import { createApp } from '../../examples/installable-app/app.js';
import { generateSealingKey, memoryInstallationStore } from '../../src/installations/index.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { createFormBrowser, type FormBrowser } from './support/form-browser.js';

const ORIGIN = 'https://app.example';
const STORE = 'sandbox.test';

/** The app and a shop, without sockets. */
function setUp() {
  let now = 1_700_000_000_000;
  const log: string[] = [];
  const clock = { now: () => now, after: () => () => undefined };
  const app = createApp({
    origin: ORIGIN,
    sessionSecret: generateSealingKey(),
    log: (line) => log.push(line),
    installations: {
      store: memoryInstallationStore({ clock }),
      secret: generateSealingKey(),
      clock,
      fetch: (url, init) => shop.fetch(url, init),
      resolve: async () => ['93.184.215.14'],
    },
  });
  const shop = createSandbox({
    clock,
    callbackFetch: async (url, init) => app.fetch(new Request(String(url), init)),
  });
  const integration = shop.integrations.create({
    name: 'Example app',
    callbackUrl: `${ORIGIN}/magento/callback`,
    identityUrl: `${ORIGIN}/magento/identity`,
  });
  return {
    app,
    log,
    integration,
    browser: () => createFormBrowser(app, ORIGIN),
    wait: (ms: number) => {
      now += ms;
    },
    /** Presses the button in the admin; the `state` the browser then has. */
    async visit(browser: FormBrowser): Promise<string> {
      const { identityUrl } = await shop.integrations.activate(integration);
      const response = await browser.open(identityUrl);
      return /^\/connect\?state=([0-9a-f]{32})$/.exec(locationOf(response))?.[1] ?? '';
    },
  };
}

const locationOf = (response: Response) => response.headers.get('location') ?? '';

/** A browser in which somebody has connected the shop. */
async function connected(account: string) {
  const shop = setUp();
  const browser = shop.browser();
  await browser.send('/login', { account });
  const state = await shop.visit(browser);
  const response = await browser.send('/connect', { state, account });
  expect(locationOf(response)).toMatch(/loginSuccessCallback/);
  return { ...shop, person: browser };
}

describe('forms of the installable app', () => {
  test.each(['/login', '/connect', '/disconnect'])(
    'are refused from elsewhere: %s',
    async (path) => {
      const browser = setUp().browser();
      for (const headers of [{}, { origin: 'https://evil.example' }, { origin: 'null' }]) {
        expect((await browser.send(path, { account: 'acme' }, headers)).status).toBe(403);
      }
      expect(browser.cookies.size).toBe(0);
    },
  );

  test('may be no larger than a form', async () => {
    const browser = setUp().browser();
    const large = { account: 'a'.repeat(20_000) };
    expect((await browser.send('/login', large)).status).toBe(413);
  });
});

describe('the login', () => {
  test('leads on to the visit it was for', async () => {
    const { browser, visit } = setUp();
    const person = browser();
    const state = await visit(person);
    expect(locationOf(await person.open(`/connect?state=${state}`))).toBe(`/login?state=${state}`);
    const page = await (await person.open(`/login?state=${state}`)).text();
    expect(page).toContain(`name="state" value="${state}"`);
    const response = await person.send('/login', { account: 'acme', state });
    expect(locationOf(response)).toBe(`/connect?state=${state}`);
    expect(await (await person.open(`/connect?state=${state}`)).text()).toContain(
      `Connect ${STORE} to your account acme?`,
    );
  });

  test.each([
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    `${'0'.repeat(32)}@evil.example`,
  ])('never leads out of the app: %s', async (state) => {
    const response = await setUp().browser().send('/login', { account: 'acme', state });
    expect([response.status, locationOf(response)]).toEqual([303, '/']);
  });

  test('knows its accounts and no others', async () => {
    const browser = setUp().browser();
    expect((await browser.send('/login', { account: 'admin' })).status).toBe(400);
    expect(browser.cookies.size).toBe(0);
    expect(locationOf(await browser.open('/'))).toBe('/login');
  });

  test('escapes what it repeats', async () => {
    const page = await (await setUp().browser().open('/login?state=%22%3E%3Cscript%3E')).text();
    expect(page).toContain('&quot;&gt;&lt;script&gt;');
    expect(page).not.toContain('<script');
  });
});

describe('the session', () => {
  test('is a cookie for this host, https and no script', async () => {
    const response = await setUp().browser().send('/login', { account: 'acme' });
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^__Host-session=/);
    expect(cookie.split('; ').slice(1).sort()).toEqual(
      ['HttpOnly', 'Max-Age=28800', 'Path=/', 'SameSite=Lax', 'Secure'].sort(),
    );
  });

  test('ends after eight hours, even if the browser keeps it', async () => {
    const { browser, wait } = setUp();
    const person = browser();
    await person.send('/login', { account: 'acme' });
    expect((await person.open('/')).status).toBe(200);
    wait(8 * 3_600_000);
    expect(locationOf(await person.open('/'))).toBe('/login');
  });

  test('cannot be changed, nor made of another cookie', async () => {
    const { browser, visit } = setUp();
    const person = browser();
    const state = await visit(person);
    await person.send('/login', { account: 'acme' });
    const session = person.cookies.get('__Host-session') ?? '';
    person.cookies.set('__Host-session', session.replace('acme', 'glob'));
    expect(locationOf(await person.open('/'))).toBe('/login');
    person.cookies.set('__Host-session', person.cookies.get(`__Host-magekit-${state}`) ?? '');
    expect(locationOf(await person.open('/'))).toBe('/login');
    person.cookies.set('__Host-session', session);
    expect((await person.open('/')).status).toBe(200);
  });
});

describe('the question whether to connect', () => {
  test('is asked again when somebody else has logged in meanwhile', async () => {
    const { browser, visit, integration } = setUp();
    const person = browser();
    const state = await visit(person);
    await person.send('/login', { account: 'globex', state });
    const response = await person.send('/connect', { state, account: 'acme' });
    expect(locationOf(response)).toBe(`/connect?state=${state}`);
    expect(integration.status).toBe(0);
  });

  test('is not asked for a forged state, nor for that of another browser', async () => {
    const { browser, visit, integration, log } = setUp();
    const [person, other] = [browser(), browser()];
    const real = await visit(person);
    await other.send('/login', { account: 'globex' });
    for (const state of [real, '0'.repeat(32), '../x', '']) {
      const query = `?state=${encodeURIComponent(state)}`;
      expect((await other.open(`/connect${query}`)).status).toBe(403);
      const response = await other.send('/connect', { state, account: 'globex' });
      expect(response.status).toBe(403);
      expect(await response.text()).toContain('HANDSHAKE_SESSION');
    }
    expect(integration.status).toBe(0);
    expect(log).toContain('complete of a store failed: HANDSHAKE_SESSION');
  });

  test('lets the form lead to this store and the app alone, and nobody frame it', async () => {
    const { browser, visit } = setUp();
    const person = browser();
    const state = await visit(person);
    await person.send('/login', { account: 'acme' });
    const { headers } = await person.open(`/connect?state=${state}`);
    const policy = headers.get('content-security-policy')?.split('; ');
    expect(policy).toContain("form-action 'self' https://sandbox.test");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers.has('cross-origin-opener-policy')).toBe(false);
    expect(headers.get('cache-control')).toBe('no-store');
  });
});

describe('the list of stores', () => {
  test('shows nobody the stores of another account, and lets nobody disconnect them', async () => {
    const { browser, person } = await connected('acme');
    const other = browser();
    await other.send('/login', { account: 'globex' });
    expect(await (await other.open('/')).text()).toContain('No store is connected');
    expect(locationOf(await other.send('/disconnect', { storeId: STORE }))).toBe('/');
    expect(await (await person.open('/')).text()).toContain('24-MB01');
    await person.send('/disconnect', { storeId: STORE });
    expect(await (await person.open('/')).text()).toContain('No store is connected');
  });

  test('is logged without what stands in queries and forms', async () => {
    const { log, person } = await connected('acme');
    await person.open('/?token=secret');
    expect(log).toEqual([
      'POST /login 303',
      'POST /magento/callback 200',
      'GET /magento/identity 303',
      `${STORE} is connected to acme`,
      'POST /connect 303',
      'GET / 200',
    ]);
  });
});
