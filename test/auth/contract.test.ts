import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Authenticator } from '../../src/auth/authenticator.js';
import {
  adminToken,
  anonymous,
  authy,
  createClient,
  createMagento,
  customerSession,
  customerToken,
  duo,
  ims,
  integrationBearer,
  oauth1,
  type TwoFactor,
  totp,
  u2f,
} from '../../src/index.js';
import {
  createSandbox,
  type Sandbox,
  type SandboxCredentials,
  type SandboxOptions,
} from '../../src/sandbox/index.js';

/** What every authenticator is measured by. */
interface Subject {
  readonly name: string;
  readonly create: (sandbox: Sandbox) => Authenticator | Promise<Authenticator>;
  /** The store it calls. Default: one that takes integration tokens as Bearer. */
  readonly store?: SandboxOptions;
  /** What the platform adds by itself, such as a browser's cookies. */
  readonly fetch?: (sandbox: Sandbox) => typeof globalThis.fetch;
  /** A path this caller may read, and one it may not. */
  readonly allowed: string;
  readonly denied: string;
  /** The error at the denied path. */
  readonly code: 'AUTHENTICATION' | 'PERMISSION' | 'NOT_FOUND';
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

function factorOf(provider: string, codes: SandboxCredentials['twoFactor']): TwoFactor {
  if (provider === 'google') return totp(codes.google);
  if (provider === 'duo_security') return duo({ passcode: () => codes.duo_security.passcode });
  if (provider === 'authy') return authy({ otp: () => codes.authy.otp });
  return u2f({ sign: () => codes.u2fkey.publicKeyCredentialJson });
}

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
  ...(['google', 'duo_security', 'authy', 'u2fkey'] as const).map(
    (provider): Subject => ({
      name: `adminToken with ${provider} as second factor`,
      store: { twoFactor: { provider } },
      create: ({ credentials: { admin, twoFactor } }) =>
        adminToken({ ...admin, twoFactor: factorOf(provider, twoFactor) }),
      allowed: guarded,
      denied: own,
      code: 'PERMISSION',
      logins: 1,
    }),
  ),
  {
    name: 'customerSession',
    create: () => customerSession(),
    fetch: (sandbox) => (url, init) => {
      const cookie = `PHPSESSID=${sandbox.credentials.session}`;
      const headers = { ...(init?.headers as Record<string, string>), cookie };
      return sandbox.fetch(url, { ...init, headers });
    },
    allowed: own,
    denied: guarded,
    code: 'PERMISSION',
    logins: 0,
  },
  {
    name: 'ims',
    store: { flavour: 'saas' },
    create: ({ credentials, imsTokenUrl: tokenUrl }) => ims({ ...credentials.ims, tokenUrl }),
    allowed: guarded,
    denied: own,
    code: 'NOT_FOUND',
    logins: 1,
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

describe.each(subjects)('$name', (subject) => {
  const { create, allowed, denied, code, logins } = subject;

  async function connect() {
    const sandbox = createSandbox({ integrationAsBearer: true, ...subject.store });
    const auth = await create(sandbox);
    const before = sandbox.requests.length;
    const fetch = subject.fetch?.(sandbox) ?? sandbox.fetch;
    const flavour = subject.store?.flavour;
    const client = createClient({ baseUrl: sandbox.url, auth, fetch, flavour });
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
    const tokenCalls = since().filter(({ method }) => method === 'POST');
    // A security key needs its challenge first.
    const steps = subject.name.includes('u2fkey') ? 2 : 1;
    expect(tokenCalls).toHaveLength(logins * steps);
    expect(since().filter(({ method }) => method === 'GET')).toHaveLength(20);
  });

  it('shows no secret in itself, in a client, or in an error', async () => {
    const { sandbox, auth, client } = await connect();
    const error = await client
      .request({ method: 'GET', path: denied })
      .catch((caught: unknown) => caught);
    const shown = [auth, auth.describe?.(), client, client.describe(), error].map(
      (one) => inspect(one, { depth: 9, showHidden: true }) + JSON.stringify(one),
    );
    const { admin, customer, integration } = sandbox.credentials;
    const { google } = sandbox.credentials.twoFactor;
    const { session, ims: adobe } = sandbox.credentials;
    const secrets = [admin.password, customer.password, google.secret, session, adobe.clientSecret];
    for (const secret of [...secrets, ...Object.values(integration)]) {
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
