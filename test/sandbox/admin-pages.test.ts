import { describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox, startSandbox } from '../../src/sandbox/index.js';
import { startServer, page as webPage } from '../support/server.js';
import { app, exchange, lastPost, openShop } from './exchange.js';

const name = 'Warehouse app';
const nasty = `<script>alert(1)</script> & "it's"`;

async function page(sandbox: Sandbox, path: string, init: RequestInit = {}) {
  const response = await sandbox.fetch(`${sandbox.url}${path}`, init);
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** Path of the only button's form. */
function buttonOf(text: string): string {
  return /<form method="post" action="([^"]+)">/.exec(text)?.[1] ?? '';
}

describe('the list of integrations', () => {
  it('names every one with its status, and has a button for those with an app', async () => {
    const shop = openShop();
    const { sandbox } = shop;
    const integration = sandbox.integrations.create({ name, ...app });
    const list = await page(sandbox, '/admin/');
    expect(list.status).toBe(200);
    expect(list.headers.get('content-type')).toBe('text/html; charset=UTF-8');
    expect(list.text).toContain('<td>integration</td><td>Active</td><td></td>');
    expect(list.text).toMatch(/<td>Warehouse app<\/td><td>Inactive<\/td><td><form.*>Activate</);
    await sandbox.integrations.activate(integration);
    await exchange(shop, lastPost(shop));
    const active = /<td>Warehouse app<\/td><td>Active<\/td><td><form.*>Reauthorize</;
    expect((await page(sandbox, '/admin/')).text).toMatch(active);
    integration.recreate();
    const reset = /<td>Warehouse app<\/td><td>Reset<\/td><td><form.*>Reauthorize</;
    expect((await page(sandbox, '/admin/')).text).toMatch(reset);
  });

  it.each(['/admin', '/index.php/admin/'])('is found at %s too', async (path) => {
    expect((await page(createSandbox({ products: 10 }), path)).text).toContain('Integrations');
  });

  it('quotes names', async () => {
    const { sandbox } = openShop();
    sandbox.integrations.create({ name: nasty, ...app });
    const { text } = await page(sandbox, '/admin/');
    expect(text).not.toContain('alert(1)<');
    expect(text).toContain('&#60;script&#62;alert(1)&#60;/script&#62; &#38; &#34;it&#39;s&#34;');
  });

  it('holds no secret', async () => {
    const { sandbox } = openShop();
    const { text } = await page(sandbox, '/admin/');
    for (const secret of Object.values(sandbox.credentials.integration)) {
      expect(text).not.toContain(secret);
    }
  });

  it('is not there in the cloud service', async () => {
    const sandbox = createSandbox({ products: 10, flavour: 'saas' });
    const response = await sandbox.fetch('https://sandbox.test/admin/');
    expect(response.status).toBe(404);
  });
});

describe('a button', () => {
  it('activates, and links to the app', async () => {
    const shop = openShop();
    const { sandbox } = shop;
    const identityUrl = `https://app.test/"><script>`;
    const integration = sandbox.integrations.create({ name: nasty, ...app, identityUrl });
    const { text } = await page(sandbox, '/admin/');
    const sent = await page(sandbox, buttonOf(text), { method: 'POST' });
    expect(sent.status).toBe(200);
    expect(shop.posted).toHaveLength(1);
    expect(sent.text).toContain('has been sent for activation.');
    expect(sent.text).not.toContain('<script>');
    const link = /<a href="([^"]+)">Log in to the app/.exec(sent.text)?.[1] ?? '';
    const start = `https://app.test/&#34;&#62;&#60;script&#62;?oauth_consumer_key=${integration.consumerKey}&#38;success_call_back=`;
    expect(link.startsWith(start)).toBe(true);
    await exchange(shop, lastPost(shop));
    const again = await page(sandbox, buttonOf(text), { method: 'POST' });
    expect(again.text).toContain('has been sent for re-authorization.');
    expect(integration.status).toBe(0);
  });

  it('gives the address to a script that opens the popup itself', async () => {
    const { sandbox } = openShop();
    sandbox.integrations.create({ name, ...app });
    const path = buttonOf((await page(sandbox, '/admin/')).text);
    const headers = { accept: 'application/json' };
    const sent = await page(sandbox, path, { method: 'POST', headers });
    expect(JSON.parse(sent.text)).toEqual({
      identity_link_url: expect.stringMatching(/^https:\/\/app\.test\/login\?oauth_consumer_key=/),
    });
  });

  it.each([
    [{}, 'text/html; charset=UTF-8'],
    [{ accept: 'application/json' }, 'application/json; charset=utf-8'],
  ])('says that the callback cannot be reached: %j', async (headers, type) => {
    const callbackFetch = () => Promise.reject(new TypeError('fetch failed'));
    const { sandbox } = openShop({ callbackFetch });
    sandbox.integrations.create({ name, ...app });
    const path = buttonOf((await page(sandbox, '/admin/')).text);
    const failed = await page(sandbox, path, { method: 'POST', headers });
    expect(failed.status).toBe(502);
    expect(failed.headers.get('content-type')).toBe(type);
    expect(failed.text).toContain('The attempt to post data to consumer failed');
  });

  it.each([
    ['POST', '/admin/admin/integration/tokensExchange/id/1/'],
    ['POST', '/admin/admin/integration/tokensExchange/id/99/'],
    ['POST', '/admin/'],
    ['GET', '/admin/admin/integration/tokensExchange/id/3/'],
    ['DELETE', '/admin/'],
    ['GET', '/admin/elsewhere'],
  ])('is none: %s %s', async (method, path) => {
    const shop = openShop();
    shop.sandbox.integrations.create({ name, ...app });
    expect((await page(shop.sandbox, path, { method })).status).toBe(404);
    expect(shop.posted).toEqual([]);
  });
});

describe('the end of the handshake', () => {
  it('is a page that closes itself after a second', async () => {
    const { sandbox } = openShop();
    const { integrations } = sandbox;
    const { identityUrl } = await integrations.activate(integrations.create({ name, ...app }));
    const success = new URL(identityUrl).searchParams.get('success_call_back') ?? '';
    const response = await sandbox.fetch(success);
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(text).toContain('setTimeout("self.close()",1000)');
    expect(text).toContain('You may close this window.');
    expect(text).toContain('<a href="/admin/">');
  });
});

describe('over HTTP', () => {
  it('the admin waits for the app before it answers', async () => {
    const callback = await startServer(webPage('ok'));
    await using sandbox = await startSandbox({ products: 10 });
    sandbox.integrations.create({ name, callbackUrl: callback.url, identityUrl: callback.url });
    const list = await (await fetch(`${sandbox.url}/admin/`)).text();
    const sent = await fetch(sandbox.url + buttonOf(list), { method: 'POST' });
    expect(sent.status).toBe(200);
    expect(callback.requests[0]?.body).toContain(
      `store_base_url=${encodeURIComponent(`${sandbox.url}/`)}`,
    );
    expect(sandbox.requests.map(({ path, status }) => [path, status])).toEqual([
      ['/admin/', 200],
      ['/admin/admin/integration/tokensExchange/id/3/', 200],
    ]);
  });
});
