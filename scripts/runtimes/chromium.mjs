// Runs the smoke suite in a page of Chromium. Magento answers no other origin, so the page and the store have
// one address, as on a shop's own pages.
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { chromium } from 'playwright-core';
import { bundle } from './bundle.mjs';
import { runLines } from './run-lines.mjs';

const LIMIT_MS = 240_000;
/** As in tests: no sandbox, as containers have none to give, and no calls to its makers. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Serves the page, and passes everything else on to the store under the page's own host name. */
function createOrigin(store, script) {
  const pages = {
    '/': ['text/html', '<!doctype html><script type="module" src="/page.js"></script>'],
    '/page.js': ['text/javascript', script],
    '/store.json': ['application/json', JSON.stringify({ credentials: store.credentials })],
  };
  return createServer((incoming, outgoing) => {
    const page = pages[incoming.url];
    if (page) {
      outgoing.writeHead(200, { 'content-type': `${page[0]}; charset=utf-8` }).end(page[1]);
      return;
    }
    const { method, headers } = incoming;
    const passed = request(new URL(incoming.url, store.baseUrl), { method, headers });
    passed.on('response', (answer) => {
      outgoing.writeHead(answer.statusCode, answer.headers);
      answer.pipe(outgoing);
    });
    passed.on('error', () => outgoing.destroy());
    outgoing.on('close', () => passed.destroy());
    incoming.pipe(passed);
  });
}

/** @returns {Promise<string[]>} the lines of the suite */
export async function runChromium(program, project, store) {
  const origin = createOrigin(store, await bundle(project, 'page.mjs'));
  await once(origin.listen(0, '127.0.0.1'), 'listening');
  const browser = await chromium.launch({ executablePath: program, headless: true, args: FLAGS });
  try {
    const page = await browser.newPage();
    const lines = [`runtime chromium ${browser.version()}`];
    const ended = new Promise((resolve) => {
      const stop = (line) => {
        lines.push(line);
        resolve();
      };
      page.on('pageerror', (error) => stop(`FAIL page: ${error}`));
      page.on('console', (message) => {
        const text = message.text();
        if (text === 'end') stop(text);
        else if (/^(ok|FAIL) /.test(text)) lines.push(text);
      });
      setTimeout(stop, LIMIT_MS, 'FAIL end: the page has not come to its end').unref();
    });
    await page.goto(`http://127.0.0.1:${origin.address().port}/`);
    await ended;
    return lines;
  } finally {
    await browser.close();
    origin.closeAllConnections();
    origin.close();
  }
}

/** @returns {Promise<string>} the path of the machine's Chromium */
export async function findChromium() {
  const [path] = await runLines('which', ['chromium']);
  if (!path?.startsWith('/')) throw new Error('chromium is missing: apt-get install chromium');
  return path;
}
