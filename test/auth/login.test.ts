import { describe, expect, it } from 'vitest';
import { adminToken, type ClientOptions, createMagento, customerToken } from '../../src/index.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { createFakeClock } from '../support/fake-clock.js';
import { json, startServer } from '../support/server.js';

function jwt(lifetimeSeconds: number, id = 1): string {
  const part = (value: object) => btoa(JSON.stringify(value)).replaceAll('=', '');
  return [
    part({ kid: '1', alg: 'HS256' }),
    part({ uid: id, utypid: 2, iat: 1000, exp: 1000 + lifetimeSeconds }),
    'x',
  ].join('.');
}

const credentials = { username: 'ann', password: 'pa55word' };
const isLogin = ({ path }: { readonly path: string }) => path.endsWith('/token');

function connect(options: Partial<ClientOptions> = {}) {
  const clock = createFakeClock();
  const sandbox = createSandbox({ clock });
  const magento = createMagento({
    baseUrl: sandbox.url,
    auth: adminToken(sandbox.credentials.admin),
    fetch: sandbox.fetch,
    clock,
    ...options,
  });
  const get = () => magento.products.get({ sku: '24-MB01' });
  const count = () => sandbox.requests.filter(isLogin).length;
  return { clock, sandbox, magento, get, count };
}

describe('a login', () => {
  it('serves all calls until a minute before the token ends, then is renewed', async () => {
    const { clock, get, count } = connect();
    await get();
    await clock.advance(58 * 60_000);
    await get();
    expect(count()).toBe(1);
    await clock.advance(61_000);
    await get();
    expect(count()).toBe(2);
  });

  it('is made once for a hundred calls that find the token ended, and each gets its own answer', async () => {
    const { clock, magento, get, count } = connect({ budget: { target: 20 } });
    await get();
    await clock.advance(2 * 60 * 60_000);
    const { items } = await magento.products.list({ searchCriteria: { pageSize: 100 } });
    expect(count()).toBe(2);
    await clock.advance(2 * 60 * 60_000);
    const skus = items.map(({ sku }) => sku);
    const found = await Promise.all(skus.map((sku) => magento.products.get({ sku })));
    expect(found.map(({ sku }) => sku)).toEqual(skus);
    expect(skus).toHaveLength(100);
    expect(count()).toBe(3);
  });

  it('is made once for a hundred calls whose token the store refuses all at once', async () => {
    let logins = 0;
    const server = await startServer((response, request) => {
      const isLogin = request.url.endsWith('/token');
      if (isLogin) logins += 1;
      // The first token is dead on arrival, as after a change of the encryption key.
      const good = request.headers.authorization === `Bearer ${jwt(3600, 2)}`;
      if (isLogin) json(jwt(3600, logins))(response, request);
      else if (good) json({ sku: request.url.split('/').at(-1) })(response, request);
      else
        json({ message: 'x %resources', parameters: { resources: 'A::b' } }, 401)(
          response,
          request,
        );
    });
    const auth = adminToken(credentials);
    const magento = createMagento({ baseUrl: server.url, auth, budget: { target: 100 } });
    const skus = Array.from({ length: 100 }, (_, index) => `sku-${index}`);
    const found = await Promise.all(skus.map((sku) => magento.products.get({ sku })));
    expect(found.map(({ sku }) => sku)).toEqual(skus);
    expect(logins).toBe(2);
  });

  it('is made once more, and the call once more, when the store refuses the token', async () => {
    const server = await startServer((response, { url, headers }) => {
      if (url.endsWith('/token')) {
        const id = server.requests.filter((one) => one.url.endsWith('/token')).length;
        json(jwt(3600, id))(response, {} as never);
      } else if (headers.authorization === `Bearer ${jwt(3600, 2)}`)
        json({ sku: 'A' })(response, {} as never);
      else
        json({ message: 'x %resources', parameters: { resources: 'A::b' } }, 401)(
          response,
          {} as never,
        );
    });
    const magento = createMagento({ baseUrl: server.url, auth: adminToken(credentials) });
    const calls = Array.from({ length: 5 }, () => magento.products.get({ sku: 'A' }));
    await expect(Promise.all(calls)).resolves.toHaveLength(5);
    expect(server.requests.filter(({ url }) => url.endsWith('/token'))).toHaveLength(2);
  });

  it('that does not help ends as a matter of rights, after one more try', async () => {
    const server = await startServer((response, { url }) => {
      if (url.endsWith('/token')) json(jwt(3600))(response, {} as never);
      else
        json({ message: 'x %resources', parameters: { resources: 'A::b' } }, 401)(
          response,
          {} as never,
        );
    });
    const magento = createMagento({ baseUrl: server.url, auth: adminToken(credentials) });
    await expect(magento.products.get({ sku: 'A' })).rejects.toMatchObject({ code: 'PERMISSION' });
    expect(server.requests.map(({ url }) => url.split('/').at(-1))).toEqual([
      'token',
      'A',
      'token',
      'A',
    ]);
  });

  it('that is refused is not sent again at once, as six failures lock the account', async () => {
    const { clock, sandbox, count } = connect();
    const magento = createMagento({
      baseUrl: sandbox.url,
      auth: adminToken({ username: 'admin', password: 'wrong' }),
      fetch: sandbox.fetch,
      clock,
    });
    const get = () => magento.products.get({ sku: '24-MB01' });
    const results = await Promise.allSettled(Array.from({ length: 30 }, get));
    expect(results.every(({ status }) => status === 'rejected')).toBe(true);
    await expect(get()).rejects.toMatchObject({
      code: 'LOGIN_REFUSED',
      hint: expect.stringContaining('locked'),
    });
    expect(count()).toBe(1);
    for (let minute = 0; minute < 50; minute++) {
      await clock.advance(60_000);
      await get().catch(() => undefined);
    }
    expect(count()).toBe(4);
  });

  it('that is throttled is tried again, even for a POST', async () => {
    const server = await startServer(json({}, 503), json(jwt(3600)), json({ sku: 'A' }));
    const magento = createMagento({
      baseUrl: server.url,
      auth: adminToken(credentials),
      random: () => 0,
    });
    await expect(
      magento.products.create({ product: { sku: 'A', name: 'a', attribute_set_id: 4 } }),
    ).resolves.toEqual({ sku: 'A' });
    expect(server.requests).toHaveLength(3);
  });

  it('is not ended by the call that started it', async () => {
    const { magento, get, count } = connect();
    const controller = new AbortController();
    const first = magento.products.get({ sku: '24-MB01' }, { signal: controller.signal });
    const second = get();
    await Promise.resolve();
    controller.abort('gone');
    await expect(first).rejects.toBe('gone');
    await expect(second).resolves.toMatchObject({ sku: '24-MB01' });
    expect(count()).toBe(1);
  });

  it('belongs to the store that issued the token', async () => {
    const [a, b] = [await startServer(json(jwt(3600, 1))), await startServer(json(jwt(3600, 2)))];
    const auth = adminToken(credentials);
    for (const { url } of [a, b]) await createMagento({ baseUrl: url, auth }).stores.listConfigs();
    expect(a.requests.at(-1)?.headers.authorization).toBe(`Bearer ${jwt(3600, 1)}`);
    expect(b.requests.at(-1)?.headers.authorization).toBe(`Bearer ${jwt(3600, 2)}`);
  });

  it('works with the opaque tokens of old stores, which do not tell their end', async () => {
    const server = await startServer(json('0123456789abcdefghij0123456789ab'), json([]));
    const magento = createMagento({ baseUrl: server.url, auth: adminToken(credentials) });
    await magento.modules.list();
    await magento.modules.list();
    expect(server.requests).toHaveLength(3);
  });

  it('answered with something else than a token is a typed error', async () => {
    const server = await startServer(json({ token: 'x' }));
    const magento = createMagento({ baseUrl: server.url, auth: adminToken(credentials) });
    await expect(magento.modules.list()).rejects.toMatchObject({ code: 'RESPONSE_FORMAT' });
  });

  it('of a customer goes to the store view of the client', async () => {
    const server = await startServer(json(jwt(3600)), json({}));
    const magento = createMagento({
      baseUrl: server.url,
      store: 'de',
      auth: customerToken({ email: 'ann@example.com', password: 'pa55word' }),
    });
    await magento.myAccount.get();
    expect(server.requests.map(({ url }) => url)).toEqual([
      '/rest/de/V1/integration/customer/token',
      '/rest/de/V1/customers/me',
    ]);
    expect(server.requests[0]?.body).toBe('{"username":"ann@example.com","password":"pa55word"}');
  });

  it('of an admin serves all store views', async () => {
    const { magento, sandbox, count } = connect();
    await magento.stores.listConfigs();
    await magento.store('all').stores.listConfigs();
    await magento.store('default').stores.listConfigs();
    expect(count()).toBe(1);
    expect(sandbox.requests.filter(isLogin)[0]?.path).toBe('/rest/V1/integration/admin/token');
  });

  it('guarded by a second factor says so', async () => {
    const sandbox = createSandbox({ twoFactor: true });
    const auth = adminToken(sandbox.credentials.admin);
    const magento = createMagento({ baseUrl: sandbox.url, auth, fetch: sandbox.fetch });
    await expect(magento.modules.list()).rejects.toMatchObject({
      code: 'TWO_FACTOR_REQUIRED',
      activeProviders: ['google'],
      hint: expect.stringContaining('two-factor'),
    });
  });
});
