import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { baseString } from '../../src/sandbox/auth/base-string.js';
import { naturalOrder } from '../../src/sandbox/auth/natural-order.js';
import { verifySignedCall } from '../../src/sandbox/auth/oauth.js';
import { createAuthState } from '../../src/sandbox/auth/state.js';
import { hmacSha256 } from '../../src/sandbox/crypto.js';
import type { OauthEngine } from '../../src/sandbox/index.js';
import type { SandboxRequest } from '../../src/sandbox/request.js';
import { createEngine, type Engine } from '../../src/sandbox/sandbox.js';
import { labEngine, readJson } from './replay.js';

interface Vector {
  readonly name?: string;
  readonly method: string;
  readonly url: string;
  readonly magento_2_4_8: string;
  readonly magento_2_4_6_2_4_7: string;
}

const file = JSON.parse(
  readFileSync(new URL('../data/oauth-vectors.json', import.meta.url), 'utf8'),
) as {
  readonly credentials: Record<
    'consumer_key' | 'consumer_secret' | 'token' | 'token_secret',
    string
  >;
  readonly fixed: Record<string, string>;
  readonly vectors: readonly Vector[];
  readonly random: { readonly vectors: readonly Vector[] };
};
const everyVector = [...file.vectors, ...file.random.vectors];
const vectors = everyVector.filter(({ url }) => url.includes('/rest/'));
const { consumer_key, consumer_secret, token, token_secret } = file.credentials;
const keys = {
  consumerKey: consumer_key,
  consumerSecret: consumer_secret,
  accessToken: token,
  accessTokenSecret: token_secret,
};

function engineOf(oauthEngine: OauthEngine): Engine {
  return createEngine({ oauthEngine, products: 10, credentials: { integration: keys } }, () => '');
}

function call(
  engine: Engine,
  url: string,
  method: string,
  header: Record<string, string>,
): { status: number; message: string } {
  const { protocol, host } = new URL(url);
  const target = url.slice(url.indexOf('/', 8));
  const pairs = Object.entries(header).map(
    ([name, value]) => `${name}="${encodeURIComponent(value)}"`,
  );
  const answer = engine.answer({
    method,
    scheme: protocol === 'https:' ? 'https' : 'http',
    host: url.slice(protocol.length + 2, url.indexOf('/', 8)) || host,
    target,
    headers: { authorization: `OAuth ${pairs.join(', ')}`, 'content-type': 'application/json' },
    body: '{}',
  });
  const body = JSON.parse(answer.body) as { message?: string };
  return { status: answer.status, message: body.message ?? '' };
}

/** Asks the verifier itself: some vectors have a verb their path has no route for. */
function accepts(engine: OauthEngine, vector: Vector, signature: string): boolean {
  const header = {
    oauth_consumer_key: consumer_key,
    oauth_token: token,
    ...file.fixed,
    oauth_signature: signature,
  };
  const [, scheme, host = '', target = ''] = /^(https?):\/\/([^/]+)(.*)$/.exec(vector.url) ?? [];
  const request: SandboxRequest = {
    method: vector.method,
    scheme: scheme === 'https' ? 'https' : 'http',
    host,
    target,
    headers: { 'content-type': 'application/json' },
    body: '{}',
  };
  const state = createAuthState(() => 0, { integration: keys });
  try {
    const caller = verifySignedCall(request, new Map(Object.entries(header)), state, engine, 2e9);
    return caller.kind === 'integration';
  } catch (error) {
    expect(String(error)).toContain('The signature is invalid');
    return false;
  }
}

describe('signatures of Magento itself', () => {
  it.each(
    vectors.map(
      (vector) => [`${vector.name ?? vector.method} ${vector.url}`.slice(0, 90), vector] as const,
    ),
  )('are accepted by their engine: %s', (_, vector) => {
    expect(accepts('hmac', vector, vector.magento_2_4_8)).toBe(true);
    expect(accepts('laminas', vector, vector.magento_2_4_6_2_4_7)).toBe(true);
  });

  it('are accepted for the handshake, where there is no token', () => {
    const [vector] = everyVector.filter(({ url }) => url.includes('/oauth/token/request'));
    const header = new Map(Object.entries({ oauth_consumer_key: consumer_key, ...file.fixed }));
    const request = {
      method: 'POST',
      scheme: 'https',
      host: 'shop.example.com',
      target: '/oauth/token/request',
      headers: {},
      body: '',
    } as const;
    for (const engine of ['zend', 'laminas', 'hmac'] as const) {
      expect(hmacSha256(`${consumer_secret}&`, baseString(request, header, engine), 'base64')).toBe(
        vector?.magento_2_4_8,
      );
    }
  });

  it('are refused by the other engine where the two differ', () => {
    const different = vectors.filter(
      (vector) => vector.magento_2_4_8 !== vector.magento_2_4_6_2_4_7,
    );
    expect(different.length).toBeGreaterThan(5);
    for (const vector of different) {
      expect(accepts('laminas', vector, vector.magento_2_4_8), vector.url).toBe(false);
      expect(accepts('hmac', vector, vector.magento_2_4_6_2_4_7), vector.url).toBe(false);
    }
  });
});

describe('the path in the base string of laminas', () => {
  const table = (
    readJson('oauth') as {
      name: string;
      table: Record<
        string,
        { signedAsSent: number; decodedForm: string; signedDecoded: number | null }
      >;
    }[]
  ).find(({ name }) => name === 'oauth-path-encoding-table')?.table;

  it.each(Object.entries(table ?? {}))('%s', (segment, row) => {
    expect(statusSigned(segment, segment)).toBe(row.signedAsSent);
    if (row.signedDecoded !== null)
      expect(statusSigned(segment, row.decodedForm)).toBe(row.signedDecoded);
  });

  it.each([
    ["a'b", 'a%27b'],
    ['a!b', 'a%21b'],
    ['a*b', 'a%2Ab'],
    ['a(b)', 'a(b)'],
    ['caf%c3%a9', 'caf%C3%A9'],
  ])('%s is signed as %s', (segment, signed) => {
    expect(statusSigned(segment, signed)).toBe(404);
  });
});

/** Signs one path and sends another. */
function statusSigned(sent: string, signed: string, engine: Engine = engineOf('laminas')): number {
  const base = 'http://shop.test/rest/V1/products/';
  const header = signedHeader('GET', base + signed, {});
  return call(engine, base + sent, 'GET', header).status;
}

function rfc3986(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

let nonces = 0;

function signedHeader(
  method: string,
  url: string,
  changes: Record<string, string>,
  secret = consumer_secret,
): Record<string, string> {
  const header: Record<string, string> = {
    oauth_consumer_key: consumer_key,
    oauth_nonce: `nonce${++nonces}`,
    oauth_signature_method: 'HMAC-SHA256',
    oauth_timestamp: '1700000000',
    oauth_token: token,
    oauth_version: '1.0',
    ...changes,
  };
  const names = Object.keys(header).sort();
  const parameters = names
    .map((name) => `${rfc3986(name)}=${rfc3986(header[name] ?? '')}`)
    .join('&');
  const text = [method, url, parameters].map(rfc3986).join('&');
  const oauth_signature = createHmac('sha256', `${secret}&${token_secret}`)
    .update(text)
    .digest('base64');
  return { ...header, oauth_signature };
}

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
    [{ oauth_nonce: '' }, 400, '"%fieldName" is required. Enter and try again.'],
  ])('with %j is refused', (changes, status, message) => {
    expect(ask(engineOf('laminas'), changes)).toEqual({ status, message });
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

it('knows the credentials of the recorded store', () => {
  const { sandbox } = labEngine({ value: 0 });
  expect(sandbox.credentials.integration.consumerKey).toHaveLength(32);
});
