import { type Call, type Handlers, pathId } from '../call.js';
import { failure } from '../errors.js';
import type { JsonObject } from '../json.js';
import { listAt, numberAt, objectAt, textAt } from '../json.js';
import { invoiceOrder, refundOrder, shipOrder } from '../sales/documents.js';
import { cancelOrder, moveOrder } from '../sales/order-state.js';
import { renderOrder, renderOrderItem } from '../sales/order-view.js';
import { rawOrder } from '../sales/raw-order.js';
import { search } from '../search/run.js';
import type { Order } from '../store/rows.js';
import { nextId, nowText } from '../store/world.js';
import { commentsAnswer, noSuchDocument } from './documents/parts.js';

/** Orders and their documents. */
export const orderHandlers: Handlers = {
  'GET /V1/orders': (call) =>
    search(call, {
      rows: call.world.orders.values(),
      has: (field) => orderColumns.includes(field),
      column: (order, field) => renderOrder(order)[field] ?? null,
      render: renderOrder,
      unknownField: 'hidden',
    }),
  'POST /V1/orders': ({ world, input }) => renderRaw(rawOrder(world, objectAt(input, 'entity'))),
  'PUT /V1/orders/create': ({ world, input }) =>
    renderRaw(rawOrder(world, objectAt(input, 'entity'))),
  'GET /V1/orders/{id}': (call) => renderOrder(orderById(call, 'id')),
  'GET /V1/orders/{id}/statuses': (call) => orderById(call, 'id').status,
  'GET /V1/orders/{id}/comments': (call) => {
    const id = pathId(call, 'id');
    return commentsAnswer(id, { comments: call.world.orders.get(id)?.comments });
  },
  'POST /V1/orders/{id}/comments': (call) => {
    const order = orderById(call, 'id');
    const input = objectAt(call.input, 'statusHistory');
    const status = textAt(input, 'status') ?? order.status;
    const comment: JsonObject = {
      comment: textAt(input, 'comment') ?? null,
      created_at: nowText(call.world),
      entity_id: nextId(call.world, 'orderComment'),
      entity_name: 'order',
      is_customer_notified: numberAt(input, 'is_customer_notified') ?? 0,
      is_visible_on_front: numberAt(input, 'is_visible_on_front') ?? 0,
      parent_id: order.id,
      status,
    };
    order.comments = [...order.comments, comment];
    order.status = status;
    order.updatedAt = nowText(call.world);
    return true;
  },
  'POST /V1/orders/{id}/cancel': (call) => cancelOrder(call.world, orderById(call, 'id')),
  'POST /V1/orders/{id}/emails': (call) => orderById(call, 'id').id > 0,
  'POST /V1/orders/{id}/hold': (call) => {
    const order = orderById(call, 'id');
    if (!['new', 'processing'].includes(order.state))
      throw failure(400, 'A hold action is not available.');
    order.before = { state: order.state, status: order.status };
    return moveOrder(call.world, order, 'holded', 'holded');
  },
  'POST /V1/orders/{id}/unhold': (call) => {
    const order = orderById(call, 'id');
    const { before } = order;
    if (before === undefined) throw failure(400, 'You cannot remove the hold.');
    order.before = undefined;
    return moveOrder(call.world, order, before.state, before.status);
  },
  'GET /V1/orders/items': (call) =>
    search(call, {
      rows: [...call.world.orders.values()].flatMap((order) => order.items.map(renderOrderItem)),
      has: (field) =>
        [
          'item_id',
          'order_id',
          'sku',
          'name',
          'product_id',
          'product_type',
          'price',
          'created_at',
          'updated_at',
          'qty_ordered',
          'store_id',
        ].includes(field),
      column: (item, field) => item[field] ?? null,
      render: (item) => item,
      unknownField: 'hidden',
    }),
  'GET /V1/orders/items/{id}': (call) => {
    const id = pathId(call, 'id');
    const all = [...call.world.orders.values()].flatMap(({ items }) => items);
    const item = all.find((one) => one.id === id);
    if (item === undefined) throw noSuchDocument();
    return renderOrderItem(item);
  },
  'PUT /V1/orders/{parent_id}': (call) => changeAddress(orderById(call, 'parent_id'), call),
  'POST /V1/order/notify-orders-are-ready-for-pickup': ({ world, input }) => {
    const errors = listAt(input, 'orderIds')
      .filter((id) => !world.orders.has(Number(id)))
      .map((id) => ({ id, message: 'The order is not ready for pickup' }));
    return { successful: errors.length === 0, errors };
  },
  'POST /V1/order/{orderId}/invoice': (call) =>
    String(invoiceOrder(call.world, orderById(call, 'orderId'), call.input).entity_id),
  'POST /V1/order/{orderId}/ship': (call) =>
    String(shipOrder(call.world, orderById(call, 'orderId'), call.input).entity_id),
  'POST /V1/order/{orderId}/refund': (call) =>
    String(refundOrder(call.world, orderById(call, 'orderId'), call.input).entity_id),
};

const orderColumns = [
  'entity_id',
  'increment_id',
  'state',
  'status',
  'store_id',
  'customer_id',
  'customer_email',
  'customer_group_id',
  'customer_firstname',
  'customer_lastname',
  'customer_is_guest',
  'created_at',
  'updated_at',
  'grand_total',
  'base_grand_total',
  'subtotal',
  'base_subtotal',
  'shipping_amount',
  'total_paid',
  'total_due',
  'total_refunded',
  'total_qty_ordered',
  'total_item_count',
  'quote_id',
  'order_currency_code',
  'base_currency_code',
  'weight',
  'is_virtual',
  'billing_address_id',
  'protect_code',
  'remote_ip',
  'shipping_description',
  'coupon_code',
  'ext_order_id',
  'store_name',
  'email_sent',
  'hold_before_state',
  'hold_before_status',
];

/** A save answers what was in PHP's hands, without what a read adds to it. */
function renderRaw(order: Order): JsonObject {
  const { extension_attributes, ...rest } = renderOrder(order);
  return { ...rest, items: order.items.map(({ head }) => head) };
}

/** One of the two addresses, by its type or its id. */
function changeAddress(order: Order, { input }: Call): JsonObject {
  const sent = objectAt(input, 'entity');
  const isBilling =
    sent.address_type === 'billing' || numberAt(sent, 'entity_id') === order.billing.entity_id;
  const before = isBilling ? order.billing : (order.shipping ?? order.billing);
  const address = { ...before, ...sent, entity_id: before.entity_id, parent_id: order.id };
  if (isBilling || order.shipping === undefined) order.billing = address;
  else order.shipping = address;
  return address;
}

function orderById(call: Call, parameter: string): Order {
  const id = pathId(call, parameter);
  if (id === 0) throw failure(400, 'An ID is needed. Set the ID and try again.');
  const order = call.world.orders.get(id);
  if (order === undefined) throw noSuchDocument();
  return order;
}
