import { failure } from '../errors.js';
import type { JsonObject } from '../json.js';
import { numberAt, objectsAt, textAt } from '../json.js';
import type { Document, Order, OrderItem } from '../store/rows.js';
import { reserve, shipFromSource } from '../store/stock.js';
import { nextId, nowText, type World } from '../store/world.js';
import { amountsFor, commentsFor, documentItem, headFor, type Part } from './document-parts.js';
import { both } from './totals.js';

/** Invoices an order, wholly or the lines named. */
export function invoiceOrder(world: World, order: Order, input: JsonObject): Document {
  const parts = partsFor(order, input, (item) => item.ordered - item.invoiced - item.canceled);
  const problems = problemsOf(
    order,
    parts,
    'invoice',
    "The invoice can't be created without products. Add products and try again.",
  );
  if (problems.length > 0) throw validationError('Invoice', problems);
  const id = nextId(world, 'invoice');
  const first = order.items.every((item) => item.invoiced === 0);
  const document: Document = {
    ...amountsFor(order, parts, first),
    ...headFor(world, order, id),
    can_void_flag: 0,
    state: 2,
    total_qty: parts.reduce((sum, { qty }) => sum + qty, 0),
    items: parts.map((part) => documentItem(world, 'invoiceItem', id, part)),
    comments: commentsFor(world, 'invoiceComment', id, input),
  };
  world.invoices.set(id, document);
  change(world, order, parts, (item, qty) => ({ ...item, invoiced: item.invoiced + qty }));
  return document;
}

/** Ships an order, wholly or the lines named. */
export function shipOrder(world: World, order: Order, input: JsonObject): Document {
  const parts = partsFor(order, input, (item) =>
    item.isVirtual ? 0 : item.ordered - item.shipped - item.canceled - item.refunded,
  );
  const problems = problemsOf(
    order,
    parts,
    'shipment',
    "You can't create a shipment without products.",
  );
  if (problems.length > 0) throw validationError('Shipment', problems);
  const id = nextId(world, 'shipment');
  const { billing_address_id, created_at, updated_at, ...head } = headFor(world, order, id);
  const document: Document = {
    billing_address_id,
    created_at,
    entity_id: id,
    increment_id: head.increment_id,
    order_id: order.id,
    packages: [],
    shipping_address_id: head.shipping_address_id,
    store_id: head.store_id,
    total_qty: parts.reduce((sum, { qty }) => sum + qty, 0),
    updated_at,
    items: parts.map((part) => documentItem(world, 'shipmentItem', id, part)),
    tracks: objectsAt(input, 'tracks').map((track) => ({
      order_id: order.id,
      created_at,
      entity_id: nextId(world, 'track'),
      parent_id: id,
      updated_at,
      weight: null,
      qty: null,
      description: null,
      track_number: textAt(track, 'track_number') ?? null,
      title: textAt(track, 'title') ?? null,
      carrier_code: textAt(track, 'carrier_code') ?? null,
    })),
    comments: commentsFor(world, 'shipmentComment', id, input),
    extension_attributes: { source_code: 'default' },
  };
  world.shipments.set(id, document);
  for (const { item, qty } of parts) shipFromSource(world, item.sku, qty);
  change(world, order, parts, (item, qty) => ({ ...item, shipped: item.shipped + qty }));
  return document;
}

/** Refunds an order, wholly or the lines named. */
export function refundOrder(world: World, order: Order, input: JsonObject): Document {
  const parts = partsFor(order, input, (item) => item.invoiced - item.refunded);
  const problems = problemsOf(
    order,
    parts,
    'creditmemo',
    "The credit memo's total must be positive.",
  );
  if (problems.length > 0) throw validationError('Creditmemo', problems);
  const id = nextId(world, 'creditmemo');
  const whole =
    parts.every(({ item, qty }) => qty === item.ordered) && parts.length === order.items.length;
  const {
    base_shipping_discount_tax_compensation_amnt: _base,
    shipping_discount_tax_compensation_amount: _own,
    ...amounts
  } = amountsFor(order, parts, whole);
  const document: Document = {
    ...both('adjustment', 0),
    ...amounts,
    ...headFor(world, order, id),
    state: 2,
    items: parts.map((part) => ({
      base_cost: null,
      ...documentItem(world, 'creditmemoItem', id, part),
    })),
    comments: commentsFor(world, 'creditmemoComment', id, input),
  };
  world.creditmemos.set(id, document);
  // What was paid and never shipped can be sold again.
  for (const { item, qty } of parts) if (item.shipped === 0) reserve(world, item.sku, qty);
  change(world, order, parts, (item, qty) => ({ ...item, refunded: item.refunded + qty }));
  return document;
}

/** Refunds what an invoice was about; one that is open has nothing to give back. */
export function refundInvoice(world: World, invoice: JsonObject, input: JsonObject): Document {
  const order = world.orders.get(numberAt(invoice, 'order_id') ?? 0);
  if (order === undefined || invoice.state !== 2) {
    throw validationError('Creditmemo', ["We can't create creditmemo for the invoice."]);
  }
  return refundOrder(world, order, {
    ...input,
    items:
      objectsAt(input, 'items').length > 0
        ? objectsAt(input, 'items')
        : objectsAt(invoice, 'items'),
  });
}

function partsFor(
  order: Order,
  input: JsonObject,
  open: (item: OrderItem) => number,
): readonly Part[] {
  const asked = objectsAt(input, 'items');
  const all = order.items.map((item) => ({ item, qty: open(item) }));
  if (asked.length === 0) return all.filter(({ qty }) => qty > 0);
  return asked.flatMap((line) => {
    const part = all.find(({ item }) => item.id === numberAt(line, 'order_item_id'));
    const qty = Math.min(numberAt(line, 'qty') ?? 0, part?.qty ?? 0);
    return part === undefined || qty <= 0 ? [] : [{ item: part.item, qty }];
  });
}

function problemsOf(
  order: Order,
  parts: readonly Part[],
  kind: string,
  empty: string,
): readonly string[] {
  const closed = ['canceled', 'closed', 'holded'].includes(order.state);
  const done = order.items.every(
    (item) => (kind === 'shipment' ? item.shipped : item.invoiced) >= item.ordered,
  );
  const refused = kind === 'creditmemo' ? closed : closed || done;
  const article =
    kind === 'invoice' ? 'an invoice' : kind === 'shipment' ? 'a shipment' : 'creditmemo';
  return [
    ...(parts.length === 0 ? [empty] : []),
    ...(refused ? [`The order does not allow ${article} to be created.`] : []),
  ];
}

function validationError(kind: string, problems: readonly string[]): Error {
  return failure(400, `${kind} Document Validation Error(s):\n${problems.join('\n')}`);
}

function change(
  world: World,
  order: Order,
  parts: readonly Part[],
  apply: (item: OrderItem, qty: number) => OrderItem,
): void {
  order.items = order.items.map((item) => {
    const part = parts.find((candidate) => candidate.item === item);
    return part === undefined ? item : apply(item, part.qty);
  });
  order.updatedAt = nowText(world);
  const paid = order.items.every((item) => item.invoiced >= item.ordered);
  const sent = order.items.every((item) => item.isVirtual || item.shipped >= item.ordered);
  const returned = order.items.every((item) => item.refunded >= item.ordered);
  order.state = returned ? 'closed' : paid && sent ? 'complete' : 'processing';
  order.status = order.state;
}
