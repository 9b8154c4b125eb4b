import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ims } from '../../src/auth/ims.js';
import {
  adminToken,
  anonymous,
  createClient,
  customerToken,
  fromEnv,
  integrationBearer,
  isMagentoError,
  oauth1,
} from '../../src/index.js';
import { leaksIn, marked } from './marks.js';

const mark = marked('optionsecret');
const { secret } = mark;
const good = {
  consumerKey: 'k'.repeat(32),
  consumerSecret: 's'.repeat(32),
  accessToken: 't'.repeat(32),
  accessTokenSecret: 'u'.repeat(32),
};
const baseUrl = 'https://shop.example.com';
const client = (options: object) => createClient({ baseUrl, auth: anonymous(), ...options });

function refusalOf(create: () => unknown): unknown {
  try {
    create();
  } catch (error) {
    expect(isMagentoError(error), String(error)).toBe(true);
    return error;
  }
  throw new Error('was accepted');
}

describe('a refused option is not repeated when it may be a secret', () => {
  it.each<[string, () => unknown]>([
    ['a token in quotes', () => adminToken({ token: `"${secret}"` })],
    ['a token with its scheme', () => integrationBearer({ token: `Bearer ${secret}` })],
    ['a token with a line break', () => customerToken({ token: `${secret}\r\nx-evil: 1` })],
    [
      'a password under a wrong name',
      () => adminToken({ username: 'a', pasword: secret } as never),
    ],
    ['a password as a number', () => adminToken({ username: secret, password: 7 } as never)],
    ['a password in a list', () => customerToken({ email: 'a', password: [secret] } as never)],
    ['credentials as one text', () => adminToken(secret as never)],
    ['a credential with a blank', () => oauth1({ ...good, consumerSecret: `${secret} ` })],
    [
      'a credential as a buffer',
      () => oauth1({ ...good, accessTokenSecret: Buffer.from(secret) } as never),
    ],
    ['a credential in the wrong place', () => oauth1({ ...good, engine: secret } as never)],
    ['the same token twice', () => oauth1({ ...good, consumerKey: secret, accessToken: secret })],
    ['a client secret alone', () => ims({ clientSecret: secret } as never)],
    ['an authenticator that is none', () => client({ auth: { token: secret } })],
    ['a text as authenticator', () => client({ auth: secret })],
    ['an Authorization header', () => client({ headers: { Authorization: `Bearer ${secret}` } })],
    ['a header with a line break', () => client({ headers: { 'x-pass': `${secret}\nx-evil: 1` } })],
    [
      'a number of secrets',
      () => client({ deadlineMs: secret, retry: secret, clock: secret, name: [secret] }),
    ],
    [
      'credentials in the address',
      () => client({ baseUrl: `https://anna:${secret}@shop.example.com` }),
    ],
    [
      'credentials in an address without scheme',
      () => client({ baseUrl: `anna:${secret}@shop.example.com` }),
    ],
    [
      'credentials in an address of another scheme',
      () => client({ baseUrl: `ftp://anna:${secret}@shop.example.com` }),
    ],
    [
      'credentials in half an address',
      () => client({ baseUrl: `//anna:${secret}@shop.example.com` }),
    ],
    [
      'credentials in a broken address',
      () => client({ baseUrl: `https://anna:${secret}@shop .example.com` }),
    ],
    [
      'a token in the query',
      () => client({ baseUrl: `https://shop.example.com/?token=${secret}` }),
    ],
    [
      'a token in the query of a broken address',
      () => client({ baseUrl: `shop.example.com?token=${secret}` }),
    ],
    ['a token in the fragment', () => client({ baseUrl: `https://shop.example.com/#${secret}` })],
    [
      'a token behind plain http',
      () => client({ baseUrl: `http://shop.example.com/?token=${secret}` }),
    ],
    [
      'half the environment',
      () => fromEnv({ MAGENTO_BASE_URL: baseUrl, MAGENTO_CONSUMER_SECRET: secret }),
    ],
    [
      'an environment with a quoted token',
      () => fromEnv({ MAGENTO_BASE_URL: baseUrl, MAGENTO_ADMIN_TOKEN: `"${secret}"` }),
    ],
    [
      'an environment with an address that holds credentials',
      () => createClient(fromEnv({ MAGENTO_BASE_URL: `anna:${secret}@shop.example.com` })),
    ],
  ])('%s', (_, create) => {
    expect(leaksIn(refusalOf(create), [mark])).toEqual([]);
  });

  it('whatever stands around it', () => {
    const around = fc.string({ unit: 'grapheme-ascii', maxLength: 12 });
    fc.assert(
      fc.property(around, around, (before, after) => {
        const token = `${before}${secret}${after}`;
        for (const create of [
          () => adminToken({ token }),
          () => oauth1({ ...good, consumerSecret: token }),
          () => client({ headers: { 'x-pass': token } }),
          () => client({ baseUrl: `${before}://a:${secret}@${after}` }),
        ]) {
          let made: unknown;
          try {
            made = create();
          } catch (error) {
            made = error;
          }
          expect(leaksIn(made, [mark])).toEqual([]);
        }
      }),
    );
  });
});

describe('refused input is not repeated when it may be a secret', () => {
  it.each<[string, (sent: ReturnType<typeof client>) => Promise<unknown>]>([
    [
      'a header of a call',
      (sent) => sent.request({ method: 'GET', path: '/V1/x' }, { headers: { cookie: secret } }),
    ],
    [
      'a path parameter that is a token',
      (sent) =>
        sent.call(
          { name: 'a.b', method: 'GET', path: '/V1/reset/{resetPasswordLinkToken}' },
          { resetPasswordLinkToken: { value: secret } },
        ),
    ],
    [
      'a member there is not',
      (sent) => sent.call({ name: 'a.b', method: 'GET', path: '/V1/x' }, { password: secret }),
    ],
    [
      'a query that cannot be sent',
      (sent) => sent.request({ method: 'GET', path: '/V1/x', query: { token: Symbol(secret) } }),
    ],
  ])('%s', async (_, call) => {
    const error = await call(client({})).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Error);
    expect(leaksIn(error, [mark])).toEqual([]);
  });
});
