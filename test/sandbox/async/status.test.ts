import { describe, expect, it } from 'vitest';
import { createSandbox } from '../../../src/sandbox/index.js';
import { ask, customerToken, where } from '../ask.js';
import { bulkStore, newProduct, newProducts } from './bulk.js';

describe('the status of bulks', () => {
  it('is for whom the log of bulks is', async () => {
    const sandbox = createSandbox({ products: 10 });
    for (const token of [undefined, await customerToken(sandbox)]) {
      expect(await ask(sandbox, 'GET', '/V1/bulk?searchCriteria=', undefined, token)).toMatchObject(
        {
          status: 401,
          body: {
            parameters: { resources: 'Magento_Logging::system_magento_logging_bulk_operations' },
          },
        },
      );
    }
  });

  it('lists operations of all bulks by search criteria', async () => {
    const sandbox = createSandbox({ products: 10 });
    const { call, queue } = await bulkStore(sandbox);
    const first = await queue('POST', '/V1/products', newProducts(2));
    await queue('DELETE', '/V1/products/bySku', [{ sku: 'new-0' }, { sku: 'nowhere' }]);
    const failed = await call('GET', `/V1/bulk?${where('status', 'eq', '3')}`);
    expect(failed.body).toMatchObject({
      total_count: 1,
      items: [
        {
          id: 1,
          status: 3,
          error_code: 0,
          result_message:
            "The product that was requested doesn't exist. Verify the product and try again.",
          extension_attributes: { start_time: expect.stringMatching(/^\d{4}-\d\d-\d\d /) },
        },
      ],
    });
    const ofFirst = await call('GET', `/V1/bulk?${where('bulk_uuid', 'eq', first)}`);
    expect(ofFirst.body.items.map(({ id }: { id: number }) => id)).toEqual([0, 1]);
    const topic = await call('GET', `/V1/bulk?${where('topic_name', 'like', '%deletebyid%')}`);
    expect(topic.body.total_count).toBe(2);
  });

  it('breaks on a filter for id, and needs criteria', async () => {
    const { call } = await bulkStore(createSandbox({ products: 10 }));
    expect((await call('GET', `/V1/bulk?${where('id', 'eq', '1')}`)).status).toBe(500);
    expect((await call('GET', '/V1/bulk')).status).toBe(400);
  });

  it('counts operations, none for a bulk nobody knows', async () => {
    const { call, queue } = await bulkStore(createSandbox({ products: 10 }));
    const uuid = await queue('POST', '/V1/products', [newProduct('a'), newProduct('')]);
    const count = async (bulk: string, status: string): Promise<unknown> =>
      (await call('GET', `/V1/bulk/${bulk}/operation-status/${status}`)).body;
    expect(await count(uuid, '1')).toBe(1);
    expect(await count(uuid, '4')).toBe(1);
    expect(await count('unknown', '4')).toBe(0);
    expect(await count(uuid, 'open')).toMatchObject({ message: expect.stringContaining('int') });
  });

  it('keeps the message of a failed operation and drops that of a done one', async () => {
    const { call, queue } = await bulkStore(createSandbox({ products: 10 }));
    const items = [{ sku: '24-MB01' }, { sku: 'nowhere' }];
    const uuid = await queue('DELETE', '/V1/products/bySku', items);
    const { body } = await call('GET', `/V1/bulk/${uuid}/detailed-status`);
    const [done, failed] = body.operations_list;
    expect(done).toMatchObject({ serialized_data: null, result_serialized_data: 'true' });
    expect(JSON.parse(JSON.parse(failed.serialized_data).meta_information)).toEqual(items[1]);
    expect(failed.result_serialized_data).toBeNull();
  });

  it('names the service behind a route of another module', async () => {
    const { call, queue } = await bulkStore(createSandbox({ products: 10 }));
    const sourceItems = [{ sku: '24-MB01', source_code: 'default', quantity: 3, status: 1 }];
    const uuid = await queue('POST', '/V1/inventory/source-items', [{ sourceItems }]);
    const { body } = await call('GET', `/V1/bulk/${uuid}/detailed-status`);
    expect(body.operations_list[0]).toMatchObject({
      topic_name: 'async.magento.inventoryapi.api.sourceitemssaveinterface.execute.post',
      result_message:
        'Service execution success Magento\\Inventory\\Model\\SourceItemsSave\\Interceptor::execute',
      result_serialized_data: null,
    });
  });
});
