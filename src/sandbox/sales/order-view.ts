import type { JsonObject } from '../json.js';
import { numberAt } from '../json.js';
import type { Order, OrderItem } from '../store/rows.js';
import { cents } from '../store/world.js';
import { both } from './totals.js';

/** An order as answered. */
export function renderOrder(order: Order): JsonObject {
  const items = order.items.map(renderOrderItem);
  return {
    ...order.head,
    ...paidSoFar(order),
    // Only orders stored as they were sent can be without.
    state: order.state === '' ? undefined : order.state,
    status: order.status === '' ? undefined : order.status,
    hold_before_state: order.before?.state,
    hold_before_status: order.before?.status,
    updated_at: order.updatedAt,
    items,
    billing_address: Object.keys(order.billing).length === 0 ? undefined : order.billing,
    payment: order.payment,
    status_histories: order.comments,
    extension_attributes: {
      shipping_assignments: [
        {
          shipping:
            order.shipping === undefined
              ? { total: shippingTotal(order) }
              : {
                  address: order.shipping,
                  method: 'flatrate_flatrate',
                  total: shippingTotal(order),
                },
          items,
        },
      ],
      payment_additional_info: [{ key: 'method_title', value: 'Check / Money order' }],
      applied_taxes: [],
      item_applied_taxes: [],
    },
  };
}

/** Money received and given back; an untouched order shows what is due and nothing else. */
export function paidSoFar(order: Order): JsonObject {
  const total = numberAt(order.head, 'grand_total') ?? 0;
  const invoiced = order.items.some((item) => item.invoiced > 0) ? invoicedAmount(order) : 0;
  const refunded = order.items.some((item) => item.refunded > 0) ? refundedAmount(order) : 0;
  return {
    ...both('total_due', cents(order.state === 'canceled' ? 0 : total - invoiced)),
    ...(invoiced > 0 && { ...both('total_invoiced', invoiced), ...both('total_paid', invoiced) }),
    ...(refunded > 0 && both('total_refunded', refunded)),
    ...(order.state === 'canceled' && both('total_canceled', total)),
  };
}

/** Shipping is charged with the first invoice and returned with the full refund. */
function invoicedAmount(order: Order): number {
  const goods = order.items.reduce((sum, item) => sum + item.price * item.invoiced, 0);
  return cents(goods + (numberAt(order.head, 'shipping_amount') ?? 0));
}

function refundedAmount(order: Order): number {
  const goods = order.items.reduce((sum, item) => sum + item.price * item.refunded, 0);
  const all = order.items.every((item) => item.refunded === item.ordered);
  return cents(goods + (all ? (numberAt(order.head, 'shipping_amount') ?? 0) : 0));
}

/** A line of an order. */
export function renderOrderItem(item: OrderItem): JsonObject {
  return {
    ...item.head,
    ...both('amount_refunded', cents(item.price * item.refunded)),
    ...both('row_invoiced', cents(item.price * item.invoiced)),
    qty_canceled: item.canceled,
    qty_invoiced: item.invoiced,
    qty_refunded: item.refunded,
    qty_shipped: item.shipped,
  };
}

function shippingTotal(order: Order): JsonObject {
  const amount = numberAt(order.head, 'shipping_amount') ?? 0;
  return {
    ...both('shipping_amount', amount),
    ...both('shipping_discount_amount', 0),
    base_shipping_discount_tax_compensation_amnt: 0,
    shipping_discount_tax_compensation_amount: 0,
    ...both('shipping_incl_tax', amount),
    ...both('shipping_tax_amount', 0),
  };
}
