import { describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox, startSandbox } from '../../src/sandbox/index.js';
import { clockAt } from './clock.js';

const scope = 'openid,AdobeID,email,profile,commerce.accs';

function tokenRequest(sandbox: Sandbox, changes: Record<string, string> = {}): Promise<Response> {
  const { clientId: client_id, clientSecret: client_secret } = sandbox.credentials.ims;
  const form = { grant_type: 'client_credentials', client_id, client_secret, scope, ...changes };
  return sandbox.fetch(sandbox.imsTokenUrl, { method: 'POST', body: new URLSearchParams(form) });
}

async function tokenOf(sandbox: Sandbox): Promise<string> {
  return ((await (await tokenRequest(sandbox)).json()) as { access_token: string }).access_token;
}

function get(sandbox: Sandbox, path: string, headers: Record<string, string>): Promise<Response> {
  return sandbox.fetch(sandbox.url + path, { headers });
}

const product = '/V1/products/24-MB01';

describe('the identity service', () => {
  const sandbox = createSandbox({ flavour: 'saas', products: 10 });

  it('gives a token for the client credentials', async () => {
    const response = await tokenRequest(sandbox);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      access_token: expect.stringMatching(/^\S{32,}$/),
      token_type: 'bearer',
      expires_in: 86_399,
    });
  });

  it.each([
    [{ client_id: 'unknown' }, 400, 'invalid_client'],
    [{ client_secret: 'wrong' }, 401, 'invalid_client'],
    [{ grant_type: 'password' }, 400, 'unsupported_grant_type'],
    [{ scope: 'openid' }, 400, 'invalid_scope'],
  ])('refuses %j', async (changes, status, error) => {
    const response = await tokenRequest(sandbox, changes as Record<string, string>);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error });
  });

  it('takes a form only', async () => {
    const body = JSON.stringify({ grant_type: 'client_credentials' });
    const headers = { 'content-type': 'application/json' };
    const response = await sandbox.fetch(sandbox.imsTokenUrl, { method: 'POST', headers, body });
    expect(response.status).toBe(400);
  });

  it('is not there for a shop of one’s own', async () => {
    expect((await tokenRequest(createSandbox({ products: 10 }))).status).toBe(404);
  });
});

describe('the cloud service', () => {
  it('serves its tenant without /rest, over HTTP too', async () => {
    await using running = await startSandbox({ flavour: 'saas', products: 10 });
    const { origin } = new URL(running.url);
    expect(running.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\w+$/);
    const headers = { authorization: `Bearer ${await tokenOf(running)}` };
    expect((await fetch(running.url + product, { headers })).status).toBe(200);
    expect((await fetch(`${origin}/rest${product}`, { headers })).status).toBe(404);
    expect((await fetch(`${origin}/other${product}`, { headers })).status).toBe(404);
    expect(running.requests.map(({ caller }) => caller)).toContain('admin');
  });

  it('reads the store from a header, and knows no other stores', async () => {
    const sandbox = createSandbox({ flavour: 'saas', products: 10 });
    const authorization = `Bearer ${await tokenOf(sandbox)}`;
    const rename = (store: string, name: string): Promise<Response> =>
      sandbox.fetch(sandbox.url + product, {
        method: 'PUT',
        headers: { authorization, store, 'content-type': 'application/json' },
        body: JSON.stringify({ product: { name } }),
      });
    const nameIn = async (headers: Record<string, string>): Promise<string> => {
      const response = await get(sandbox, product, { authorization, ...headers });
      return ((await response.json()) as { name: string }).name;
    };
    const original = await nameIn({});
    expect((await rename('de', 'Tasche')).status).toBe(200);
    expect(await nameIn({ store: 'de' })).toBe('Tasche');
    expect(await nameIn({ store: 'all' })).toBe(original);
    expect(await nameIn({})).toBe(original);
    expect((await get(sandbox, product, { authorization, store: 'nowhere' })).status).toBe(400);
    expect((await get(sandbox, `/de${product}`, { authorization })).status).toBe(400);
  });

  it('takes a token until it ends or is revoked, and nothing else', async () => {
    const clock = clockAt();
    const sandbox = createSandbox({
      flavour: 'saas',
      products: 10,
      clock,
      integrationAsBearer: true,
    });
    const status = async (token: string): Promise<number> =>
      (await get(sandbox, product, { authorization: `Bearer ${token}` })).status;
    const first = await tokenOf(sandbox);
    clock.pass(86_398);
    expect(await status(first)).toBe(200);
    clock.pass(1);
    expect(await status(first)).toBe(401);
    const second = await tokenOf(sandbox);
    expect(await status(second)).toBe(200);
    sandbox.accounts.admin.revokeTokens();
    expect(await status(second)).toBe(401);
    expect(await status(sandbox.credentials.integration.accessToken)).toBe(401);
    const signed = await get(sandbox, product, {
      authorization: 'OAuth oauth_consumer_key="x", oauth_token="y"',
    });
    expect(await signed.json()).toMatchObject({
      parameters: { resources: 'Magento_Catalog::products' },
    });
  });

  it.each([
    ['POST', '/V1/integration/admin/token'],
    ['POST', '/V1/integration/customer/token'],
    ['GET', '/V1/customers/me'],
    ['POST', '/V1/guest-carts'],
    ['GET', '/V1/cmsPage/1'],
    ['GET', '/V1/tfa/installed-providers'],
    ['GET', '/V1/search'],
  ])('has no %s %s', async (method, path) => {
    const sandbox = createSandbox({ flavour: 'saas', products: 10, twoFactor: true });
    const headers = {
      authorization: `Bearer ${await tokenOf(sandbox)}`,
      'content-type': 'application/json',
    };
    const response = await sandbox.fetch(sandbox.url + path, { method, headers });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ message: 'Request does not match any route.' });
  });

  it('has countries all the same', async () => {
    const sandbox = createSandbox({ flavour: 'saas', products: 10 });
    const headers = { authorization: `Bearer ${await tokenOf(sandbox)}` };
    expect((await get(sandbox, '/V1/directory/countries/DE', headers)).status).toBe(200);
  });
});
