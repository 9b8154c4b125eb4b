/** What must and must not compile. Never run. */
import * as categories from '../../generated/resources/categories.js';
import * as inventorySources from '../../generated/resources/inventorySources.js';
import * as orders from '../../generated/resources/orders.js';
import * as products from '../../generated/resources/products.js';
import * as stores from '../../generated/resources/stores.js';
import * as taxRates from '../../generated/resources/taxRates.js';
import type { CatalogProduct } from '../../generated/types/catalog.js';
import type { FrameworkAttributeInput } from '../../generated/types/framework.js';
import type { Client } from '../../src/client/types.js';
import type { Filter } from '../../src/search/criteria.js';

declare const client: Client;
declare const product: CatalogProduct;

export async function rightCalls(): Promise<void> {
  const { price, custom_attributes } = await products.get(client, { sku: '24-MB01', storeId: 1 });
  const value: string | string[] | Record<string, unknown>[] | null | undefined =
    custom_attributes?.[0]?.value;
  const id: number = await orders.invoice(client, { orderId: 1 });
  const { data } = await products.list(client).withResponse();
  await products.list(client, {
    searchCriteria: {
      filterGroups: [{ filters: [{ field: 'sku', value: 'a%', conditionType: 'like' }] }],
    },
  });
  await products.update(client, { sku: '24-MB01', product: { price: 19.9 } });
  await products.update(client, { sku: '24-MB01', product });
  await products.create(client, { product: { sku: 'a', name: 'A', attribute_set_id: 4 } });
  await categories.update(client, { id: 2, category: { name: 'Bags' } });
  await products.delete(client, { sku: 'a' }, { deadlineMs: 5000 });
  await stores.listViews(client);
  console.log(price, value, id, data.total_count);
}

export async function wrongCalls(): Promise<void> {
  // @ts-expect-error the SKU is missing
  await products.get(client, {});
  // @ts-expect-error so is the whole input
  await products.get(client);
  // @ts-expect-error a misspelled member
  await products.get(client, { sku: 'a', storeID: 1 });
  // @ts-expect-error a string for a number
  await products.get(client, { sku: 'a', storeId: '1' });
  // @ts-expect-error a string for a price
  await products.update(client, { sku: 'a', product: { price: '19.90' } });
  // @ts-expect-error a product cannot be created without a name
  await products.create(client, { product: { sku: 'a', attribute_set_id: 4 } });
  const color = { attribute_code: 'color' };
  // @ts-expect-error a boolean is no value of a custom attribute
  const flag: FrameworkAttributeInput = { ...color, value: true };
  // @ts-expect-error a condition Magento does not have
  const filter: Filter = { field: 'price', value: 1, conditionType: 'moreq' };
  // @ts-expect-error children is read-only
  await categories.update(client, { id: 1, category: { children: '2,3' } });
  // @ts-expect-error a list needs no input, so none is taken
  await stores.listViews(client, { code: 'default' });
  const source = { source_code: 'a', name: 'A', country_id: 'US' };
  // @ts-expect-error a source needs a postcode
  await inventorySources.create(client, { source });
  // @ts-expect-error the answer is a number already
  const id: string = await orders.invoice(client, { orderId: 1 });
  // @ts-expect-error a tax rate needs a postcode
  await taxRates.create(client, { taxRate: { code: 'a', tax_country_id: 'US', rate: 1 } });
  console.log(id, flag, filter);
}
