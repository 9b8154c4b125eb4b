import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { naturalOrder } from '../../src/sandbox/auth/natural-order.js';
import { createEngine, type Engine } from '../../src/sandbox/engine.js';
import { call, engineOf, file, keys, rfc3986, signedHeader } from './signing.js';

const { consumer_secret, token_secret } = file.credentials;

describe('a signed call', () => {
  const url = 'http://shop.test/rest/V1/products/24-MB01';
  const ask = (
    engine: Engine,
    changes: Record<string, string> = {},
    secret?: string,
  ): { status: number; message: string } =>
    call(engine, url, 'GET', signedHeader('GET', url, changes, secret));

  it('is accepted once, and its nonce never again, whatever the timestamp', () => {
    const engine = engineOf('laminas');
    expect(ask(engine, { oauth_nonce: 'once' }).status).toBe(200);
    expect(ask(engine, { oauth_nonce: 'once', oauth_timestamp: '1700000001' })).toEqual({
      status: 401,
      message: 'The nonce is already being used by the consumer with ID %1',
    });
  });

  it('burns its nonce even when the signature is wrong', () => {
    const engine = engineOf('laminas');
    expect(ask(engine, { oauth_nonce: 'burnt' }, 'wrong').message).toContain(
      'signature is invalid',
    );
    expect(ask(engine, { oauth_nonce: 'burnt' }).message).toContain('nonce is already being used');
  });

  it('collides with another whose nonce shares the first 32 characters', () => {
    const engine = engineOf('laminas');
    const start = 'n'.repeat(32);
    expect(ask(engine, { oauth_nonce: `${start}1` }).status).toBe(200);
    expect(ask(engine, { oauth_nonce: `${start}2` }).message).toBe(
      'An error occurred validating the nonce',
    );
  });

  it('may carry an old timestamp, and one at most 600 seconds ahead', () => {
    const now = 1_800_000_000;
    const engine = createEngine(
      { clock: { now: () => now * 1000 }, products: 10, credentials: { integration: keys } },
      () => '',
    );
    expect(ask(engine, { oauth_timestamp: '1' }).status).toBe(200);
    expect(ask(engine, { oauth_timestamp: String(now + 600) }).status).toBe(200);
    expect(ask(engine, { oauth_timestamp: String(now + 601) }).status).toBe(401);
  });

  it.each([
    [{ oauth_signature_method: 'HMAC-SHA1' }, 400, 'Signature method %1 is not supported'],
    [{ oauth_version: '2.0' }, 400, `The "%1" Oauth version isn't supported.`],
    [{ oauth_token: 'short' }, 400, 'The token length is invalid. Check the length and try again.'],
    [{ oauth_token: 'x'.repeat(32) }, 401, 'Specified token does not exist'],
    [{ oauth_consumer_key: 'short' }, 401, 'Consumer key is not the correct length'],
    [
      { oauth_consumer_key: 'x'.repeat(32) },
      401,
      'A consumer having the specified key does not exist',
    ],
    [{ oauth_token: '' }, 400, 'The token length is invalid. Check the length and try again.'],
  ])('with %j is refused', (changes, status, message) => {
    expect(ask(engineOf('laminas'), changes)).toEqual({ status, message });
  });

  it('without one of its parameters is refused', () => {
    const { oauth_nonce, ...header } = signedHeader('GET', url, {});
    expect(oauth_nonce).toBeDefined();
    expect(call(engineOf('laminas'), url, 'GET', header)).toEqual({
      status: 400,
      message: '"%fieldName" is required. Enter and try again.',
    });
  });

  it('of another integration than the token is refused', () => {
    const engine = engineOf('laminas');
    const { accessToken } = engine.sandbox.credentials.catalogOnly;
    expect(ask(engine, { oauth_token: accessToken }).message).toBe(
      'Token is not associated with the specified consumer',
    );
  });

  it('that is badly signed passes as a guest on an anonymous route', () => {
    const engine = engineOf('laminas');
    const country = 'http://shop.test/rest/V1/directory/countries/DE';
    expect(call(engine, country, 'GET', signedHeader('GET', country, {}, 'wrong')).status).toBe(
      200,
    );
  });
});

describe('the order of parameters', () => {
  it.each([
    ['a10', 'a2', 1],
    ['a2', 'a10', -1],
    ['a1', 'a01', 1],
    ['img12.png', 'img10.png', 1],
    ['x%5B2%5D', 'x%5B10%5D', -1],
    ['same', 'same', 0],
    ['a', 'ab', -1],
  ])('of %s and %s is natural', (a, b, order) => {
    expect(Math.sign(naturalOrder(a, b))).toBe(order);
  });

  it('differs between the engines once an index has two digits', () => {
    const query = 'x%5B2%5D=a&x%5B10%5D=b';
    const url = `http://shop.test/rest/V1/products/24-MB01?${query}`;
    const sign = (sorted: string): Record<string, string> => {
      const header = signedHeader('GET', 'http://shop.test', {});
      const { oauth_signature, ...own } = header;
      const oauth = Object.keys(own)
        .sort()
        .map((name) => `${name}=${own[name] ?? ''}`)
        .join('&');
      const text = ['GET', 'http://shop.test/rest/V1/products/24-MB01', `${oauth}&${sorted}`]
        .map(rfc3986)
        .join('&');
      const signature = createHmac('sha256', `${consumer_secret}&${token_secret}`)
        .update(text)
        .digest('base64');
      return { ...own, oauth_signature: signature };
    };
    const natural = 'x%5B2%5D=a&x%5B10%5D=b';
    const bytes = 'x%5B10%5D=b&x%5B2%5D=a';
    expect(call(engineOf('zend'), url, 'GET', sign(natural)).status).toBe(200);
    expect(call(engineOf('laminas'), url, 'GET', sign(bytes)).status).toBe(401);
    expect(call(engineOf('hmac'), url, 'GET', sign(bytes)).status).toBe(200);
    expect(call(engineOf('hmac'), url, 'GET', sign(natural)).status).toBe(401);
  });
});
