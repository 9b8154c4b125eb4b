import { describe, expect, it } from 'vitest';
import { adminToken } from '../../src/auth/admin-token.js';
import { anonymous } from '../../src/auth/anonymous.js';
import { customerToken } from '../../src/auth/customer-token.js';
import { integrationBearer } from '../../src/auth/integration-bearer.js';
import { oauth1 } from '../../src/auth/oauth1.js';
import { type Env, fromEnv } from '../../src/client/from-env.js';
import { createClient } from '../../src/core.js';
import { ConfigError } from '../../src/errors/index.js';

const good = { baseUrl: 'https://shop.example.com', auth: anonymous() };
const create = (change: Record<string, unknown>) => () =>
  createClient({ ...good, ...change } as never);

describe('options of a client', () => {
  it.each([
    ['an unknown one', { timeout: 3 }, /no option "timeout".*attemptTimeoutMs/],
    ['a missing address', { baseUrl: undefined }, /needs "baseUrl"/],
    ['an address of the wrong type', { baseUrl: 7 }, /"baseUrl" must be a URL/],
    [
      'a missing authenticator',
      { auth: undefined },
      /needs "auth", which must be an authenticator/,
    ],
    [
      'credentials instead of an authenticator',
      { auth: { token: 'x' } },
      /"auth" must be an authenticator/,
    ],
    ['a negative deadline', { deadlineMs: -1 }, /"deadlineMs" must be a number of milliseconds/],
    ['a store that is no code', { store: 'de/ch' }, /"store" must be a store code/],
    ['a retry that is a number', { retry: 3 }, /"retry" must be { throttled, soft }/],
    ['an observer that is a function', { observe: () => 1 }, /"observe" must be { call, attempt }/],
    ['an observer of texts', { observe: { call: 'log' } }, /"observe" must be { call, attempt }/],
    [
      'a credential as a header',
      { headers: { Authorization: 'x' } },
      /cannot hold "Authorization"/,
    ],
    ['a header with a line break', { headers: { 'x-pass': 'a\r\nb: c' } }, /no header value/],
    ['a budget that is a number', { budget: 10 }, /"budget" must be a budget/],
    ['a target that is no count', { budget: { target: 0 } }, /target must be a whole number/],
    ['unencrypted http', { baseUrl: 'http://shop.example.com' }, /allowInsecureHttp/],
  ])('names %s and the fix', (_, change, message) => {
    expect(create(change)).toThrow(ConfigError);
    expect(create(change)).toThrow(message);
  });

  it('names all faults at once', () => {
    expect(create({ deadlineMs: 'x', store: '' })).toThrow(/"store" must be.*"deadlineMs" must be/);
  });

  it('sends nothing when it is made', () => {
    const fetch = () => {
      throw new Error('sent');
    };
    expect(createClient({ ...good, fetch }).baseUrl).toBe('https://shop.example.com/rest');
  });
});

describe('options of the authenticators', () => {
  const four = {
    consumerKey: 'k',
    consumerSecret: 's',
    accessToken: 't',
    accessTokenSecret: 'u',
  };
  it.each([
    [() => adminToken({ username: 'a' } as never), /adminToken needs "password"/],
    [() => adminToken(undefined as never), /adminToken needs an object/],
    [() => adminToken({ token: undefined } as never), /adminToken needs "token"/],
    [() => adminToken({ token: '"abc"' }), /bare token, without quotes/],
    [() => integrationBearer({ token: 'Bearer abc' }), /bare token/],
    [() => customerToken({ email: '', password: 'x' }), /customerToken: "email"/],
    [() => customerToken({ username: 'a', password: 'x' } as never), /no option "username"/],
    [() => oauth1({ ...four, accessTokenSecret: '' }), /oauth1: "accessTokenSecret"/],
    [() => oauth1({ ...four, accessToken: 'k' }), /pasted wrongly/],
    [() => oauth1({ ...four, engine: 'sha1' } as never), /auto, zend, laminas or hmac/],
  ])('are checked when they are made (%#)', (make, message) => {
    expect(make).toThrow(ConfigError);
    expect(make).toThrow(message);
  });

  it('never show a value', () => {
    expect(() => integrationBearer({ token: 'se cret-value' })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('cret-value') }),
    );
  });
});

describe('fromEnv', () => {
  const MAGENTO_BASE_URL = 'https://shop.example.com';
  it.each([
    [{}, 'anonymous'],
    [{ MAGENTO_ADMIN_TOKEN: 't' }, 'admin token'],
    [{ MAGENTO_ADMIN_USERNAME: 'a', MAGENTO_ADMIN_PASSWORD: 'b' }, 'admin login'],
    [{ MAGENTO_CUSTOMER_EMAIL: 'a@b.c', MAGENTO_CUSTOMER_PASSWORD: 'b' }, 'customer login'],
    [{ MAGENTO_CUSTOMER_TOKEN: 't' }, 'customer token'],
    [{ MAGENTO_INTEGRATION_TOKEN: 't' }, 'integration bearer'],
    [{ MAGENTO_IMS_CLIENT_ID: 'a', MAGENTO_IMS_CLIENT_SECRET: 'b' }, 'adobe ims'],
    [
      {
        MAGENTO_CONSUMER_KEY: 'a',
        MAGENTO_CONSUMER_SECRET: 'b',
        MAGENTO_ACCESS_TOKEN: 'c',
        MAGENTO_ACCESS_TOKEN_SECRET: 'd',
        MAGENTO_ADMIN_TOKEN: 'e',
      },
      'oauth 1.0a',
    ],
  ])('%j calls as %s', (env, name) => {
    expect(fromEnv({ MAGENTO_BASE_URL, ...env }).auth.name).toBe(name);
  });

  it('takes the secret of a second factor along, if there is one', () => {
    const login = { MAGENTO_BASE_URL, MAGENTO_ADMIN_USERNAME: 'a', MAGENTO_ADMIN_PASSWORD: 'b' };
    const twoFactor = (env: Env) => fromEnv(env).auth.describe?.().settings?.twoFactor;
    expect(twoFactor(login)).toBe('no');
    expect(twoFactor({ ...login, MAGENTO_ADMIN_TOTP_SECRET: 'GEZDGNBVGY3TQOJQ' })).toBe('yes');
  });

  it('names what is missing', () => {
    expect(() => fromEnv({})).toThrow('MAGENTO_BASE_URL is not set');
    expect(() => fromEnv({ MAGENTO_BASE_URL, MAGENTO_ADMIN_USERNAME: 'a' })).toThrow(
      /1 of the 2.*MAGENTO_ADMIN_PASSWORD/,
    );
  });

  it('reads the store', () => {
    expect(fromEnv({ MAGENTO_BASE_URL, MAGENTO_STORE: 'de' }).store).toBe('de');
  });
});
