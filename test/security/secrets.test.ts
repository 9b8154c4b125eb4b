import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as customers from '../../generated/resources/customers.js';
import { ims } from '../../src/auth/ims.js';
import {
  type Authenticator,
  adminToken,
  BudgetClosedError,
  type Client,
  createClient,
  customerToken,
  integrationBearer,
  isMagentoError,
  oauth1,
  testConnection,
} from '../../src/index.js';
import { closedPort, cutBody, reset, silence, startServer } from '../support/server.js';
import { leaksIn, type Marked, marked } from './marks.js';
import { echoes, failures, fetchOf, type Store } from './stores.js';

/** A caller and what must not be seen of it. */
interface Caller {
  readonly name: string;
  readonly auth: Authenticator;
  readonly secrets: readonly Marked[];
  /** What the login answers; undefined for callers without one. */
  readonly token?: Marked;
}

type Salt = readonly [before: string, after: string];

const callers: readonly ((salt: Salt) => Caller)[] = [
  (salt) => {
    const password = marked('password', ...salt);
    const token = marked('issuedtoken');
    const auth = adminToken({ username: 'anna.admin', password: password.secret });
    return { name: 'admin login', auth, secrets: [password, token], token };
  },
  (salt) => {
    const password = marked('password', ...salt);
    const token = marked('issuedtoken');
    const auth = customerToken({ email: 'ann@example.com', password: password.secret });
    return { name: 'customer login', auth, secrets: [password, token], token };
  },
  (salt) => {
    const clientSecret = marked('clientsecret', ...salt);
    const token = marked('issuedtoken');
    const auth = ims({ clientId: 'client-id-of-ims', clientSecret: clientSecret.secret });
    return { name: 'ims', auth, secrets: [clientSecret, token], token };
  },
  () => {
    const token = marked('admintoken', 'eyJ.', '-_.x');
    return { name: 'admin token', auth: adminToken({ token: token.secret }), secrets: [token] };
  },
  () => {
    const token = marked('bearer');
    const auth = integrationBearer({ token: token.secret });
    return { name: 'bearer', auth, secrets: [token] };
  },
  ([before, after]) => {
    const keys = [marked('consumerkey'), marked('accesstoken')] as const;
    const blank = /\s/g;
    const [s1, s2] = [
      marked('consumersecret', before.replace(blank, ''), after.replace(blank, '')),
      marked('tokensecret', after.replace(blank, ''), before.replace(blank, '')),
    ];
    const auth = oauth1({
      consumerKey: keys[0].secret,
      accessToken: keys[1].secret,
      consumerSecret: s1.secret,
      accessTokenSecret: s2.secret,
    });
    return { name: 'oauth1', auth, secrets: [...keys, s1, s2] };
  },
  () => {
    const token = marked('owntoken');
    const headers = { authorization: `Bearer ${token.secret}`, 'x-api-key': token.secret };
    const auth: Authenticator = { name: 'own', caller: 'admin', authenticate: () => headers };
    return { name: 'a function', auth, secrets: [token] };
  },
];

/** A store that lets callers log in first, where they do, and then does its worst. */
function afterLogin(store: Store, { token }: Caller): Store {
  return (seen) => {
    if (!token || !/token/.test(new URL(seen.url).pathname)) return store(seen);
    const issued = seen.url.includes('/ims/');
    return Response.json(issued ? { access_token: token.secret, expires_in: 3600 } : token.secret);
  };
}

function connect(caller: Caller, fetch: typeof globalThis.fetch): Client {
  const options = { baseUrl: 'https://shop.example.com', auth: caller.auth, fetch };
  return createClient({ ...options, retry: { throttled: 1, soft: 0 }, random: () => 0 });
}

const product = { method: 'POST', path: '/V1/products', body: { product: { sku: 'A' } } } as const;

async function everythingOf(client: Client, caller: Caller): Promise<unknown[]> {
  const events: unknown[] = [];
  client.budget.on('throttle', (...change) => events.push(change));
  client.budget.on('pause', (...change) => events.push(change));
  const error = await client.request(product).catch((caught: unknown) => caught);
  expect(isMagentoError(error), String(error)).toBe(true);
  return [
    error,
    client,
    client.describe(),
    caller.auth,
    caller.auth.describe?.(),
    client.budget.snapshot(),
    events,
    await testConnection(client),
  ];
}

/** What every password, header and JSON text has to survive. */
const salt: fc.Arbitrary<Salt> = fc.tuple(
  fc.string({ unit: fc.constantFrom(...'ab "\\/+&=%\'<>$?#:,'), maxLength: 6 }),
  fc.string({ unit: fc.constantFrom(...'ab "\\/+&=%\'<>$?#:,'), maxLength: 6 }),
);

/** Everything at once, and what the encoders treat differently side by side. */
const worst = callers.flatMap((make): [typeof make, Salt][] => [
  [make, ['ab "\\/+&=%', "'<>$?#:, "]],
  [make, [" '", '+"']],
]);

describe.each([...Object.entries(echoes), ...Object.entries(failures)])(
  'a secret is not seen when the store sends back %s',
  (_, store) => {
    it.each(['in a login', 'in a call'])('%s', async (where) => {
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...callers), salt, async (make, salted) => {
          const caller = make(salted);
          const hostile = where === 'in a login' ? store : afterLogin(store, caller);
          const client = connect(caller, fetchOf(hostile));
          const shown = await everythingOf(client, caller);
          const leaks = shown.map((value) => leaksIn(value, caller.secrets));
          expect({ caller: caller.name, leaks }).toEqual({
            caller: caller.name,
            leaks: shown.map(() => []),
          });
        }),
        { numRuns: 20, examples: worst },
      );
    });
  },
);

it('half a character in a password does not keep the error from being made', async () => {
  const auth = adminToken({ username: 'anna.admin', password: '\ud800-of-a-password' });
  const fetch = async () => Response.json({ message: 'no' }, { status: 400 });
  const client = createClient({ baseUrl: 'https://shop.example.com', auth, fetch });
  await expect(client.request(product)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
});

describe('a secret is not seen', () => {
  const each = callers.map((make) => make(['"', '&']));

  it.each(each.map((caller) => [caller.name, caller] as const))(
    'when the wire breaks under %s',
    async (_, caller) => {
      for (const answer of [reset, cutBody, silence]) {
        const { url } = await startServer(answer);
        const client = createClient({
          baseUrl: url,
          auth: caller.auth,
          retry: { soft: 0 },
          attemptTimeoutMs: 200,
        });
        const error = await client.request(product).catch((caught: unknown) => caught);
        expect(leaksIn(error, caller.secrets)).toEqual([]);
      }
      const baseUrl = await closedPort();
      const client = createClient({ baseUrl, auth: caller.auth, retry: { soft: 0 } });
      const error = await client.request(product).catch((caught: unknown) => caught);
      expect(leaksIn(error, caller.secrets)).toEqual([]);
    },
  );

  it.each(each.map((caller) => [caller.name, caller] as const))(
    'when a call of %s ends before its answer',
    async (_, caller) => {
      const never: typeof globalThis.fetch = (_url, init) =>
        new Promise((_, reject) => {
          init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
        });
      const client = connect(caller, never);
      const late = await client.request(product, { deadlineMs: 20 }).catch((e: unknown) => e);
      const stopped = await client
        .request(product, { signal: AbortSignal.timeout(20) })
        .catch((e: unknown) => e);
      await client.budget.close();
      const closed = await client.request(product).catch((e: unknown) => e);
      expect(closed).toBeInstanceOf(BudgetClosedError);
      expect(leaksIn([late, stopped, closed], caller.secrets)).toEqual([]);
    },
  );

  it('when a store of tokens fails, or gives back nonsense', async () => {
    const password = marked('password');
    const token = marked('stored');
    const fail = () => Promise.reject(new Error(`redis: SET magekit ${token.secret}`));
    for (const get of [fail, async () => ({ token: token.secret }) as never]) {
      const auth = adminToken({
        username: 'anna.admin',
        password: password.secret,
        tokenStore: { get, set: fail, remove: fail },
      });
      const client = createClient({
        baseUrl: 'https://shop.example.com',
        auth,
        fetch: async () => Response.json({ message: 'no' }, { status: 401 }),
      });
      const error = await client.request(product).catch((e: unknown) => e);
      expect(leaksIn([error, client, client.describe()], [password, token])).toEqual([]);
    }
  });

  const resets: Readonly<Record<string, (client: Client, token: string) => Promise<unknown>>> = {
    'of an operation': (client, token) =>
      customers.validateResetToken(client, { customerId: 1, resetPasswordLinkToken: token }),
    'of a hand-written request': (client, token) =>
      client.request({
        method: 'GET',
        path: `/V1/customers/1/password/resetLinkToken/${encodeURIComponent(token)}`,
      }),
  };

  it.each(Object.entries(resets))('when it is part of the path %s', async (_, call) => {
    const token = marked('reset', 'a b/', '+"');
    const client = createClient({
      baseUrl: 'https://shop.example.com',
      auth: integrationBearer({ token: 'abcdefgh' }),
      retry: { soft: 0 },
      fetch: async () =>
        Response.json(
          { message: 'No such entity with rp_token = %1', parameters: [token.secret] },
          { status: 404 },
        ),
    });
    const error = await call(client, token.secret).catch((e: unknown) => e);
    expect(isMagentoError(error), String(error)).toBe(true);
    expect(String(error)).toContain('rp_token = ***');
    expect(leaksIn(error, [token])).toEqual([]);
  });
});
