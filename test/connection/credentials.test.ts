import { describe, expect, it } from 'vitest';
import { testConnection } from '../../src/connection/test-connection.js';
import {
  adminToken,
  anonymous,
  createClient,
  customerToken,
  integrationBearer,
  oauth1,
} from '../../src/index.js';
import { createSandbox, type SandboxOptions } from '../../src/sandbox/index.js';
import * as logIn from '../sandbox/ask.js';
import { checks, clockAhead, connect, finding } from './connect.js';
import { type MakeAuth, own, run } from './in-sandbox.js';

const wrongPassword: MakeAuth = (s) =>
  adminToken({ ...s.credentials.admin, password: 'Wrong1234' });
const unsigned =
  (change: object): MakeAuth =>
  (s) =>
    oauth1({ ...s.credentials.integration, ...change });

describe('credentials that do not work', () => {
  it.each<[string, MakeAuth, SandboxOptions, RegExp]>([
    ['a wrong password', wrongPassword, {}, /wrong, or the account is locked/],
    [
      'a locked account',
      (s) => {
        s.accounts.admin.lock();
        return adminToken(s.credentials.admin);
      },
      {},
      /wrong, or the account is locked/,
    ],
    [
      'a missing second factor',
      (s) => adminToken(s.credentials.admin),
      { twoFactor: true },
      /needs a second factor/,
    ],
    [
      'a second factor nobody has set up',
      (s) => adminToken(s.credentials.admin),
      { twoFactor: { provider: [] } },
      /does not let this account log in: Please ask an administrator/,
    ],
    [
      'a bearer token where those are switched off',
      (s) => integrationBearer({ token: s.credentials.integration.accessToken }),
      {},
      /access token as Bearer.*enable_integration_as_bearer/,
    ],
    ['a token in quotes', async (s) => own(`"${await logIn.adminToken(s)}"`), {}, /without quotes/],
    [
      'a revoked customer',
      async (s) => {
        const auth = customerToken({ token: await logIn.customerToken(s) });
        s.accounts.customer.revokeTokens();
        return auth;
      },
      {},
      /does not accept the token/,
    ],
    [
      'a wrong secret',
      unsigned({ consumerSecret: 'x'.repeat(32) }),
      {},
      /not accept the signature.*all four/,
    ],
    [
      'an unknown consumer',
      unsigned({ consumerKey: 'x'.repeat(32) }),
      {},
      /not know this consumer key/,
    ],
    ['a short consumer key', unsigned({ consumerKey: 'short' }), {}, /not know this consumer key/],
    [
      'an unknown token',
      unsigned({ accessToken: 'x'.repeat(32) }),
      {},
      /not know this access token/,
    ],
    ['a short token', unsigned({ accessToken: 'short' }), {}, /not know this access token/],
    [
      'a nonce that is always the same',
      async (s) => {
        const auth = oauth1({ ...s.credentials.integration, nonce: () => 'always' });
        const client = createClient({ baseUrl: s.url, fetch: s.fetch, auth });
        await client.request({ method: 'GET', path: '/V1/modules' });
        return auth;
      },
      {},
      /has seen this signature before/,
    ],
    [
      'an inactive integration',
      (s) => {
        s.integrations.integration.deactivate();
        return oauth1(s.credentials.integration);
      },
      {},
      /lets this integration do nothing.*not active/,
    ],
    [
      'a revoked integration',
      (s) => {
        s.integrations.integration.revokeToken();
        return oauth1(s.credentials.integration);
      },
      {},
      /was revoked/,
    ],
    [
      'a function that throws',
      () => ({
        name: 'custom',
        caller: 'admin',
        authenticate: () => {
          throw new TypeError('s3cret');
        },
      }),
      {},
      /makes the credentials failed \(TypeError\)/,
    ],
  ])('%s', async (_, make, options, said) => {
    const { report, sent } = await run(make, options);
    const { status, message, hint } = finding(report, 'credentials') ?? {};
    expect(`${message} ${hint}`).toMatch(said);
    expect(status).toBe('failed');
    expect(report.ok).toBe(false);
    expect(checks(report, 'ok')).toEqual(
      expect.arrayContaining(['address', 'tls', 'route', 'store']),
    );
    expect(checks(report, 'skipped')).toEqual(expect.arrayContaining(['caller', 'right']));
    expect(sent.length).toBeLessThanOrEqual(6);
    expect(sent.filter(({ method }) => method !== 'GET').length).toBeLessThanOrEqual(1);
    expect(JSON.stringify(report)).not.toContain('s3cret');
  });

  it('are known as expired without a request that asks for it', async () => {
    const sandbox = createSandbox({ products: 10 });
    const auth = adminToken({ token: await logIn.adminToken(sandbox) });
    const later = createSandbox({ products: 10, clock: clockAhead(7200) });
    const { url: baseUrl, fetch } = later;
    const port = connect({ baseUrl, auth, fetch, clock: clockAhead(7200) });
    const report = await testConnection(port);
    expect(finding(report, 'credentials')).toMatchObject({
      status: 'failed',
      message: expect.stringMatching(/ended at 20/),
    });
  });
});

describe('a login', () => {
  it('from before the test is renewed when its token is refused', async () => {
    const sandbox = createSandbox({ products: 10 });
    const { url: baseUrl, fetch } = sandbox;
    const auth = adminToken(sandbox.credentials.admin);
    await createClient({ baseUrl, fetch, auth }).request({ method: 'GET', path: '/V1/modules' });
    sandbox.accounts.admin.revokeTokens();
    const before = sandbox.requests.length;
    // A token of the same second as the revocation would be dead as well.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const report = await testConnection(connect({ baseUrl, auth, fetch }));
    expect(report).toMatchObject({ ok: true, caller: 'admin' });
    const sent = sandbox.requests.slice(before);
    expect(sent.filter(({ method }) => method === 'POST')).toHaveLength(1);
    expect(sent.length).toBeLessThanOrEqual(6);
  });

  it('of the test itself is not repeated for a right that is missing', async () => {
    let logins = 0;
    const fetch: typeof globalThis.fetch = async (url) => {
      if (String(url).endsWith('/token')) return Response.json(`token${++logins}`);
      if (String(url).endsWith('/currency')) return Response.json({ base_currency_code: 'EUR' });
      const parameters = { resources: 'Magento_Backend::admin' };
      return Response.json({ message: 'No %resources', parameters }, { status: 401 });
    };
    const auth = adminToken({ username: 'anna', password: 'Pa55word' });
    const report = await testConnection(
      connect({ baseUrl: 'https://shop.example.com', auth, fetch }),
    );
    expect(logins).toBe(1);
    expect(finding(report, 'credentials')?.message).toContain('lets this account do nothing');
  });
});

describe('the kind of caller', () => {
  it('is wrong for a customer’s token given as an admin’s', async () => {
    const { report } = await run(async (s) => adminToken({ token: await logIn.customerToken(s) }));
    expect(report.caller).toBe('customer');
    expect(finding(report, 'credentials')?.status).toBe('ok');
    expect(finding(report, 'caller')).toMatchObject({
      status: 'failed',
      message: 'The shop takes the caller for a customer, not for an admin.',
    });
  });

  it('is wrong for an admin’s token given as a customer’s', async () => {
    const { report } = await run(async (s) => customerToken({ token: await logIn.adminToken(s) }));
    expect(report.caller).toBe('admin');
    expect(finding(report, 'caller')?.status).toBe('failed');
  });
});

describe('the right', () => {
  it('that is missing is named', async () => {
    const sandbox = createSandbox({ products: 10 });
    // Magento itself gives every active integration the right to the list of modules.
    const fetch: typeof globalThis.fetch = (url, init) =>
      String(url).endsWith('/V1/modules')
        ? Promise.resolve(Response.json(['Magento_Store', 'Magento_Company']))
        : sandbox.fetch(url, init);
    const auth = oauth1(sandbox.credentials.catalogOnly);
    const port = connect({ baseUrl: sandbox.url, fetch, auth });
    const probe = { path: '/V1/orders', query: { searchCriteria: { pageSize: 1 } } };
    const report = await testConnection(port, { probe });
    expect(finding(report, 'right')?.message).toBe(
      'The caller may not read /V1/orders: it lacks the right "Magento_Sales::actions_view".',
    );
    expect(finding(report, 'credentials')?.status).toBe('ok');
    expect(report).toMatchObject({ ok: false, caller: 'integration' });
  });

  it('is tried for guests when somebody names a path', async () => {
    const sandbox = createSandbox({ products: 10 });
    const { url: baseUrl, fetch } = sandbox;
    const port = connect({ baseUrl, fetch, auth: anonymous() });
    const open = await testConnection(port, { probe: { path: '/V1/directory/countries' } });
    expect(finding(open, 'right')?.message).toBe('The caller may read /V1/directory/countries.');
    const guarded = await testConnection(port, { probe: { path: '/V1/products/24-MB01' } });
    expect(finding(guarded, 'right')?.status).toBe('failed');
    const wrong = await testConnection(port, { probe: { path: 'https://evil.example.com' } });
    expect(finding(wrong, 'right')?.status).toBe('failed');
  });
});
