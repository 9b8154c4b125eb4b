import { type Call, type Handlers, pathId } from '../call.js';
import { failure } from '../errors.js';
import type { Json, JsonObject } from '../json.js';
import { numberAt, objectAt, textAt } from '../json.js';
import { invoiceOrder, refundOrder, shipOrder } from '../sales/documents.js';
import { cancelOrder, moveOrder } from '../sales/order-state.js';
import { renderOrder, renderOrderItem } from '../sales/order-view.js';
import { type Criteria, echoOf } from '../search/criteria.js';
import { search } from '../search/run.js';
import type { Document, Order } from '../store/rows.js';
import { nextId, nowText } from '../store/world.js';

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
  'GET /V1/orders/{id}': (call) => renderOrder(orderById(call, 'id')),
  'GET /V1/orders/{id}/statuses': (call) => orderById(call, 'id').status,
  'GET /V1/orders/{id}/comments': (call) => {
    const id = pathId(call, 'id');
    const criteria: Criteria = {
      groups: [[{ field: 'parent_id', value: String(id), condition: 'eq' }]],
      sorts: [],
      pageSize: undefined,
      currentPage: undefined,
    };
    const items = call.world.orders.get(id)?.comments ?? [];
    return { items, search_criteria: echoOf(criteria), total_count: items.length };
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
  'POST /V1/order/{orderId}/invoice': (call) =>
    String(invoiceOrder(call.world, orderById(call, 'orderId'), call.input).entity_id),
  'POST /V1/order/{orderId}/ship': (call) =>
    String(shipOrder(call.world, orderById(call, 'orderId'), call.input).entity_id),
  'POST /V1/order/{orderId}/refund': (call) =>
    String(refundOrder(call.world, orderById(call, 'orderId'), call.input).entity_id),
  'GET /V1/invoices': (call) => listDocuments(call, call.world.invoices),
  'GET /V1/invoices/{id}': (call) => documentById(call, call.world.invoices),
  'GET /V1/shipments': (call) => listDocuments(call, call.world.shipments),
  'GET /V1/shipment/{id}': (call) => documentById(call, call.world.shipments),
  'GET /V1/creditmemos': (call) => listDocuments(call, call.world.creditmemos),
  'GET /V1/creditmemo/{id}': (call) => documentById(call, call.world.creditmemos),
  'GET /V1/transactions': (call) => listDocuments(call, new Map()),
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

const documentColumns = [
  'entity_id',
  'increment_id',
  'order_id',
  'store_id',
  'state',
  'grand_total',
  'base_grand_total',
  'total_qty',
  'created_at',
  'updated_at',
  'billing_address_id',
  'shipping_address_id',
  'order_currency_code',
];

function orderById(call: Call, parameter: string): Order {
  const id = pathId(call, parameter);
  if (id === 0) throw failure(400, 'An ID is needed. Set the ID and try again.');
  const order = call.world.orders.get(id);
  if (order === undefined) throw noSuchDocument();
  return order;
}

function noSuchDocument(): Error {
  return failure(
    404,
    "The entity that was requested doesn't exist. Verify the entity and try again.",
  );
}

function listDocuments(call: Call, documents: ReadonlyMap<number, Document>): unknown {
  return search(call, {
    rows: documents.values(),
    has: (field) => documentColumns.includes(field),
    column: (document, field): Json | undefined => document[field] ?? null,
    render: (document) => document,
    unknownField: 'hidden',
  });
}

function documentById(call: Call, documents: ReadonlyMap<number, Document>): Document {
  const id = pathId(call, 'id');
  if (id === 0) throw failure(400, 'An ID is needed. Set the ID and try again.');
  const document = documents.get(id);
  if (document === undefined) throw noSuchDocument();
  return document;
}
