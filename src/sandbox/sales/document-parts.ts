import type { JsonObject } from '../json.js';
import { booleanAt, numberAt, objectAt, textAt } from '../json.js';
import type { Order, OrderItem } from '../store/rows.js';
import { cents, nextId, nowText, type World } from '../store/world.js';
import { both } from './totals.js';

/** A line a document is about, and how many pieces of it. */
export interface Part {
  readonly item: OrderItem;
  readonly qty: number;
}

/** What a document comes to; shipping is charged and returned once. */
export function amountsFor(
  order: Order,
  parts: readonly Part[],
  withShipping: boolean,
): JsonObject {
  const subtotal = cents(parts.reduce((sum, { item, qty }) => sum + item.price * qty, 0));
  const shipping = withShipping ? (numberAt(order.head, 'shipping_amount') ?? 0) : 0;
  return {
    base_currency_code: 'USD',
    ...both('discount_amount', 0),
    ...both('grand_total', cents(subtotal + shipping)),
    ...both('discount_tax_compensation_amount', 0),
    ...both('shipping_amount', shipping),
    base_shipping_discount_tax_compensation_amnt: 0,
    shipping_discount_tax_compensation_amount: 0,
    ...both('shipping_incl_tax', shipping),
    ...both('shipping_tax_amount', 0),
    ...both('subtotal', subtotal),
    ...both('subtotal_incl_tax', subtotal),
    ...both('tax_amount', 0),
    base_to_global_rate: 1,
    base_to_order_rate: 1,
    global_currency_code: 'USD',
    order_currency_code: 'USD',
    store_currency_code: 'USD',
    store_to_base_rate: 0,
    store_to_order_rate: 0,
  };
}

/** Members every document begins with. */
export function headFor(
  world: World,
  order: Order,
  id: number,
): JsonObject & { readonly entity_id: number } {
  return {
    billing_address_id: order.billing.entity_id,
    created_at: nowText(world),
    entity_id: id,
    increment_id: String(id).padStart(9, '0'),
    order_id: order.id,
    shipping_address_id: order.shipping?.entity_id,
    store_id: order.head.store_id,
    updated_at: nowText(world),
  };
}

/** A line of a document. */
export function documentItem(
  world: World,
  table: string,
  parentId: number,
  { item, qty }: Part,
): JsonObject {
  const common = {
    entity_id: nextId(world, table),
    name: item.head.name,
    parent_id: parentId,
    price: item.price,
    product_id: item.head.product_id,
    sku: item.sku,
    order_item_id: item.id,
    qty,
  };
  if (table === 'shipmentItem') return { ...common, weight: item.head.weight };
  const row = cents(item.price * qty);
  return {
    ...common,
    base_price: item.price,
    ...both('discount_tax_compensation_amount', 0),
    ...both('price_incl_tax', item.price),
    ...both('row_total', row),
    ...both('row_total_incl_tax', row),
    ...both('tax_amount', 0),
  };
}

/** The comment of a request, if it is to be kept. */
export function commentsFor(
  world: World,
  table: string,
  parentId: number,
  input: JsonObject,
): readonly JsonObject[] {
  const comment = objectAt(input, 'comment');
  if (booleanAt(input, 'appendComment') !== true || textAt(comment, 'comment') === undefined)
    return [];
  return [
    {
      is_customer_notified: 0,
      parent_id: parentId,
      comment: comment.comment,
      is_visible_on_front: numberAt(comment, 'is_visible_on_front') ?? 0,
      created_at: nowText(world),
      entity_id: nextId(world, table),
    },
  ];
}
