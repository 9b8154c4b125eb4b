import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Authenticator } from '../../src/auth/authenticator.js';
import {
  adminToken,
  anonymous,
  createClient,
  createMagento,
  customerToken,
  integrationBearer,
  oauth1,
} from '../../src/index.js';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.js';

/** What every authenticator is measured by. */
interface Subject {
  readonly name: string;
  readonly create: (sandbox: Sandbox) => Authenticator | Promise<Authenticator>;
  /** A path this caller may read, and one it may not. */
  readonly allowed: string;
  readonly denied: string;
  /** The error at the denied path. */
  readonly code: 'AUTHENTICATION' | 'PERMISSION';
  /** Requests to the token services while twenty calls run at once. */
  readonly logins: number;
}

const adminLogin = async (sandbox: Sandbox) => {
  const client = createClient({ baseUrl: sandbox.url, auth: anonymous(), fetch: sandbox.fetch });
  const body = sandbox.credentials.admin;
  return client.request<string>({ method: 'POST', path: '/V1/integration/admin/token', body });
};
const customerLogin = async (sandbox: Sandbox) => {
  const client = createClient({ baseUrl: sandbox.url, auth: anonymous(), fetch: sandbox.fetch });
  const { email: username, password } = sandbox.credentials.customer;
  return client.request<string>({
    method: 'POST',
    path: '/V1/integration/customer/token',
    body: { username, password },
  });
};

const guarded = '/V1/products/24-MB01';
const own = '/V1/customers/me';
const open = '/V1/directory/currency';

const subjects: readonly Subject[] = [
  {
    name: 'anonymous',
    create: () => anonymous(),
    allowed: open,
    denied: guarded,
    code: 'AUTHENTICATION',
    logins: 0,
  },
  {
    name: 'adminToken with a password',
    create: ({ credentials }) => adminToken(credentials.admin),
    allowed: guarded,
    denied: own,
    code: 'PERMISSION',
    logins: 1,
  },
  {
    name: 'adminToken with a token',
    create: async (sandbox) => adminToken({ token: await adminLogin(sandbox) }),
    allowed: guarded,
    denied: own,
    code: 'PERMISSION',
    logins: 0,
  },
  {
    name: 'customerToken with a password',
    create: ({ credentials }) => customerToken(credentials.customer),
    allowed: own,
    denied: guarded,
    code: 'PERMISSION',
    logins: 1,
  },
  {
    name: 'customerToken with a token',
    create: async (sandbox) => customerToken({ token: await customerLogin(sandbox) }),
    allowed: own,
    denied: guarded,
    code: 'PERMISSION',
    logins: 0,
  },
  {
    name: 'integrationBearer',
    create: ({ credentials }) => integrationBearer({ token: credentials.integration.accessToken }),
    allowed: guarded,
    denied: own,
    code: 'PERMISSION',
    logins: 0,
  },
  {
    name: 'oauth1',
    create: ({ credentials }) => oauth1(credentials.integration),
    allowed: guarded,
    denied: own,
    code: 'PERMISSION',
    logins: 0,
  },
  {
    name: 'a function of one’s own',
    create: async (sandbox) => {
      const token = await adminLogin(sandbox);
      return {
        name: 'own',
        caller: 'admin',
        authenticate: () => ({ authorization: `Bearer ${token}` }),
      };
    },
    allowed: guarded,
    denied: own,
    code: 'PERMISSION',
    logins: 0,
  },
];

describe.each(subjects)('$name', ({ create, allowed, denied, code, logins }) => {
  async function connect() {
    const sandbox = createSandbox({ integrationAsBearer: true });
    const auth = await create(sandbox);
    const before = sandbox.requests.length;
    const client = createClient({ baseUrl: sandbox.url, auth, fetch: sandbox.fetch });
    return { sandbox, auth, client, since: () => sandbox.requests.slice(before) };
  }

  it('is taken for the caller it says it is', async () => {
    const { auth, client, since } = await connect();
    await client.request({ method: 'GET', path: allowed });
    expect(since().at(-1)).toMatchObject({ status: 200, caller: auth.caller });
  });

  it('gets a typed error where it may not go', async () => {
    const { client } = await connect();
    // An admin at a customer route gets past the door in some versions and is refused inside.
    await expect(client.request({ method: 'GET', path: denied })).rejects.toMatchObject({
      code: expect.stringMatching(new RegExp(`${code}|BAD_REQUEST`)),
    });
  });

  it('shares what it needs among calls that run at once', async () => {
    const { client, since } = await connect();
    const calls = Array.from({ length: 20 }, () =>
      client.request({ method: 'GET', path: allowed }),
    );
    await Promise.all(calls);
    const tokenCalls = since().filter(({ path }) => path.endsWith('/token'));
    expect(tokenCalls).toHaveLength(logins);
    expect(since()).toHaveLength(20 + logins);
  });

  it('shows no secret in itself, in a client, or in an error', async () => {
    const { sandbox, auth, client } = await connect();
    const error = await client
      .request({ method: 'GET', path: denied })
      .catch((caught: unknown) => caught);
    const shown = [auth, client, error].map(
      (one) => inspect(one, { depth: 9, showHidden: true }) + JSON.stringify(one),
    );
    const { admin, customer, integration } = sandbox.credentials;
    for (const secret of [admin.password, customer.password, ...Object.values(integration)]) {
      expect(shown.join()).not.toContain(secret);
    }
    expect(shown.join()).not.toMatch(/Bearer |oauth_signature=|eyJ/);
  });
});

describe('integrationBearer on a store since 2.4.4 with the default settings', () => {
  it('is refused with a hint at the switch', async () => {
    const sandbox = createSandbox();
    const auth = integrationBearer({ token: sandbox.credentials.integration.accessToken });
    const magento = createMagento({ baseUrl: sandbox.url, auth, fetch: sandbox.fetch });
    await expect(magento.products.get({ sku: '24-MB01' })).rejects.toMatchObject({
      code: 'AUTHENTICATION',
      hint: expect.stringContaining('enable_integration_as_bearer'),
    });
  });
});

describe('an integration with few rights', () => {
  it('is told which right is missing', async () => {
    const sandbox = createSandbox();
    const auth = oauth1(sandbox.credentials.catalogOnly);
    const magento = createMagento({ baseUrl: sandbox.url, auth, fetch: sandbox.fetch });
    await expect(magento.products.get({ sku: '24-MB01' })).resolves.toMatchObject({
      sku: '24-MB01',
    });
    await expect(magento.orders.list()).rejects.toMatchObject({
      code: 'PERMISSION',
      hint: expect.stringContaining('Magento_Sales::'),
    });
  });
});
