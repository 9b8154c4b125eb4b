import type { Browser, BrowserContext, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import type { RunningApp } from './running-app.js';

/** A person with a browser of their own, and all it has seen of the app. */
export interface Person {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Addresses and texts of the app's pages, what the console said, and where requests said to come from. */
  readonly seen: readonly string[];
  /** Presses the integration's button in the admin; the window it opens. */
  pressInAdmin(button: 'Activate' | 'Reauthorize'): Promise<Page>;
}

const ADMIN_KEY = /\/key\/([0-9a-f]+)\//;

/** Gives a person a browser, until the test ends. */
export async function createPerson(browser: Browser, app: RunningApp): Promise<Person> {
  const context = await browser.newContext({ viewport: { width: 680, height: 510 } });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(10_000);
  const seen: string[] = [];
  context.on('console', (message) => seen.push(message.text()));
  context.on('weberror', (error) => seen.push(String(error.error())));
  context.on('request', (request) => seen.push(request.headers().referer ?? ''));
  context.on('response', async (response) => {
    const url = response.url();
    if (!url.startsWith(app.origin)) return;
    // The one address that is Magento's: it opens it, with its own keys in it.
    if (!url.startsWith(`${app.origin}/magento/identity?`)) seen.push(url);
    seen.push(await response.text().catch(() => ''));
  });

  const page = await context.newPage();
  return {
    context,
    page,
    seen,
    async pressInAdmin(button) {
      await page.goto(`${app.shop.url}/admin/`);
      const row = page.getByRole('row', { name: /Example app/ });
      const opened = page.waitForEvent('popup');
      await row.getByRole('button', { name: button }).click();
      const popup = await opened;
      await popup.getByRole('heading', { level: 1 }).waitFor();
      return popup;
    },
  };
}

/** Logs in on the page that asks for it. */
export async function logIn(page: Page, account: 'acme' | 'globex'): Promise<void> {
  await page.getByLabel(account).check();
  await page.getByRole('button', { name: 'Log in' }).click();
}

/** Says yes in the window of the admin, and waits until it has closed. */
export async function connectAndClose(popup: Page): Promise<void> {
  const closed = popup.waitForEvent('close');
  await popup.getByRole('button', { name: 'Connect' }).click();
  await closed;
}

/** The key of the admin's session in an address that leads back to it. */
export function adminKeyIn(identityUrl: string): string {
  const back = new URL(identityUrl).searchParams.get('success_call_back') ?? '';
  const [, key] = ADMIN_KEY.exec(back) ?? [];
  if (key === undefined) throw new Error('The way back to the admin has no key.');
  return key;
}
