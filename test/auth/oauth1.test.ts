import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createMagento, type FilterGroup, oauth1 } from '../../src/index.js';
import { signatureBaseString } from '../../src/oauth1/base-string.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { json, startServer, type TestServer } from '../support/server.js';

const AWKWARD = [
  'a/b',
  'a+b',
  'a b',
  '100%',
  "it's (new)*!",
  'Übergröße',
  'a@b:c,d;e&f=g$h',
  '漢字',
  '#?[]|"',
];

describe.each(['zend', 'laminas', 'hmac'] as const)(
  'a store that verifies as %s',
  (oauthEngine) => {
    function connect() {
      const sandbox = createSandbox({ oauthEngine });
      const auth = oauth1(sandbox.credentials.integration);
      return {
        sandbox,
        magento: createMagento({ baseUrl: sandbox.url, auth, fetch: sandbox.fetch }),
      };
    }

    it.each(AWKWARD)('accepts the path of SKU %s', async (sku) => {
      const { magento } = connect();
      await expect(magento.products.get({ sku })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    it('accepts twelve groups of filters, and values of every kind', async () => {
      const { magento } = connect();
      const filterGroups = AWKWARD.concat('x', 'y', 'z').map((value) => ({
        filters: [{ field: 'name', value, conditionType: 'like' as const }],
      }));
      await expect(
        magento.products.list({ searchCriteria: { filterGroups } }),
      ).resolves.toMatchObject({ items: [] });
    });

    it('is found out with one extra attempt, and remembered', async () => {
      const { sandbox, magento } = connect();
      await magento.products.get({ sku: 'a/b' }).catch(() => undefined);
      const first = sandbox.requests.length;
      await magento.products.get({ sku: 'a/b' }).catch(() => undefined);
      expect(first).toBe(oauthEngine === 'laminas' ? 2 : 1);
      expect(sandbox.requests.length - first).toBe(1);
      const found = oauthEngine === 'laminas' ? 'auto (laminas)' : 'auto (hmac)';
      expect(magento.describe().auth.settings).toEqual({ engine: found });
    });
  },
);

describe.each(['laminas', 'hmac', 'zend'] as const)(
  'the first signature for a known %s store',
  (engine) => {
    const table: { readonly name: string; readonly table?: Readonly<Record<string, unknown>> }[] =
      JSON.parse(readFileSync(new URL('../data/recordings/oauth.json', import.meta.url), 'utf8'));
    const segments = table.flatMap((entry) => Object.keys(entry.table ?? {}));
    const reserved = Array.from(
      { length: 95 },
      (_, index) => `a${String.fromCharCode(32 + index)}b`,
    );
    const texts = [
      ...segments.map(decodeURIComponent),
      ...reserved,
      'ünï',
      '漢字',
      '😀',
      "it's",
      'a%2Fb',
      '%%',
    ];

    function connect() {
      const sandbox = createSandbox({ oauthEngine: engine, products: 10 });
      const auth = oauth1({ ...sandbox.credentials.integration, engine });
      const magento = createMagento({ baseUrl: sandbox.url, auth, fetch: sandbox.fetch });
      const refused = () =>
        sandbox.requests.filter(({ status }) => status === 401).map(({ url }) => url);
      return { magento, refused, sandbox };
    }

    it('is accepted for every path of the recorded tables, every ASCII character and more', async () => {
      const { magento, refused, sandbox } = connect();
      for (const sku of texts) await magento.products.get({ sku }).catch(() => undefined);
      expect(refused()).toEqual([]);
      expect(sandbox.requests).toHaveLength(texts.length);
      expect(segments.length).toBeGreaterThan(15);
    });

    it('is accepted for every value in a query, and for lists of 1 to 120 filters', async () => {
      const { magento, refused } = connect();
      const list = (filterGroups: readonly FilterGroup[]) =>
        magento.products
          .list({ searchCriteria: { filterGroups, pageSize: 1 } })
          .catch(() => undefined);
      for (const value of texts) await list([{ filters: [{ field: 'name', value }] }]);
      for (const length of [1, 9, 10, 11, 12, 90, 91, 120]) {
        await list(
          Array.from({ length }, (_, index) => ({
            filters: [{ field: 'sku', value: `s${index}` }],
          })),
        );
        await list([
          { filters: Array.from({ length }, (_, index) => ({ field: 'sku', value: `s${index}` })) },
        ]);
      }
      expect(refused()).toEqual([]);
    });
  },
);

describe('signatures', () => {
  it('cover the fields of a form, which is how tokens are exchanged', () => {
    const request = {
      method: 'POST',
      url: 'https://x.example/oauth/token',
      form: { 'b c': '1+1', a: 'ü' },
    };
    expect(signatureBaseString(request, { oauth_nonce: 'n' }, 'hmac')).toBe(
      'POST&https%3A%2F%2Fx.example%2Foauth%2Ftoken&a%3D%25C3%25BC%26b%2520c%3D1%252B1%26oauth_nonce%3Dn',
    );
  });

  const four = {
    consumerKey: 'k'.repeat(32),
    consumerSecret: 's'.repeat(32),
    accessToken: 't'.repeat(32),
    accessTokenSecret: 'u'.repeat(32),
  };
  const nonces = (requests: TestServer['requests']) =>
    requests.map(({ headers }) => /oauth_nonce="(\w+)"/.exec(headers.authorization ?? '')?.[1]);

  it('have a new nonce of 32 characters in every attempt', async () => {
    const server = await startServer(json({}, 503), json({}, 503), json({ sku: 'A' }));
    const magento = createMagento({ baseUrl: server.url, auth: oauth1(four), random: () => 0 });
    await magento.products.get({ sku: 'A' });
    expect(new Set(nonces(server.requests)).size).toBe(3);
    expect(nonces(server.requests).every((nonce) => nonce?.length === 32)).toBe(true);
  });

  it('do not cover a JSON body, but the query', async () => {
    const sandbox = createSandbox();
    const auth = oauth1(sandbox.credentials.integration);
    const magento = createMagento({ baseUrl: sandbox.url, auth, fetch: sandbox.fetch });
    const product = { sku: 'new one', name: 'New', attribute_set_id: 4, price: 3 };
    await expect(magento.products.create({ product }, { fields: 'sku' })).resolves.toEqual({
      sku: 'new one',
    });
  });

  it('refused for wrong credentials are tried once in each form at most', async () => {
    const sandbox = createSandbox();
    const auth = oauth1({ ...sandbox.credentials.integration, consumerSecret: 'w'.repeat(32) });
    const magento = createMagento({ baseUrl: sandbox.url, auth, fetch: sandbox.fetch });
    await expect(magento.products.get({ sku: 'a/b' })).rejects.toMatchObject({
      code: 'AUTHENTICATION',
      hint: expect.stringContaining('credentials'),
    });
    expect(sandbox.requests).toHaveLength(2);
    await magento.products.get({ sku: 'plain' }).catch(() => undefined);
    expect(sandbox.requests).toHaveLength(3);
  });
});
