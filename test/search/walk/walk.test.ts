import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMagento, oauth1 } from '../../../src/index.js';
import { type RunningSandbox, startSandbox } from '../../../src/sandbox/index.js';

let sandbox: RunningSandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const connect = () => {
  const { url, credentials } = sandbox;
  return createMagento({ baseUrl: url, auth: oauth1(credentials.integration) });
};

describe('iterate', () => {
  it('goes over every item of a list, page by page', async () => {
    const magento = connect();
    const everything = await magento.products.list({ searchCriteria: { pageSize: 0 } });
    const skus: string[] = [];
    for await (const { sku } of magento.products.iterate({ pageSize: 3 })) skus.push(sku);
    expect(skus).toEqual(everything.items.map(({ sku }) => sku));
  });
});
