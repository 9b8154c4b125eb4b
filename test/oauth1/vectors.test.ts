import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type SignatureEngine, signatureBaseString } from '../../src/oauth1/base-string.js';
import { createSigner } from '../../src/oauth1/signer.js';

interface Vector {
  readonly name?: string;
  readonly method: string;
  readonly url: string;
  readonly magento_2_4_8: string;
  readonly magento_2_4_6_2_4_7: string;
}
const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../data/${name}`, import.meta.url), 'utf8'));

const file = read('oauth-vectors.json');
const { consumer_key, consumer_secret, token, token_secret } = file.credentials;
const moment = {
  nonce: file.fixed.oauth_nonce as string,
  timestamp: Number(file.fixed.oauth_timestamp),
};
const vectors: Vector[] = [...file.vectors, ...file.random.vectors];
const expected: Record<SignatureEngine, keyof Vector> = {
  hmac: 'magento_2_4_8',
  laminas: 'magento_2_4_6_2_4_7',
  zend: 'magento_2_4_6_2_4_7',
};

const signatureIn = (header: string) =>
  decodeURIComponent(/oauth_signature="([^"]+)"/.exec(header)?.[1] ?? '');

afterEach(() => vi.restoreAllMocks());

describe.each(['the platform’s own HMAC', 'WebCrypto'])('signatures made with %s', (source) => {
  it.each(['hmac', 'laminas'] as const)(
    'are those of the server code of Magento: %s',
    async (engine) => {
      if (source === 'WebCrypto')
        vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined as never);
      const wrong: string[] = [];
      for (const vector of vectors) {
        const withToken = !vector.url.endsWith('/oauth/token/request');
        const signer = createSigner({
          consumerKey: consumer_key,
          consumerSecret: consumer_secret,
          accessToken: withToken ? token : undefined,
          accessTokenSecret: withToken ? token_secret : undefined,
        });
        const header = await signer.sign(vector, moment, engine);
        if (signatureIn(header) !== vector[expected[engine]]) wrong.push(vector.name ?? vector.url);
      }
      expect(vectors.length).toBe(68);
      expect(wrong).toEqual([]);
    },
  );
});

interface Recording {
  readonly name: string;
  readonly note?: string;
  readonly request: { method: string; url: string; headers: Record<string, string> };
  readonly response: { status: number };
}
const recordings: Recording[] = read('recordings/oauth.json').filter((r: Recording) => r.request);
const secrets = read('recordings/credentials.json');
const identities = [secrets.integrationAllRights, secrets.integrationCatalogOnly];

function protocolOf(header: string): Record<string, string> {
  const pairs = header
    .replace(/^oauth /i, '')
    .split(/,\s*/)
    .map((part) => part.split(/=(.*)/s))
    .map(([name = '', value = '']) => [name, decodeURIComponent(value.replace(/^"|"$/g, ''))]);
  return Object.fromEntries(pairs.filter(([name]) => name !== 'realm'));
}

async function sign(text: string, key: string): Promise<string> {
  const bytes = new TextEncoder();
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const imported = await crypto.subtle.importKey('raw', bytes.encode(key), algorithm, false, [
    'sign',
  ]);
  const hash = await crypto.subtle.sign('HMAC', imported, bytes.encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(hash)));
}

describe('signatures that a real 2.4.6 accepted', () => {
  const accepted = recordings.filter((r) => {
    const oauth = r.request.headers.authorization;
    return (
      oauth && /^oauth /i.test(oauth) && (r.response.status < 400 || r.response.status === 404)
    );
  });
  it(`reproduces all ${accepted.length}`, async () => {
    const wrong: string[] = [];
    for (const { name, request } of accepted) {
      const { oauth_signature, ...protocol } = protocolOf(request.headers.authorization ?? '');
      const identity = identities.find((one) => one.consumerKey === protocol.oauth_consumer_key);
      const url = request.headers.host
        ? request.url.replace(/\/\/[^/]+/, `//${request.headers.host}`)
        : request.url;
      const text = signatureBaseString({ method: request.method, url }, protocol, 'laminas');
      const key = `${identity.consumerSecret}&${identity.accessTokenSecret}`;
      if ((await sign(text, key)) !== oauth_signature) wrong.push(`${name} ${text}`);
    }
    expect(accepted.length).toBeGreaterThan(20);
    expect(wrong).toEqual([]);
  });
});
