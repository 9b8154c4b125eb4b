/** Criteria and response filters that must and must not compile. Never run. */
import * as orders from '../../generated/resources/orders.js';
import * as products from '../../generated/resources/products.js';
import type {
  CatalogProduct,
  CatalogProductExtension,
  CatalogProductSearchResults,
  CatalogProductType,
} from '../../generated/types/catalog.js';
import type { CatalogInventoryStockItem } from '../../generated/types/catalog-inventory.js';
import type { FrameworkAttribute } from '../../generated/types/framework.js';
import type { SalesOrder } from '../../generated/types/sales.js';
import type { CallOptions, Client } from '../../src/client/types.js';
import type { Magento } from '../../src/index.js';
import {
  anyOf,
  type Column,
  type Comparison,
  type Criteria,
  where,
} from '../../src/search/index.js';

declare const client: Client;
declare const magento: Magento;
declare const options: CallOptions;
declare const names: string[];
declare const since: Date;
declare const isWide: boolean;

/** Written out, so that types of the same members are the same. */
type Flat<T> = T extends readonly (infer Item)[]
  ? Flat<Item>[]
  : T extends object
    ? { [K in keyof T]: Flat<T[K]> }
    : T;
type Test<T> = <U>() => U extends T ? 1 : 2;
/** Compiles when the value's type has exactly the members of this one. */
declare function exactly<Type>(): <Actual>(
  value: Actual,
  ...same: Test<Flat<Actual>> extends Test<Flat<Type>> ? [] : [never]
) => void;

export function rightCriteria(): void {
  magento.products.iterate(where('price', 'lt', 20));
  magento.products.iterate(anyOf(['sku', 'like', '24-%'], ['price', 'null']));
  products.pages(client, where<CatalogProduct>('sku', 'in', ['A', 1]).sortBy('created_at', 'DESC'));
  void products.list(client, { searchCriteria: where('category_id', 'eq', 4).pageSize(5) });
  void magento.orders.list({
    searchCriteria: where('is_active', 'eq', true)
      .andWhere('special_price', 'notnull')
      .between('updated_at', since, '2026-02-01 00:00:00')
      .currentPage(2),
  });
  const comparison: Comparison<CatalogProduct> = ['category_ids', 'finset', 4];
  const criteria: Criteria<CatalogProduct> = where(...comparison);
  const column: Column<CatalogProduct> = 'sku';
  console.log(criteria, column);
}

export function wrongCriteria(): void {
  // @ts-expect-error a condition Magento does not have
  where('price', 'moreq', 1);
  // @ts-expect-error a value is missing
  where('price', 'lt');
  // @ts-expect-error a list goes with "in" only
  where('sku', 'eq', ['A']);
  // @ts-expect-error "in" takes a list
  where('sku', 'in', 'A,B');
  // @ts-expect-error a pattern is a text
  where('sku', 'like', 24);
  // @ts-expect-error no order among booleans
  where('is_active', 'gt', true);
  // @ts-expect-error null stands as a condition, not as a value
  where('price', 'eq', null);
  // @ts-expect-error "null" takes no value
  where('price', 'null', 1);
  // @ts-expect-error one of none is nothing
  anyOf();
  // @ts-expect-error the condition of one of them does not exist
  anyOf(['sku', 'eq', 'A'], ['sku', 'is', 'B']);
  // @ts-expect-error a direction is in capitals
  where('sku', 'eq', 'A').sortBy('sku', 'asc');
  // @ts-expect-error both ends
  where('sku', 'eq', 'A').between('price', 1);
  // @ts-expect-error neither criteria nor a builder
  magento.products.iterate('sku');
  // @ts-expect-error the same in a plain object
  magento.products.iterate({ filterGroups: [{ filters: [{ field: 'sku', value: ['A'] }] }] });
}

export async function narrowed(): Promise<void> {
  const byNames = await products.get(client, { sku: 'a' }, { fields: ['sku', 'price'] });
  exactly<{ sku: string; price?: number }>()(byNames);
  const bound = await magento.products.get({ sku: 'a' }, { fields: ['sku'] });
  exactly<{ sku: string }>()(bound);
  const selected = await magento.products.get({ sku: 'a' }, { fields: { sku: true, name: true } });
  exactly<{ sku: string; name?: string }>()(selected);

  const page = await magento.products.list({}, { fields: ['items[sku,price]', 'total_count'] });
  exactly<{ items: { sku: string; price?: number }[]; total_count: number }>()(page);
  const samePage = await magento.products.list(undefined, {
    fields: { items: { sku: true, price: true }, total_count: true },
  });
  exactly<typeof page>()(samePage);

  const { extension_attributes: below } = await magento.products.get(
    { sku: 'a' },
    {
      fields: [
        'sku',
        'extension_attributes[category_links[category_id],stock_item[qty,is_in_stock]]',
      ],
    },
  );
  exactly<{ category_id: string }[] | undefined>()(below?.category_links);
  exactly<Pick<CatalogInventoryStockItem, 'qty' | 'is_in_stock'> | undefined>()(below?.stock_item);
  const deep = await magento.products.get(
    { sku: 'a' },
    { fields: { extension_attributes: { stock_item: { qty: true, is_in_stock: true } } } },
  );
  exactly<Pick<CatalogInventoryStockItem, 'qty' | 'is_in_stock'> | undefined>()(
    deep.extension_attributes?.stock_item,
  );
  const whole = await magento.products.get({ sku: 'a' }, { fields: ['extension_attributes'] });
  exactly<CatalogProductExtension | undefined>()(whole.extension_attributes);

  const byCode = await magento.products.get(
    { sku: 'a' },
    { fields: { custom_attributes: { url_key: true } } },
  );
  exactly<{ custom_attributes?: FrameworkAttribute[] }>()(byCode);
  const codes = await magento.products.get(
    { sku: 'a' },
    { fields: ['custom_attributes[attribute_code]'] },
  );
  exactly<{ custom_attributes?: { attribute_code: string }[] }>()(codes);

  const list = await products.listTypes(client, {}, { fields: ['name'] });
  exactly<Pick<CatalogProductType, 'name'>[]>()(list);
  for await (const item of magento.products.iterate({}, { fields: ['sku'] })) {
    exactly<{ sku: string }>()(item);
  }
  for await (const { items } of orders.pages(client, {}, { fields: { increment_id: true } })) {
    exactly<Pick<SalesOrder, 'increment_id'>[]>()(items);
  }
  const either = await magento.products.get(
    { sku: 'a' },
    { fields: isWide ? ['sku', 'id'] : ['sku'] },
  );
  exactly<string>()(either.sku);
}

export async function whole(): Promise<void> {
  exactly<CatalogProduct>()(await magento.products.get({ sku: 'a' }));
  exactly<CatalogProduct>()(await magento.products.get({ sku: 'a' }, { deadlineMs: 5 }));
  exactly<CatalogProduct>()(await products.get(client, { sku: 'a' }, options));
  exactly<CatalogProduct>()(await products.get(client, { sku: 'a' }, { fields: undefined }));
  exactly<CatalogProductSearchResults>()(
    await magento.products.list({}, { fields: 'items[sku],total_count' }),
  );
  exactly<CatalogProduct[]>()(await magento.products.iterate().toArray());
  const get: typeof magento.products.get = (input, more) => products.get(client, input, more);
  await magento.request({ method: 'GET', path: '/V1/acme' }, { fields: names });
  console.log(get);
}

export async function wrongFields(): Promise<void> {
  // @ts-expect-error products have no such member
  await magento.products.get({ sku: 'a' }, { fields: ['sku', 'prise'] });
  // @ts-expect-error a page is not its items
  await products.list(client, {}, { fields: ['sku'] });
  // @ts-expect-error a selection says true
  await magento.products.get({ sku: 'a' }, { fields: { sku: false } });
  // @ts-expect-error nothing is below a text
  await magento.products.get({ sku: 'a' }, { fields: { sku: { length: true } } });
  // @ts-expect-error names that nobody has checked
  await magento.products.get({ sku: 'a' }, { fields: names });
  const { sku } = await magento.products.get({ sku: 'a' }, { fields: ['sku'] });
  // @ts-expect-error not asked for
  const { price } = await magento.products.get({ sku: 'a' }, { fields: ['sku'] });
  // @ts-expect-error the items of a walk have what was asked for
  for await (const { name } of magento.products.iterate({}, { fields: ['sku'] })) console.log(name);
  console.log(sku, price);
}
