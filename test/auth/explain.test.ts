import { describe, expect, it } from 'vitest';
import { createMagento, explainSignature, oauth1 } from '../../src/index.js';
import { createSandbox } from '../../src/sandbox/index.js';

function connect(change: object = {}) {
  const sandbox = createSandbox();
  const { integration } = sandbox.credentials;
  const auth = oauth1({ ...integration, ...change });
  const magento = createMagento({ baseUrl: sandbox.url, auth, fetch: sandbox.fetch });
  return { integration, magento };
}

const failure = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('explainSignature', () => {
  it('shows what was signed, what other engines would sign, and the causes in order', async () => {
    const { integration, magento } = connect({ consumerSecret: 'w'.repeat(32), engine: 'laminas' });
    const text = explainSignature(await failure(magento.products.get({ sku: 'a/b' }))) ?? '';
    expect(text).toContain(
      'The store said: The signature is invalid. Verify and try again.\nSigned',
    );
    expect(text).toMatch(
      /Signed for the engine "laminas" \(Magento 2\.4\.6 and 2\.4\.7\):\n {2}GET&https/,
    );
    expect(text).toMatch(/products%2Fa%2Fb&[\s\S]*The engine "hmac"[\s\S]*products%2Fa%252Fb&/);
    expect(text).toMatch(/1\. One of the four credentials[\s\S]*2\. A proxy changes/);
    for (const key of Object.values(integration)) expect(text).not.toContain(key);
    expect(text).not.toContain('w'.repeat(32));
  });

  it('says so when the version of the store cannot be the cause', async () => {
    const { magento } = connect({ accessTokenSecret: 'w'.repeat(32) });
    const text = explainSignature(await failure(magento.products.get({ sku: 'plain' })));
    expect(text).toContain('All engines sign this request alike');
  });

  it('has nothing to say about other failures', async () => {
    const { magento } = connect();
    expect(explainSignature(await failure(magento.products.get({ sku: 'nope' })))).toBeUndefined();
    expect(explainSignature(new Error('x'))).toBeUndefined();
    expect(explainSignature(undefined)).toBeUndefined();
  });
});

describe('signedUrl', () => {
  it('signs the address that Magento sees behind a proxy', async () => {
    const sandbox = createSandbox();
    const seen = sandbox.url.replace('https://', 'http://');
    // The proxy ends TLS and passes the rest on as it is.
    const fetch: typeof globalThis.fetch = (url, init) =>
      sandbox.fetch(String(url).replace('https://shop.example.com', seen), init);
    const connectAs = (signedUrl?: (url: string) => string) =>
      createMagento({
        baseUrl: 'https://shop.example.com',
        auth: oauth1({ ...sandbox.credentials.integration, signedUrl }),
        fetch,
      });
    await expect(connectAs().products.get({ sku: '24-MB01' })).rejects.toMatchObject({
      status: 401,
    });
    const magento = connectAs((url) => url.replace('https://shop.example.com', seen));
    await expect(magento.products.get({ sku: '24-MB01' })).resolves.toMatchObject({
      sku: '24-MB01',
    });
  });
});
