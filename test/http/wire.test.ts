import nock from 'nock';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createMagento, customerToken, integrationBearer } from '../../src/index.js';

const HOST = 'https://shop.example.com';

beforeEach(() => {
  nock.disableNetConnect();
});
afterEach(() => {
  expect(nock.pendingMocks()).toEqual([]);
  nock.cleanAll();
  nock.enableNetConnect();
});

it('sends the bytes of the path and query as they are signed, through the platform’s own fetch', async () => {
  const uris: string[] = [];
  nock(HOST, { reqheaders: { authorization: 'Bearer abc', accept: 'application/json' } })
    .get(/.*/)
    .reply(200, (uri) => {
      uris.push(uri);
      return { items: [], total_count: 0 };
    });
  const magento = createMagento({
    baseUrl: `${HOST}/index.php/rest/`,
    auth: integrationBearer({ token: 'abc' }),
  });
  await magento.products.list(
    {
      searchCriteria: {
        filterGroups: [{ filters: [{ field: 'name', value: '%a+b c%', conditionType: 'like' }] }],
      },
    },
    { store: 'de', fields: 'items[sku]' },
  );
  expect(uris).toEqual([
    '/index.php/rest/de/V1/products' +
      '?searchCriteria%5BfilterGroups%5D%5B0%5D%5Bfilters%5D%5B0%5D%5Bfield%5D=name' +
      '&searchCriteria%5BfilterGroups%5D%5B0%5D%5Bfilters%5D%5B0%5D%5Bvalue%5D=%25a%2Bb%20c%25' +
      '&searchCriteria%5BfilterGroups%5D%5B0%5D%5Bfilters%5D%5B0%5D%5BconditionType%5D=like' +
      '&searchCriteria%5BpageSize%5D=100&fields=items%5Bsku%5D',
  ]);
});

it('sends a login without credentials and the call with the token it brought', async () => {
  nock(HOST, { badheaders: ['authorization'] })
    .post('/rest/V1/integration/customer/token', {
      username: 'ann@example.com',
      password: 'pa55word',
    })
    .reply(200, '"token-1"', { 'content-type': 'application/json' });
  nock(HOST, { reqheaders: { authorization: 'Bearer token-1' } })
    .put('/rest/V1/customers/me', { customer: { firstname: 'Ann' } })
    .reply(200, { id: 1 });
  const auth = customerToken({ email: 'ann@example.com', password: 'pa55word' });
  const magento = createMagento({ baseUrl: HOST, auth });
  await expect(magento.myAccount.update({ customer: { firstname: 'Ann' } })).resolves.toEqual({
    id: 1,
  });
});
