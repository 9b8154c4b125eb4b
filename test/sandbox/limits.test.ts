import { describe, expect, it } from 'vitest';
import { createSandbox, startSandbox } from '../../src/sandbox/index.js';
import { pageOf } from '../../src/sandbox/search/page.js';
import { adminToken, ask } from './ask.js';
import { products } from './list-url.js';

const sandbox = createSandbox({ products: 20 });
const token = await adminToken(sandbox);

function prices(count: number): object {
  return {
    prices: Array.from({ length: count }, () => ({ sku: '24-MB01', price: 1, store_id: 0 })),
  };
}

describe('input limits', () => {
  it('refuse a page that is too large, but not one of all rows', async () => {
    sandbox.configure({ inputLimits: { enabled: true, maximumPageSize: 5 } });
    expect(await products(sandbox, token, { pageSize: 6 })).toMatchObject({
      status: 400,
      body: { message: 'Maximum SearchCriteria pageSize is %max', parameters: { max: 5 } },
    });
    expect((await products(sandbox, token, { pageSize: 5 })).body.items).toHaveLength(5);
    const all = await products(sandbox, token, { pageSize: 0 });
    expect(all.body.items).toHaveLength(all.body.total_count);
  });

  it('fill in a missing page size, even above the largest allowed', async () => {
    sandbox.configure({ inputLimits: { enabled: true, defaultPageSize: 7 } });
    const seven = await products(sandbox, token, {});
    expect(seven.body.items).toHaveLength(7);
    expect(seven.body.search_criteria.page_size).toBe(7);
    sandbox.configure({ inputLimits: { enabled: true } });
    expect((await products(sandbox, token, {})).body.search_criteria.page_size).toBe(999_999);
    expect((await products(sandbox, token, { pageSize: 301 })).body.parameters).toEqual({
      max: 300,
    });
  });

  it('count the objects of each list by itself, in bodies and in criteria', async () => {
    sandbox.configure({ inputLimits: { enabled: true, complexArrayLimit: 2 } });
    const path = '/V1/products/base-prices';
    expect((await ask(sandbox, 'POST', path, prices(2), token)).status).toBe(200);
    expect((await ask(sandbox, 'POST', path, prices(3), token)).body).toEqual({
      message: 'Maximum items of type "%type" is %max',
      parameters: { type: '\\Magento\\Catalog\\Api\\Data\\BasePriceInterface', max: 2 },
    });
    const link = { category_id: '3', position: 0 };
    const product = {
      sku: '24-MB01',
      extension_attributes: { category_links: [link, link, link] },
    };
    const nested = await ask(sandbox, 'PUT', '/V1/products/24-MB01', { product }, token);
    expect(nested.body.parameters).toEqual({
      type: '\\Magento\\Catalog\\Api\\Data\\CategoryLinkInterface',
      max: 2,
    });
    const skus = { skus: ['24-MB01', '24-MB02', '24-MB03'] };
    const scalars = await ask(sandbox, 'POST', '/V1/products/base-prices-information', skus, token);
    expect(scalars.status).toBe(200);
    const filter = ['price', 'gt', '1'] as const;
    expect((await products(sandbox, token, { filters: [filter, filter, filter] })).body).toEqual({
      message: 'Maximum items of type "%type" is %max',
      parameters: { type: '\\Magento\\Framework\\Api\\Search\\FilterGroup', max: 2 },
    });
  });

  it('are off in a new store, and can be switched off', async () => {
    const fresh = createSandbox({ products: 10 });
    const answer = await products(fresh, await adminToken(fresh), { pageSize: 1000 });
    expect(answer.body.search_criteria).toEqual({ filter_groups: [], page_size: 1000 });
    sandbox.configure({ inputLimits: { enabled: false, maximumPageSize: 5 } });
    expect((await products(sandbox, token, { pageSize: 1000 })).status).toBe(200);
    expect((await products(sandbox, token, {})).body.search_criteria.page_size).toBeUndefined();
  });
});

describe('the web server', () => {
  it('answers long addresses and large bodies with pages of its own', async () => {
    await using running = await startSandbox({ products: 10 });
    const address = `${running.url}/rest/V1/store/websites`;
    const long = await fetch(`${address}?x=${'a'.repeat(16_000)}`);
    expect(long.status).toBe(414);
    expect(await long.text()).toContain('<center>nginx/1.22.1</center>\r\n');
    const large = await fetch(address, { method: 'POST', body: 'x'.repeat(1_048_577) });
    expect(large.status).toBe(413);
    expect(large.headers.get('content-type')).toContain('text/html');
    expect(running.requests.map(({ status }) => status)).toEqual([414, 413]);
  });

  it('has limits of its own choice, in bytes', async () => {
    const own = createSandbox({ products: 10, webServer: { maximumBodyBytes: 10 } });
    const post = async (body: string): Promise<number> => {
      const headers = { 'content-type': 'application/json' };
      const path = '/rest/V1/customers/isEmailAvailable';
      return (await own.fetch(own.url + path, { method: 'POST', headers, body })).status;
    };
    expect(await post('{"a":"ü"}')).toBe(400);
    expect(await post('{"a":"üü"}')).toBe(413);
    own.configure({ webServer: { maximumBodyBytes: Number.POSITIVE_INFINITY } });
    expect(await post('{"a":"üü"}')).toBe(400);
  });
});

describe('a page beyond the last', () => {
  const skusOf = async (currentPage: number): Promise<readonly string[]> => {
    const asked = { sorts: ['entity_id'], pageSize: 10, currentPage, fields: 'items[sku]' };
    const { body } = await products(sandbox, token, asked);
    return (body.items ?? []).map(({ sku }: { sku: string }) => sku);
  };

  it('is empty, or the last one again as in Magento 2.3', async () => {
    const { total_count } = (await products(sandbox, token, { pageSize: 1 })).body;
    const last = Math.ceil(total_count / 10);
    expect(await skusOf(last + 5)).toEqual([]);
    sandbox.configure({ endOfList: 'repeat' });
    expect(await skusOf(last + 5)).toEqual(await skusOf(last));
    expect(await skusOf(last)).toHaveLength(total_count % 10 || 10);
    sandbox.configure({ endOfList: 'empty' });
    expect(await skusOf(last + 5)).toEqual([]);
  });

  it('of an empty list is empty either way', () => {
    const asked = { pageSize: 10, currentPage: 3 };
    expect(pageOf(asked, 0, 'repeat')).toEqual({ start: 0, end: 10 });
    expect(pageOf(asked, 20, 'repeat')).toEqual({ start: 10, end: 20 });
    expect(pageOf(asked, 20, 'empty')).toEqual({ start: 20, end: 30 });
  });
});
