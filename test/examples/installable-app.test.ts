import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { skipChromium, startChromium } from '../support/chromium.js';
import { adminKeyIn, connectAndClose, createPerson, logIn } from './support/person.js';
import { type RunningApp, startApp } from './support/running-app.js';

describe.skipIf(skipChromium)('the installable app in a browser', () => {
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    browser = await startChromium();
    folder = await mkdtemp(join(tmpdir(), 'magekit-screenshots-'));
    console.log(`screenshots: ${folder}`);
  });
  afterAll(() => browser.close());

  const shoot = (page: Page, name: string) =>
    page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });

  /** The page of the app that lists stores. */
  const stores = async ({ origin }: RunningApp, page: Page) => {
    await page.goto(`${origin}/`);
    return page.getByRole('article');
  };

  /** The page of a failure, and its reason. */
  const failure = async (page: Page, name: string) => {
    await page.getByRole('heading', { name: 'The store could not be connected' }).waitFor();
    await shoot(page, name);
    return page.getByRole('main').innerText();
  };

  test('is installed, authorised again, removed and installed again, as its merchant clicks', async () => {
    const app = await startApp();
    const { page, pressInAdmin } = await createPerson(browser, app);
    const row = page.getByRole('row', { name: /Example app/ });
    const storeId = `http://${new URL(app.shop.url).host}`;

    const popup = await pressInAdmin('Activate');
    await shoot(popup, '1-login');
    await logIn(popup, 'acme');
    await popup
      .getByRole('heading', { name: `Connect ${storeId} to your account acme?` })
      .waitFor();
    await shoot(popup, '2-connect');
    await connectAndClose(popup);
    await row.getByRole('cell', { name: 'Active', exact: true }).waitFor();

    const list = await stores(app, page);
    await list.getByRole('heading', { name: storeId }).waitFor();
    expect(await list.getByRole('row').count()).toBe(6);
    expect(await list.innerText()).toContain('5 of 2');
    await shoot(page, '3-connected');
    const before = new Set(app.secrets);

    const again = await pressInAdmin('Reauthorize');
    await again.getByText('It is connected already').waitFor();
    await shoot(again, '4-connect-again');
    await connectAndClose(again);
    await row.getByRole('cell', { name: 'Active', exact: true }).waitFor();
    // A verifier, a request token and an access token; the consumer's secret stays.
    expect(app.secrets.size).toBeGreaterThan(before.size + 3);
    await stores(app, page);
    expect(await list.count()).toBe(1);
    expect(await list.getByRole('row').count()).toBe(6);

    app.integration.remove();
    await stores(app, page);
    await list.getByText('The merchant has removed the app').waitFor();
    expect(app.log).toContain(`${storeId} has removed the app`);
    await shoot(page, '5-removed');

    app.addIntegration();
    const anew = await pressInAdmin('Activate');
    await anew.getByText('It was connected before').waitFor();
    await connectAndClose(anew);
    await stores(app, page);
    expect(await list.getByRole('row').count()).toBe(6);

    await list.getByRole('button', { name: `Disconnect ${storeId}` }).click();
    await page.getByText('No store is connected').waitFor();
    await shoot(page, '6-none');
  });

  test('moves a store to the account of whoever its merchant is now, and says whose it was', async () => {
    const app = await startApp();
    const [ada, bob] = [await createPerson(browser, app), await createPerson(browser, app)];
    const popup = await ada.pressInAdmin('Activate');
    await logIn(popup, 'acme');
    await connectAndClose(popup);

    const other = await bob.pressInAdmin('Reauthorize');
    await logIn(other, 'globex');
    await other.getByText('belongs to another account').waitFor();
    expect(await other.content()).not.toContain('acme');
    await shoot(other, '7-another-account');
    await connectAndClose(other);

    const list = await stores(app, bob.page);
    await list.getByText('It belonged to the account acme before.').waitFor();
    await shoot(bob.page, '8-moved');
    await stores(app, ada.page);
    await ada.page.getByText('No store is connected').waitFor();
  });

  test('shows no secret and no key of the admin in pages, addresses, console or log', async () => {
    const app = await startApp();
    const { page, seen, pressInAdmin, context } = await createPerson(browser, app);
    const identity = context.waitForEvent('request', (request) =>
      request.url().startsWith(`${app.origin}/magento/identity?`),
    );
    const popup = await pressInAdmin('Activate');
    await logIn(popup, 'acme');
    await connectAndClose(popup);
    await stores(app, page);
    // A browser forgets the text of a page when it leaves it.
    await vi.waitUntil(() => seen.some((text) => text.includes('Your stores')));
    await page.goto(`${app.origin}/connect?state=${'0'.repeat(32)}`);

    const hidden = [
      adminKeyIn((await identity).url()),
      app.integration.consumerKey,
      ...app.secrets,
    ];
    expect(hidden.length).toBeGreaterThanOrEqual(8);
    const all = [...seen, ...app.log].join('\n');
    expect(all).toContain('/connect');
    expect(all).toContain('Your stores');
    expect(app.log).toContain('POST /magento/callback 200');
    for (const secret of hidden) expect(all).not.toContain(secret);
  });

  test('gives the browser cookies that no script and no form of another site can use', async () => {
    const app = await startApp();
    const { page, context, pressInAdmin } = await createPerson(browser, app);
    const popup = await pressInAdmin('Activate');
    await logIn(popup, 'acme');
    const cookies = await context.cookies(app.origin);
    expect(cookies.map(({ name }) => name.replace(/[0-9a-f]{32}/, '…')).sort()).toEqual([
      'magekit-…',
      'session',
    ]);
    for (const cookie of cookies) {
      expect(cookie).toMatchObject({
        httpOnly: true,
        sameSite: 'Lax',
        path: '/',
        domain: 'localhost',
      });
      expect(cookie.expires).toBeGreaterThan(Date.now() / 1000 + 600);
    }
    expect(await popup.evaluate('document.cookie')).toBe('');
    await connectAndClose(popup);

    // The shop's pages are another site, and may hold any form.
    const storeId = `http://${new URL(app.shop.url).host}`;
    await page.goto(`${app.shop.url}/admin/`);
    const answer = page.waitForResponse(`${app.origin}/disconnect`);
    await page.evaluate(`document.body.innerHTML = '<form method="post" action="${app.origin}/disconnect"><input name="storeId" value="${storeId}"></form>';
      document.forms[0].submit()`);
    expect((await answer).status()).toBe(403);
    await page.waitForURL(`${app.origin}/disconnect`);
    const list = await stores(app, page);
    expect(await list.count()).toBe(1);
  });

  test('says that five minutes have passed', async () => {
    const app = await startApp();
    const popup = await (await createPerson(browser, app)).pressInAdmin('Activate');
    await logIn(popup, 'acme');
    const button = popup.getByRole('button', { name: 'Connect' });
    await button.waitFor();
    app.wait(301_000);
    await button.click();
    expect(await failure(popup, 'failed-expired')).toContain('More than five minutes');
    expect(app.log).toContain('POST /connect 410');
  });

  test('lets the first browser go on and refuses the second', async () => {
    const app = await startApp();
    const [first, second] = [await createPerson(browser, app), await createPerson(browser, app)];
    const { identityUrl } = await app.shop.integrations.activate(app.integration);
    await first.page.goto(identityUrl);
    await second.page.goto(identityUrl);
    const reason = await failure(second.page, 'failed-other-browser');
    expect(reason).toContain('HANDSHAKE_OTHER_BROWSER');
    await second.page.goto(`${app.origin}/login`);
    await logIn(second.page, 'globex');
    await second.page.goto(first.page.url().replace('/login', '/connect'));
    expect(await failure(second.page, 'failed-session')).toContain('did not start this connection');

    await logIn(first.page, 'acme');
    await first.page.getByRole('button', { name: 'Connect' }).click();
    await first.page.waitForURL(`${app.shop.url}/**`);
    expect(app.integration.status).toBe(1);
  });

  test('says why a store refuses, and connects when the merchant has mended it', async () => {
    const app = await startApp();
    const person = await createPerson(browser, app);
    app.shop.configure({ hostSeenBySignature: () => 'inside.example' });
    const popup = await person.pressInAdmin('Activate');
    await logIn(popup, 'acme');
    await popup.getByRole('button', { name: 'Connect' }).click();
    expect(await failure(popup, 'failed-signature')).toContain('The store refused the signature.');
    // The list loads itself anew when its window is closed, which would break into going there again.
    const reloaded = person.page.waitForEvent('load');
    await popup.close();
    await reloaded;

    app.shop.configure({ hostSeenBySignature: (sent) => sent });
    await connectAndClose(await person.pressInAdmin('Activate'));
    expect(app.integration.status).toBe(1);
  });
});
