import { describe, expect, it } from 'vitest';
import {
  type Authenticator,
  adminToken,
  createClient,
  customerToken,
  integrationBearer,
  oauth1,
  RedirectError,
  testConnection,
} from '../../src/index.js';
import { json, page, startServer } from '../support/server.js';

const key = (letter: string) => letter.repeat(32);

/** A new authenticator for each call, as some keep tokens. */
const callers: Readonly<Record<string, () => Authenticator>> = {
  'an admin who logs in': () => adminToken({ username: 'anna', password: 'Pa55word-of-anna' }),
  'a customer who logs in': () => customerToken({ email: 'a@example.com', password: 'Pa55word' }),
  'a bearer': () => integrationBearer({ token: key('t') }),
  'a signer': () =>
    oauth1({
      consumerKey: key('k'),
      consumerSecret: key('s'),
      accessToken: key('t'),
      accessTokenSecret: key('u'),
    }),
  'a function': () => ({
    name: 'own',
    caller: 'admin',
    authenticate: () => ({ authorization: 'Bearer x', 'x-api-key': 'y' }),
  }),
};

describe.each(Object.entries(callers))('credentials of %s stay at their store', (_, auth) => {
  it.each([301, 302, 303, 307, 308])('when it redirects with %i', async (status) => {
    const other = await startServer(json('stolen'));
    const location = `${other.url}/rest/V1/products`;
    const store = await startServer(page('moved', status, { location }));
    const client = createClient({ baseUrl: store.url, auth: auth() });
    for (const request of [
      { method: 'GET', path: '/V1/products' },
      { method: 'POST', path: '/V1/products', body: { product: {} } },
    ] as const) {
      const before = store.requests.length;
      const error = await client.request(request).catch((caught: unknown) => caught);
      expect(error).toMatchObject({ code: expect.any(String) });
      expect(store.requests.length - before).toBe(1);
    }
    expect(other.requests).toEqual([]);
  });

  it('when it redirects to itself, as the signature is for one address', async () => {
    const store = await startServer(page('moved', 302, { location: '/rest/V1/products/' }));
    const client = createClient({ baseUrl: store.url, auth: auth() });
    await expect(client.request({ method: 'GET', path: '/V1/products' })).rejects.toThrow();
    expect(store.requests).toHaveLength(1);
  });

  it('when it sends them from https to http', async () => {
    const asked: string[] = [];
    const fetch = async (url: unknown) => {
      asked.push(String(url));
      return new Response('', {
        status: 301,
        headers: { location: 'http://shop.example.com/rest/' },
      });
    };
    const client = createClient({ baseUrl: 'https://shop.example.com', auth: auth(), fetch });
    await expect(client.request({ method: 'GET', path: '/V1/products' })).rejects.toThrow();
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatch(/^https:\/\/shop\.example\.com\/rest\//);
  });

  it('when the connection is tested', async () => {
    const other = await startServer(json('stolen'));
    const store = await startServer(page('moved', 302, { location: `${other.url}/rest/V1/x` }));
    const client = createClient({ baseUrl: store.url, auth: auth() });
    expect(await testConnection(client)).toMatchObject({ ok: false });
    expect(other.requests).toEqual([]);
    expect(store.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });
});

it('a redirect tells the address to configure', async () => {
  const store = await startServer(
    page('', 301, { location: 'https://www.shop.example.com/rest/V1/x?a=b' }),
  );
  const auth = integrationBearer({ token: 'abcdefgh' });
  const client = createClient({ baseUrl: store.url, auth });
  const error = await client.request({ method: 'GET', path: '/V1/x' }).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(RedirectError);
  expect(error).toMatchObject({ location: 'https://www.shop.example.com/rest/V1/x' });
});

describe('the token service', () => {
  const jwt = (name: string) => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    return `${part({ alg: 'HS256' })}.${part({ uid: 1, utypid: 2, iat: 1, exp: 3601 })}.${name}`;
  };

  it.each([
    ['admins', () => adminToken({ username: 'anna', password: 'Pa55word-of-anna' }), 'admin'],
    [
      'customers',
      () => customerToken({ email: 'a@example.com', password: 'Pa55word' }),
      'customer',
    ],
  ])('of %s never sees a token, also not the one it renews', async (_, auth, kind) => {
    let logins = 0;
    const store = await startServer((response, request) => {
      if (request.url.endsWith(`/V1/integration/${kind}/token`)) {
        logins += 1;
        return json(jwt(`login${logins}`))(response, request);
      }
      // The first token is refused, so that a second one is fetched.
      const refused = request.headers.authorization?.endsWith('login1');
      const body = refused
        ? { message: 'No %resources', parameters: { resources: 'self' } }
        : { items: [] };
      json(body, refused ? 401 : 200)(response, request);
    });
    const client = createClient({ baseUrl: store.url, auth: auth() });
    await client.request({ method: 'GET', path: '/V1/products' });
    const [toService, toRest] = [true, false].map((isService) =>
      store.requests.filter(({ url }) => url.endsWith('/token') === isService),
    );
    expect(toService?.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined]);
    expect(toService?.map(({ headers }) => headers.cookie)).toEqual([undefined, undefined]);
    expect(toService?.map(({ url }) => url.includes('?'))).toEqual([false, false]);
    expect(toRest?.map(({ headers }) => headers.authorization)).toEqual([
      `Bearer ${jwt('login1')}`,
      `Bearer ${jwt('login2')}`,
    ]);
  });

  it('of one store never gets what another store issued', async () => {
    const auth = adminToken({ username: 'anna', password: 'Pa55word-of-anna' });
    const stores = await Promise.all(
      ['one', 'two'].map((name) =>
        startServer((response, request) => {
          json(request.method === 'POST' ? jwt(name) : {})(response, request);
        }),
      ),
    );
    for (const { url } of stores) {
      await createClient({ baseUrl: url, auth }).request({ method: 'GET', path: '/V1/products' });
    }
    expect(
      stores.map(({ requests }) => requests.at(-1)?.headers.authorization?.split('.').at(-1)),
    ).toEqual(['one', 'two']);
  });
});
