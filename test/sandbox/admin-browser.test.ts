import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/index.js';
import { skipChromium, startChromium } from '../support/chromium.js';
import { closedPort, startServer, page as webPage } from '../support/server.js';
import { type Credentials, exchange } from './exchange.js';

const name = 'Warehouse <app>';

interface Scene {
  readonly sandbox: RunningSandbox;
  readonly admin: Page;
  /** What the app got at its callback. */
  posted(): Credentials;
}

/** The admin in a browser, and an app whose only page is reached by its identity URL. */
async function openAdmin(browser: Browser, callback?: string): Promise<Scene> {
  const sandbox = await startSandbox({ products: 10 });
  onTestFinished(() => sandbox.close());
  const appServer = await startServer(webPage('<h1>App</h1>'));
  const callbackUrl = callback ?? `${appServer.url}/callback`;
  const identityUrl = `${appServer.url}/login`;
  sandbox.integrations.create({ name, callbackUrl, identityUrl });
  const admin = await browser.newPage();
  onTestFinished(() => admin.close());
  await admin.goto(`${sandbox.url}/admin/`);
  const posted = (): Credentials =>
    Object.fromEntries(new URLSearchParams(appServer.requests[0]?.body)) as never;
  return { sandbox, admin, posted };
}

async function press(admin: Page): Promise<Page> {
  const opened = admin.waitForEvent('popup');
  await admin.getByRole('row', { name }).getByRole('button').click();
  return opened;
}

describe.skipIf(skipChromium)('the admin in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser?.close());

  it('opens the app in a popup, which closes itself when the app sends it back', async () => {
    const { sandbox, admin, posted } = await openAdmin(browser);
    const popup = await press(admin);
    await popup.getByRole('heading', { name: 'App' }).waitFor();
    expect(popup.viewportSize()).toEqual({ width: 680, height: 510 });
    await exchange({ sandbox, posted: [] }, posted());
    const closed = popup.waitForEvent('close');
    await popup.goto(new URL(popup.url()).searchParams.get('success_call_back') ?? '');
    await closed;
    await admin.getByRole('row', { name }).getByRole('cell', { name: 'Active' }).waitFor();
  });

  it('reads the list again when somebody closes the popup', async () => {
    const { sandbox, admin, posted } = await openAdmin(browser);
    const popup = await press(admin);
    await popup.getByRole('heading', { name: 'App' }).waitFor();
    await exchange({ sandbox, posted: [] }, posted());
    await popup.close();
    await admin.getByRole('button', { name: 'Reauthorize' }).waitFor();
  });

  it('closes the popup and says so when the callback cannot be reached', async () => {
    const { admin } = await openAdmin(browser, await closedPort());
    const popup = await press(admin);
    if (!popup.isClosed()) await popup.waitForEvent('close');
    const message = admin.getByRole('status').filter({ hasText: 'post data to consumer failed' });
    await message.waitFor();
  });

  it('goes to the app by a link where popups are blocked', async () => {
    const { admin } = await openAdmin(browser);
    await admin.evaluate('window.open = () => null');
    await admin.getByRole('button', { name: 'Activate' }).click();
    await admin.getByRole('link', { name: 'Log in to the app' }).click();
    await admin.getByRole('heading', { name: 'App' }).waitFor();
  });
});
