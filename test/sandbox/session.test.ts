import { describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { adminToken } from './ask.js';

function me(sandbox: Sandbox, headers: Record<string, string>): Promise<Response> {
  return sandbox.fetch(`${sandbox.url}/rest/V1/customers/me`, { headers });
}

describe('the session of a shopper', () => {
  const sandbox = createSandbox({ products: 10 });
  const cookie = `other=1; PHPSESSID=${sandbox.credentials.session}; store=default`;
  const xhr = { 'x-requested-with': 'XMLHttpRequest' };

  it('counts in the background request of a page', async () => {
    const response = await me(sandbox, { ...xhr, cookie });
    expect(await response.json()).toMatchObject({ email: sandbox.credentials.customer.email });
    expect(sandbox.requests.at(-1)?.caller).toBe('customer');
  });

  it.each([{}, { 'x-requested-with': 'fetch' }])(
    'counts in no other request: %j',
    async (extra) => {
      expect((await me(sandbox, { ...extra, cookie })).status).toBe(401);
    },
  );

  it('is none when made up', async () => {
    expect((await me(sandbox, { ...xhr, cookie: 'PHPSESSID=made-up' })).status).toBe(401);
    expect((await me(sandbox, { cookie: 'PHPSESSID=made-up' })).status).toBe(401);
  });

  it('stands behind a good Bearer token and before a bad one', async () => {
    const withToken = (token: string): Promise<Response> =>
      me(sandbox, { ...xhr, cookie, authorization: `Bearer ${token}` });
    expect((await withToken(await adminToken(sandbox))).status).toBe(400);
    expect((await withToken('stale')).status).toBe(200);
  });
});
