import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { skipChromium, startChromium } from '../support/chromium.js';
import { connectAndClose, logIn } from './support/person.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Starts the app as its README says; the two addresses it prints. */
async function startMain(): Promise<{ readonly app: string; readonly shop: string }> {
  const args = ['--import', 'tsx', 'examples/installable-app/main.ts'];
  const { APP_ORIGIN, STORE_ORIGIN, PORT, ...env } = process.env;
  const main = spawn(process.execPath, args, { cwd: root, env });
  onTestFinished(() => void main.kill());
  let output = '';
  main.stderr.on('data', (part) => {
    output += String(part);
  });
  return new Promise((resolve, reject) => {
    main.once('exit', () => reject(new Error(`The app has ended:\n${output}`)));
    main.stdout.on('data', (part) => {
      output += String(part);
      const [, app] = /The app +(\S+)/.exec(output) ?? [];
      const [, shop] = /The shop +(\S+)/.exec(output) ?? [];
      if (app && shop) resolve({ app, shop });
    });
  });
}

test.skipIf(skipChromium)(
  'the installable app can be tried as it says when it starts',
  async () => {
    const { app, shop } = await startMain();
    const browser = await startChromium();
    onTestFinished(() => browser.close());
    const page = await browser.newPage();
    await page.goto(shop);
    const opened = page.waitForEvent('popup');
    await page.getByRole('button', { name: 'Activate' }).click();
    const popup = await opened;
    await logIn(popup, 'globex');
    // The list loads itself anew when its window is closed, which would break into going elsewhere.
    const reloaded = page.waitForEvent('load');
    await connectAndClose(popup);
    await reloaded;
    await page.goto(app);
    await page.getByRole('cell', { name: '24-MB01' }).waitFor();
    expect(await page.getByRole('article').count()).toBe(1);
  },
  60_000,
);
