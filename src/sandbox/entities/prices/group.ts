import { type Call, type Handlers, pathText } from '../../call.js';
import { failure, noSuchEntity } from '../../errors.js';
import { type JsonObject, numberAt } from '../../json.js';
import { productOfPath } from '../product-parts/rows.js';

const path = '/V1/products/{sku}/group-prices/{customerGroupId}/tiers';

/** Tier prices of one product and one group; `all` is every group. */
export const groupPriceHandlers: Handlers = {
  [`GET ${path}`]: (call) => {
    const group = groupOf(call);
    return productOfPath(call)
      .tierPrices.filter((entry) => entry.customer_group_id === group)
      .map(({ qty, value }) => ({ customer_group_id: group, qty, value }));
  },
  [`POST ${path}/{qty}/price/{price}`]: (call) => {
    const product = productOfPath(call);
    const [qty, value] = [numberOf(call, 'qty'), numberOf(call, 'price')];
    if (!(qty > 0) || !(value > 0)) {
      throw failure(400, 'The data was invalid. Verify the data and try again.');
    }
    const entry: JsonObject = {
      customer_group_id: groupOf(call),
      qty,
      value,
      extension_attributes: { website_id: 0 },
    };
    product.tierPrices = [...product.tierPrices.filter((one) => !isSame(one, entry)), entry];
    return true;
  },
  [`DELETE ${path}/{qty}`]: (call) => {
    const product = productOfPath(call);
    const asked = { customer_group_id: groupOf(call), qty: numberOf(call, 'qty') };
    const kept = product.tierPrices.filter((entry) => !isSame(entry, asked));
    if (kept.length === product.tierPrices.length) {
      const message =
        "Product hasn't group price with such data: customerGroupId = '%1', website = %2, qty = %3";
      throw failure(404, message, [pathText(call, 'customerGroupId'), 0, asked.qty]);
    }
    product.tierPrices = kept;
    return true;
  },
};

function groupOf(call: Call): number {
  const text = pathText(call, 'customerGroupId');
  if (text === 'all') return 32_000;
  const id = Number(text);
  if (call.world.customerGroups.has(id)) return id;
  throw noSuchEntity('id', text);
}

function numberOf(call: Call, parameter: string): number {
  return Number(pathText(call, parameter));
}

function isSame(a: JsonObject, b: JsonObject): boolean {
  return a.customer_group_id === b.customer_group_id && numberAt(a, 'qty') === numberAt(b, 'qty');
}
