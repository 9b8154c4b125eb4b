import type { Handlers } from '../../call.js';
import { type JsonObject, numberAt } from '../../json.js';
import type { Product } from '../../store/rows.js';
import type { World } from '../../store/world.js';
import {
  askedProducts,
  decimal,
  filled,
  given,
  hasStore,
  type Refusal,
  type Row,
  rowsOf,
  saveRows,
  setGlobally,
} from './rows.js';

const rowText =
  ' Row ID: SKU = %SKU, Store ID: %storeId, Price From: %priceFrom, Price To: %priceTo.';

/** Prices for a time. */
export const specialPriceHandlers: Handlers = {
  'POST /V1/products/special-price': (call) =>
    saveRows(rowsOf(call), (row) => refusals(call.world, row), save),
  'POST /V1/products/special-price-information': (call) =>
    askedProducts(call).flatMap(({ sku, values }) => {
      const { special_price, special_from_date, special_to_date } = values.get(0) ?? {};
      if (special_price === undefined || special_price === null) return [];
      const price_from = special_from_date ?? null;
      const price_to = special_to_date ?? null;
      return [{ price: Number(special_price), store_id: 0, sku, price_from, price_to }];
    }),
  'POST /V1/products/special-price-delete': (call) =>
    saveRows(
      rowsOf(call),
      (row) => refusals(call.world, row),
      (product) => {
        const none = { special_price: null, special_from_date: null, special_to_date: null };
        setGlobally(product, none);
      },
    ),
};

function save(product: Product, input: JsonObject): void {
  setGlobally(product, {
    special_price: decimal(input, 'price'),
    special_from_date: given(input, 'price_from'),
    special_to_date: given(input, 'price_to'),
  });
}

function refusals(world: World, { input, product }: Row): readonly Refusal[] {
  const row = {
    SKU: given(input, 'sku'),
    storeId: given(input, 'store_id'),
    priceFrom: given(input, 'price_from'),
    priceTo: given(input, 'price_to'),
  };
  const price = numberAt(input, 'price');
  const global = 'Could not change non global Price when price scope is global.';
  return [
    ...(product === undefined ? [filled(`Invalid attribute SKU = %SKU.${rowText}`, row)] : []),
    ...(row.storeId === '0' ? [] : [filled(`${global}${rowText}`, row)]),
    ...(price === undefined || price < 0
      ? [
          filled(`Invalid attribute Price = %price.${rowText}`, {
            price: given(input, 'price'),
            ...row,
          }),
        ]
      : []),
    ...(hasStore(world, input) ? [] : [filled(`Requested store is not found.${rowText}`, row)]),
  ];
}
