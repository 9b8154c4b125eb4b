import type { Handlers } from '../../call.js';
import { numberAt } from '../../json.js';
import type { World } from '../../store/world.js';
import {
  askedProducts,
  filled,
  given,
  hasStore,
  type Refusal,
  type Row,
  rowsOf,
  saveRows,
  setGlobally,
} from './rows.js';

/** Prices without discounts. */
export const basePriceHandlers: Handlers = {
  'POST /V1/products/base-prices': (call) =>
    saveRows(
      rowsOf(call),
      (row) => refusals(call.world, row),
      (product, input) => setGlobally(product, { price: numberAt(input, 'price') ?? null }),
    ),
  'POST /V1/products/base-prices-information': (call) =>
    askedProducts(call).map((product) => ({
      price: product.values.get(0)?.price ?? null,
      store_id: 0,
      sku: product.sku,
    })),
};

function refusals(world: World, { input, product }: Row): readonly Refusal[] {
  // The names stand in the parameters, by position, though the text asks for them by name.
  const invalid = (name: string, value: string | null): Refusal => ({
    message: 'Invalid attribute %fieldName = %fieldValue.',
    parameters: [name, value],
  });
  const price = numberAt(input, 'price');
  const SKU = given(input, 'sku');
  return [
    ...(product === undefined ? [invalid('SKU', SKU)] : []),
    ...(price === undefined || price < 0 ? [invalid('Price', given(input, 'price'))] : []),
    ...(hasStore(world, input)
      ? []
      : [
          filled('Requested store is not found. Row ID: SKU = %SKU, Store ID: %storeId.', {
            SKU,
            storeId: given(input, 'store_id'),
          }),
        ]),
  ];
}
