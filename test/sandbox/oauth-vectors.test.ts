import { describe, expect, it } from 'vitest';
import { baseString } from '../../src/sandbox/auth/base-string.js';
import { verifySignedCall } from '../../src/sandbox/auth/oauth.js';
import { createAuthState } from '../../src/sandbox/auth/state.js';
import { hmacSha256 } from '../../src/sandbox/crypto.js';
import type { Engine } from '../../src/sandbox/engine.js';
import type { SignatureEngine } from '../../src/sandbox/index.js';
import { randomFrom } from '../../src/sandbox/random.js';
import type { SandboxRequest } from '../../src/sandbox/request.js';
import { readJson } from './recorded.js';
import { call, engineOf, file, keys, signedHeader, type Vector } from './signing.js';

const everyVector = [...file.vectors, ...file.random.vectors];
const vectors = everyVector.filter(({ url }) => url.includes('/rest/'));
const { consumer_key, consumer_secret, token } = file.credentials;

function accepts(engine: SignatureEngine, vector: Vector, signature: string): boolean {
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
  const state = createAuthState(randomFrom(1), { integration: keys });
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

/** Signs one path and sends another. */ function statusSigned(
  sent: string,
  signed: string,
  engine: Engine = engineOf('laminas'),
): number {
  const base = 'http://shop.test/rest/V1/products/';
  const header = signedHeader('GET', base + signed, {});
  return call(engine, base + sent, 'GET', header).status;
}
