import { describe, expect, it } from 'vitest';
import { createMagento, ims } from '../../src/index.js';
import { createFakeClock } from '../support/fake-clock.js';
import { json, startServer } from '../support/server.js';

const issued = (token: string) =>
  json({ access_token: token, token_type: 'bearer', expires_in: 86_399 });

async function connect(tokenAnswers = [issued('one'), issued('two')]) {
  const adobe = await startServer(...tokenAnswers);
  const store = await startServer(json({ items: [], total_count: 0 }));
  const clock = createFakeClock();
  const magento = createMagento({
    baseUrl: `${store.url}/acme`,
    flavour: 'saas',
    clock,
    auth: ims({
      clientId: 'client-id-1234567890',
      clientSecret: 's3cret-of-the-client',
      organizationId: '1234@AdobeOrg',
      tokenUrl: `${adobe.url}/ims/token/v3`,
    }),
  });
  return { adobe, store, clock, magento };
}

describe('Adobe Commerce as a Cloud Service', () => {
  it('is called with the tenant in the path, the store in a header, and the token of IMS', async () => {
    const { adobe, store, magento } = await connect();
    await magento.products.list();
    await magento.store('de').products.list();
    await magento.products.update({ sku: 'a/b', product: { price: 1 } });
    expect(
      store.requests.map(({ method, url, headers }) => [method, url.split('?')[0], headers.store]),
    ).toEqual([
      ['GET', '/acme/V1/products', undefined],
      ['GET', '/acme/V1/products', 'de'],
      ['PUT', '/acme/V1/products/a%2Fb', 'all'],
    ]);
    expect(store.requests[0]?.headers).toMatchObject({
      authorization: 'Bearer one',
      'x-api-key': 'client-id-1234567890',
      'x-gw-ims-org-id': '1234@AdobeOrg',
    });
    const [login, ...more] = adobe.requests;
    expect(more).toEqual([]);
    expect(Object.fromEntries(new URLSearchParams(login?.body))).toEqual({
      grant_type: 'client_credentials',
      client_id: 'client-id-1234567890',
      client_secret: 's3cret-of-the-client',
      scope:
        'openid,AdobeID,email,profile,additional_info.roles,additional_info.projectedProductContext,commerce.accs',
    });
    expect(login?.headers.authorization).toBeUndefined();
  });

  it('keeps what is meant for the store from Adobe, and takes no time from it', async () => {
    const adobe = await startServer((response, request) => {
      response.setHeader('date', new Date(0).toUTCString());
      issued('one')(response, request);
    });
    const store = await startServer(json({ items: [], total_count: 0 }));
    const auth = ims({
      clientId: 'id',
      clientSecret: 's3cret',
      tokenUrl: `${adobe.url}/ims/token/v3`,
    });
    const headers = { 'X-Firewall-Pass': 'let-me-in' };
    const magento = createMagento({ baseUrl: `${store.url}/acme`, flavour: 'saas', auth, headers });
    await magento.products.list();
    expect(store.requests[0]?.headers['x-firewall-pass']).toBe('let-me-in');
    expect(adobe.requests[0]?.headers['x-firewall-pass']).toBeUndefined();
    expect(magento.describe().clockSkewMs).toBe(0);
  });

  it('renews the token before it ends', async () => {
    const { store, clock, magento } = await connect();
    await magento.products.list();
    await clock.advance(86_340_000);
    await magento.products.list();
    expect(store.requests.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer one',
      'Bearer two',
    ]);
  });

  it('that refuses the client says so, without its secret', async () => {
    const refused = json(
      { error: 'invalid_client', error_description: 'invalid client_secret parameter' },
      400,
    );
    const { magento } = await connect([refused]);
    const error: unknown = await magento.products.list().catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      code: 'LOGIN_REFUSED',
      template: 'invalid client_secret parameter',
    });
    expect(JSON.stringify(error)).not.toContain('s3cret');
  });
});
