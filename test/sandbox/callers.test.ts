import { describe, expect, it } from 'vitest';
import { createSandbox } from '../../src/sandbox/index.js';
import { adminToken, ask, customerToken } from './ask.js';
import { clockAt } from './clock.js';

const products = '/V1/products?searchCriteria[pageSize]=1&fields=total_count';
const unauthorized = (resources: string): object => ({
  message: "The consumer isn't authorized to access %resources.",
  parameters: { resources },
});

describe('tokens', () => {
  it('are JWTs of an hour that say who and until when', async () => {
    const clock = clockAt();
    const sandbox = createSandbox({ clock, products: 10 });
    const [head = '', payload = ''] = (await adminToken(sandbox)).split('.');
    expect(Buffer.from(head, 'base64url').toString()).toBe('{"kid":"1","alg":"HS256"}');
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toEqual({
      uid: 1,
      utypid: 2,
      iat: 1_800_000_000,
      exp: 1_800_003_600,
    });
  });

  it('expire: the caller is silently a guest', async () => {
    const clock = clockAt();
    const sandbox = createSandbox({ clock, products: 10, tokenLifetimeMinutes: 2 });
    const token = await adminToken(sandbox);
    clock.pass(119);
    expect((await ask(sandbox, 'GET', products, undefined, token)).status).toBe(200);
    clock.pass(1);
    const late = await ask(sandbox, 'GET', products, undefined, token);
    expect(late.status).toBe(401);
    expect(late.body).toEqual(unauthorized('Magento_Catalog::products'));
    const open = await ask(sandbox, 'GET', '/V1/directory/countries/DE', undefined, token);
    expect(open.status).toBe(200);
  });

  it('with a foreign signature are no tokens', async () => {
    const sandbox = createSandbox({ products: 10 });
    const token = await adminToken(sandbox);
    const other = await adminToken(createSandbox({ products: 10, seed: 2 }));
    expect((await ask(sandbox, 'GET', products, undefined, other)).status).toBe(401);
    expect((await ask(sandbox, 'GET', products, undefined, `${token}x`)).status).toBe(401);
    expect((await ask(sandbox, 'GET', products, undefined, `"${token}"`)).status).toBe(401);
  });

  it('of an integration work only where the switch is on', async () => {
    const off = createSandbox({ products: 10 });
    const on = createSandbox({ products: 10, integrationAsBearer: true });
    const token = off.credentials.integration.accessToken;
    expect(on.credentials.integration.accessToken).toBe(token);
    expect((await ask(off, 'GET', products, undefined, token)).status).toBe(401);
    expect((await ask(on, 'GET', products, undefined, token)).status).toBe(200);
  });
});

describe('logging in', () => {
  const login = (
    sandbox: ReturnType<typeof createSandbox>,
    password: string,
  ): ReturnType<typeof ask> =>
    ask(sandbox, 'POST', '/V1/integration/admin/token', { username: 'admin', password });

  it('is locked for 1800 seconds after six failures, right password or not', async () => {
    const clock = clockAt();
    const sandbox = createSandbox({ clock, products: 10 });
    const { password } = sandbox.credentials.admin;
    const first = await login(sandbox, 'wrong');
    expect(first.status).toBe(401);
    for (let n = 2; n <= 6; n++) await login(sandbox, 'wrong');
    expect(await login(sandbox, password)).toMatchObject({ status: 401, body: first.body });
    clock.pass(1799);
    expect((await login(sandbox, password)).status).toBe(401);
    clock.pass(1);
    expect((await login(sandbox, password)).status).toBe(200);
  });

  it('is not locked by five failures and a success', async () => {
    const sandbox = createSandbox({ products: 10 });
    const { password } = sandbox.credentials.admin;
    for (let round = 0; round < 2; round++) {
      for (let n = 1; n <= 5; n++) await login(sandbox, 'wrong');
      expect((await login(sandbox, password)).status).toBe(200);
    }
  });

  it('needs a second factor where that is on', async () => {
    const sandbox = createSandbox({ products: 10, twoFactor: true });
    expect(await login(sandbox, sandbox.credentials.admin.password)).toMatchObject({
      status: 400,
      body: { parameters: { active_providers: ['google'] } },
    });
  });
});

describe('revoking', () => {
  const revoke = '/V1/integration/customer/revoke-customer-token';

  it('kills every token up to its own second', async () => {
    const clock = clockAt();
    const sandbox = createSandbox({ clock, products: 10 });
    const token = await customerToken(sandbox);
    expect((await ask(sandbox, 'POST', revoke, undefined, token)).body).toBe(true);
    expect((await ask(sandbox, 'POST', revoke, undefined, token)).body).toEqual(
      unauthorized('self'),
    );
    const sameSecond = await customerToken(sandbox);
    expect((await ask(sandbox, 'GET', '/V1/customers/me', undefined, sameSecond)).status).toBe(401);
    clock.pass(1);
    const later = await customerToken(sandbox);
    expect((await ask(sandbox, 'GET', '/V1/customers/me', undefined, later)).status).toBe(200);
  });
});

describe('rights', () => {
  it('of the catalogue end at the catalogue', async () => {
    const sandbox = createSandbox({ products: 10, integrationAsBearer: true });
    const token = sandbox.credentials.catalogOnly.accessToken;
    expect((await ask(sandbox, 'GET', products, undefined, token)).status).toBe(200);
    const orders = await ask(sandbox, 'GET', '/V1/orders?searchCriteria=', undefined, token);
    expect(orders).toMatchObject({
      status: 401,
      body: unauthorized('Magento_Sales::actions_view'),
    });
  });

  it('of a customer are their own account', async () => {
    const sandbox = createSandbox({ products: 10 });
    const token = await customerToken(sandbox);
    const own = await ask(sandbox, 'GET', '/V1/customers/me', undefined, token);
    expect(own.body.email).toBe(sandbox.credentials.customer.email);
    expect((await ask(sandbox, 'GET', '/V1/customers/2', undefined, token)).status).toBe(401);
  });

  it('of an administrator lack the customer id', async () => {
    const sandbox = createSandbox({ products: 10 });
    const answer = await ask(
      sandbox,
      'GET',
      '/V1/customers/me',
      undefined,
      await adminToken(sandbox),
    );
    expect(answer).toMatchObject({
      status: 400,
      body: { parameters: { fieldName: 'customerId' } },
    });
  });
});
