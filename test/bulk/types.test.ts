import { expect, test } from 'vitest';
import { compile } from '../support/compile.js';

const PROGRAM = `
import { batch, bulk, sendAsync, resumeJob, type BulkResult } from 'magekit/bulk';
import type { Magento } from 'magekit';
import * as prices from 'magekit/resources/productPrices';
import * as products from 'magekit/resources/products';
import * as sources from 'magekit/resources/inventorySources';
import type { CatalogProduct } from 'magekit/types/catalog';
declare const magento: Magento;

export async function right(): Promise<void> {
  for await (const result of bulk(magento, products.update).run([{ sku: 'A', product: { sku: 'A' } }])) {
    const sku: string = result.item.sku;
    if (result.state === 'done') {
      const entity: CatalogProduct | undefined = result.entity;
      void entity;
    } else {
      const message: string = result.message;
      void message;
    }
    void sku;
  }
  const job = magento.bulk(magento.products.delete).run([{ sku: 'A' }]);
  const results: AsyncIterable<BulkResult<{ sku: string }, boolean>> = job;
  void results;
  const operation = await sendAsync(magento, magento.products.create, { product: { sku: 'A', name: 'A', attribute_set_id: 4 } });
  const outcome: BulkResult<undefined, CatalogProduct> = await operation.wait();
  void outcome;
  for await (const row of batch(magento, prices.updateBasePrices, [{ sku: 'A', price: 1, store_id: 0 }])) {
    const price: number = row.item.price;
    void price;
  }
  batch(magento, sources.assignProducts, ['A'], { input: { sourceCodes: ['default'] } });
  resumeJob<CatalogProduct>(magento, job.toJSON());
}

export function wrong(): void {
  // @ts-expect-error a read
  bulk(magento, products.get);
  // @ts-expect-error a read with its client
  magento.bulk(magento.products.list);
  // @ts-expect-error a POST that only reads
  bulk(magento, prices.listBasePrices);
  // @ts-expect-error no call of the API
  bulk(magento, products.iterate);
  // @ts-expect-error the input of another operation
  bulk(magento, products.delete).run([{ product: {} }]);
  // @ts-expect-error a row of another service
  batch(magento, prices.updateBasePrices, [{ sku: 'A', cost: 1, store_id: 0 }]);
  // @ts-expect-error without what all rows need
  batch(magento, sources.assignProducts, ['A']);
  // @ts-expect-error a read
  void sendAsync(magento, products.get, { sku: 'A' });
}
`;

test('items, results and what is refused have the types of their operation', async () => {
  expect(await compile('bulk-types', new Map([['program.ts', PROGRAM]]))).toEqual([]);
}, 60_000);
