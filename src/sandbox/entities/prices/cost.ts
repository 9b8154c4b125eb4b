import type { Handlers } from '../../call.js';
import { numberAt } from '../../json.js';
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

const rowText = ' Row ID: SKU = %SKU, Store ID: %storeId.';

/** What products cost the shop. */
export const costHandlers: Handlers = {
  'POST /V1/products/cost': (call) =>
    saveRows(
      rowsOf(call),
      (row) => refusals(call.world, row),
      (product, input) => setGlobally(product, { cost: decimal(input, 'cost') }),
    ),
  'POST /V1/products/cost-information': (call) =>
    askedProducts(call).flatMap(({ sku, values }) => {
      const cost = values.get(0)?.cost ?? null;
      return cost === null ? [] : [{ cost: Number(cost), store_id: 0, sku }];
    }),
  'POST /V1/products/cost-delete': (call) => {
    for (const product of askedProducts(call)) setGlobally(product, { cost: null });
    return true;
  },
};

function refusals(world: World, { input, product }: Row): readonly Refusal[] {
  const row = { SKU: given(input, 'sku'), storeId: given(input, 'store_id') };
  const cost = numberAt(input, 'cost');
  const invalidCost = { cost: given(input, 'cost'), ...row };
  return [
    ...(product === undefined ? [filled(`Invalid attribute SKU = %SKU.${rowText}`, row)] : []),
    ...(cost === undefined || cost < 0
      ? [filled(`Invalid attribute Cost = %cost.${rowText}`, invalidCost)]
      : []),
    ...(hasStore(world, input) ? [] : [filled(`Requested store is not found.${rowText}`, row)]),
  ];
}
