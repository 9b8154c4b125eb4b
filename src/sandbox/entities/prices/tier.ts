import type { Handlers } from '../../call.js';
import { type JsonObject, numberAt, objectAt, textAt } from '../../json.js';
import type { Product } from '../../store/rows.js';
import { cents, type World } from '../../store/world.js';
import { askedProducts, rowsOf, saveRows } from './rows.js';
import { tierRefusals } from './tier-refusals.js';

/** The group that stands for every customer, and its name. */
const everybody = { id: 32_000, name: 'all groups' };

/** Prices from a quantity on. */
export const tierPriceHandlers: Handlers = {
  'POST /V1/products/tier-prices': (call) =>
    saveRows(
      rowsOf(call),
      (row) => tierRefusals(row, groupId(call.world, row.input), true),
      (product, input) => save(call.world, product, input),
    ),
  'PUT /V1/products/tier-prices': (call) => {
    const rows = rowsOf(call);
    // Only products that get a new one lose their old ones.
    const cleared = new Set<Product>();
    return saveRows(
      rows,
      (row) => tierRefusals(row, groupId(call.world, row.input), false),
      (product, input) => {
        if (!cleared.has(product)) product.tierPrices = [];
        cleared.add(product);
        save(call.world, product, input);
      },
    );
  },
  'POST /V1/products/tier-prices-delete': (call) =>
    saveRows(
      rowsOf(call),
      (row) => tierRefusals(row, groupId(call.world, row.input), false),
      (product, input) => {
        const key = keyOf(entryOf(call.world, product, input));
        product.tierPrices = product.tierPrices.filter((entry) => keyOf(entry) !== key);
      },
    ),
  'POST /V1/products/tier-prices-information': (call) =>
    askedProducts(call).flatMap(({ sku, tierPrices }) =>
      tierPrices.map((entry) => {
        const extension = objectAt(entry, 'extension_attributes');
        const percentage = numberAt(extension, 'percentage_value');
        return {
          price: percentage ?? numberAt(entry, 'value') ?? 0,
          price_type: percentage === undefined ? 'fixed' : 'discount',
          website_id: numberAt(extension, 'website_id') ?? 0,
          sku,
          customer_group: groupName(call.world, numberAt(entry, 'customer_group_id')),
          quantity: numberAt(entry, 'qty') ?? 0,
        };
      }),
    ),
};

function save(world: World, product: Product, input: JsonObject): void {
  const entry = entryOf(world, product, input);
  const others = product.tierPrices.filter((one) => keyOf(one) !== keyOf(entry));
  product.tierPrices = [...others, entry];
}

/** As the product itself shows it: a discount with what it comes to. */
function entryOf(world: World, product: Product, input: JsonObject): JsonObject {
  const price = numberAt(input, 'price') ?? 0;
  const discount = textAt(input, 'price_type') === 'discount';
  const full = Number(product.values.get(0)?.price ?? 0);
  const website_id = numberAt(input, 'website_id') ?? 0;
  return {
    customer_group_id: groupId(world, input) ?? everybody.id,
    qty: numberAt(input, 'quantity') ?? 0,
    value: discount ? cents(full * (1 - price / 100)) : price,
    extension_attributes: discount ? { percentage_value: price, website_id } : { website_id },
  };
}

/** Group, quantity and website: one price for each. */
function keyOf(entry: JsonObject): string {
  const website = numberAt(objectAt(entry, 'extension_attributes'), 'website_id') ?? 0;
  return `${entry.customer_group_id}|${entry.qty}|${website}`;
}

function groupId(world: World, input: JsonObject): number | undefined {
  const name = textAt(input, 'customer_group')?.toLowerCase();
  if (name === everybody.name) return everybody.id;
  const groups = [...world.customerGroups.values()];
  const found = groups.find((group) => textAt(group, 'code')?.toLowerCase() === name);
  return found === undefined ? undefined : numberAt(found, 'id');
}

function groupName(world: World, id: number | undefined): string {
  const group = world.customerGroups.get(id ?? everybody.id);
  return group === undefined ? everybody.name : (textAt(group, 'code') ?? '');
}
