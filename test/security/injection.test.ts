import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClient, createMagento, integrationBearer, isMagentoError } from '../../src/index.js';
import { json, startServer } from '../support/server.js';

const ROOT = 'https://shop.example.com/rest';
const auth = integrationBearer({ token: 'abcdefgh' });

/** A client whose requests go nowhere, and where they would have gone. */
function recording() {
  const sent: { readonly url: string; readonly headers: Headers }[] = [];
  const fetch: typeof globalThis.fetch = async (url, init) => {
    // As the platform reads it: this is the address it would connect to.
    sent.push({ url: new Request(url as string).url, headers: new Headers(init?.headers) });
    return Response.json({});
  };
  const options = { baseUrl: 'https://shop.example.com', auth, fetch };
  return { sent, client: createClient(options), magento: createMagento(options) };
}

/** Either refused before a byte is sent, or sent below the store's own REST root. */
async function expectAtHome(call: () => Promise<unknown>, sent: readonly { url: string }[]) {
  const before = sent.length;
  const error = await call().then(
    () => undefined,
    (caught: unknown) => caught,
  );
  if (error !== undefined) {
    expect(isMagentoError(error) && error.code, String(error)).toBe('INPUT');
    expect(sent.length).toBe(before);
    return;
  }
  for (const { url } of sent) {
    expect(url.startsWith(`${ROOT}/`), url).toBe(true);
    expect(url).not.toMatch(/[#\s\\]/);
  }
}

const hosts = ['evil.example.com', 'shop.example.com.evil.example.com', '127.0.0.1:1', '[::1]'];
const starts = [
  '//',
  '\\\\',
  '/\\',
  '\\/',
  '@',
  '/@',
  ':@',
  'https:',
  'https://',
  'HTTPS:/',
  'http:\\\\',
  'javascript:',
  'file:///',
  '%2F%2F',
  '/%2F',
  '%5C%5C',
  '/%09/',
  '\t//',
  '\n//',
  ' //',
  '\0//',
  '/.//',
  '/..//',
  '/../../../',
  '..\\..\\',
  '/%2e%2e/%2e%2e/',
  '/.%2E/..%2f',
  '/;@',
  '?',
  '#',
  '/rest/',
  'rest/',
  '/V1/../../..//',
  '／／',
  '。。/',
];

describe('a path', () => {
  it.each(starts)('that starts with %j never leads to another host', async (start) => {
    const { sent, client } = recording();
    for (const host of hosts) {
      await expectAtHome(() => client.request({ method: 'GET', path: `${start}${host}/x` }), sent);
      await expectAtHome(() => client.request({ method: 'GET', path: `/V1${start}${host}` }), sent);
    }
  });

  it('that is another address is refused before a byte is sent', async () => {
    const evil = await startServer(json('stolen'));
    const home = await startServer(json({}));
    const client = createClient({ baseUrl: home.url, auth });
    for (const path of [evil.url, `  ${evil.url}`.trim(), evil.url.replace('http:', 'HTTP:')]) {
      await expect(client.request({ method: 'GET', path })).rejects.toMatchObject({
        code: 'INPUT',
      });
    }
    await client
      .request({ method: 'GET', path: evil.url.replace('http:', '') })
      .catch(() => undefined);
    expect(evil.requests).toEqual([]);
    expect(home.requests.every(({ url }) => url.startsWith('/rest/'))).toBe(true);
  });

  it('of any kind stays below the store’s REST root', async () => {
    const { sent, client } = recording();
    const part = fc.oneof(
      fc.constantFrom(
        ...starts,
        ...hosts,
        '.',
        '..',
        '%2e',
        '%',
        '%zz',
        '\u2028',
        '\r\n',
        '?',
        '&',
        '=',
      ),
      fc.string({ unit: 'binary', maxLength: 5 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 6 }), async (parts) => {
        sent.length = 0;
        await expectAtHome(() => client.request({ method: 'GET', path: parts.join('') }), sent);
      }),
      { numRuns: 400 },
    );
  });

  it('parameter of any kind stays one segment', async () => {
    const { sent, magento } = recording();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 12 }), async (sku) => {
        sent.length = 0;
        await expectAtHome(() => magento.products.get({ sku }), sent);
        for (const { url } of sent) expect(url.split('/')).toHaveLength(7);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a store code', () => {
  it.each([
    '../admin',
    'de/V1',
    'de?x=',
    'de#',
    '//evil',
    '@evil',
    'de\r\nx: y',
    'de\n',
    '',
    ' de',
    'dé',
    '%64e',
    '1de',
  ])('%j is refused wherever it is given', async (store) => {
    const { sent, client } = recording();
    const call = client.request({ method: 'GET', path: '/V1/x' }, { store });
    await expect(call).rejects.toMatchObject({ code: 'INPUT' });
    expect(() => client.store(store)).toThrow(/store code/);
    expect(() => createClient({ baseUrl: 'https://shop.example.com', auth, store })).toThrow();
    expect(sent).toEqual([]);
  });
});

describe('headers', () => {
  const bad = fc.oneof(
    fc.tuple(
      fc.constant('x-a'),
      fc.string().map((text) => `a\r\nx-evil: ${text}`),
    ),
    fc.tuple(fc.constantFrom('x-a\r\nx-evil', 'x a', 'x:a', '', 'ä'), fc.constant('b')),
    fc.tuple(fc.constantFrom('Authorization', 'AUTHORIZATION', 'cookie', 'Host'), fc.constant('b')),
  );

  it('with control characters, or that carry credentials, are refused before a byte is sent', async () => {
    const { sent, client } = recording();
    await fc.assert(
      fc.asyncProperty(bad, async ([name, value]) => {
        const headers = { [name]: value };
        const call = client.request({ method: 'GET', path: '/V1/x' }, { headers });
        await expect(call).rejects.toMatchObject({ code: 'INPUT' });
        const make = () => createClient({ baseUrl: 'https://shop.example.com', auth, headers });
        expect(make).toThrow(/headers/);
        expect(sent).toEqual([]);
      }),
    );
  });

  it('of an authenticator win over those of a call', async () => {
    const { sent, client } = recording();
    await client.request({ method: 'GET', path: '/V1/x' }, { headers: { Accept: 'text/xml' } });
    expect(sent[0]?.headers.get('authorization')).toBe('Bearer abcdefgh');
  });
});
