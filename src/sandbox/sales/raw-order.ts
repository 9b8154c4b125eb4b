import { failure } from '../errors.js';
import { type JsonObject, numberAt, objectAt, objectsAt, textAt } from '../json.js';
import { randomToken } from '../random.js';
import type { Order, OrderItem } from '../store/rows.js';
import { nextId, nowText, type World } from '../store/world.js';
import { paymentMethods } from './checkout.js';

/** Stores an order as it is sent, as importers do: nothing is reserved, and nothing added up. */
export function rawOrder(world: World, sent: JsonObject): Order {
  checkPayment(sent);
  const id = nextId(world, 'order');
  const date = nowText(world);
  const email = textAt(sent, 'customer_email');
  const { items, billing_address, payment, extension_attributes, status_histories, ...members } =
    sent;
  const billing = addressOf(world, id, 'billing', objectAt(sent, 'billing_address'), email);
  const lines = objectsAt(sent, 'items').map((item) => lineOf(world, id, item, date));
  const { state, status, ...rest } = members;
  const order: Order = {
    id,
    state: textAt(members, 'state') ?? '',
    status: textAt(members, 'status') ?? '',
    before: undefined,
    updatedAt: date,
    head: {
      ...rest,
      base_grand_total: numberAt(sent, 'base_grand_total') ?? null,
      grand_total: numberAt(sent, 'grand_total') ?? null,
      ...(billing !== undefined && { billing_address_id: billing.entity_id }),
      created_at: date,
      entity_id: id,
      increment_id: textAt(sent, 'increment_id') ?? String(id).padStart(9, '0'),
      protect_code: randomToken(world.random, '0123456789abcdef'),
      store_name: 'Main Website\nMain Website Store\nDefault Store View',
      total_item_count: lines.length,
    },
    items: lines,
    billing: billing ?? {},
    shipping: undefined,
    payment: {
      account_status: null,
      additional_information: [],
      cc_last4: null,
      ...objectAt(sent, 'payment'),
      entity_id: id,
      parent_id: id,
    },
    comments: objectsAt(sent, 'status_histories'),
  };
  world.orders.set(id, order);
  return order;
}

function checkPayment(sent: JsonObject): void {
  if (Object.keys(objectAt(sent, 'payment')).length === 0) {
    throw failure(400, 'Please provide payment for the order.');
  }
  const method = textAt(objectAt(sent, 'payment'), 'method');
  if (paymentMethods.some(({ code }) => code === method)) return;
  throw failure(400, 'The payment method you requested is not available.');
}

function addressOf(
  world: World,
  orderId: number,
  address_type: string,
  sent: JsonObject,
  customerEmail: string | undefined,
): JsonObject | undefined {
  if (Object.keys(sent).length === 0) return undefined;
  const email = customerEmail ?? textAt(sent, 'email') ?? '';
  if (!email.includes('@')) {
    throw failure(400, "We can't save the address:\n%1", ['Email has a wrong format']);
  }
  const entity_id = nextId(world, 'orderAddress');
  return { ...sent, address_type, email, entity_id, parent_id: orderId };
}

function lineOf(world: World, orderId: number, sent: JsonObject, date: string): OrderItem {
  const id = nextId(world, 'orderItem');
  return {
    id,
    sku: textAt(sent, 'sku') ?? '',
    price: numberAt(sent, 'price') ?? 0,
    ordered: numberAt(sent, 'qty_ordered') ?? 0,
    invoiced: 0,
    shipped: 0,
    refunded: 0,
    canceled: 0,
    isVirtual: sent.product_type === 'virtual',
    head: {
      row_total: 0,
      base_row_total: 0,
      row_total_incl_tax: 0,
      base_row_total_incl_tax: 0,
      sku: null,
      ...sent,
      created_at: date,
      item_id: id,
      order_id: orderId,
      updated_at: date,
    },
  };
}
