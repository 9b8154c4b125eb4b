import { type Call, type Handlers, pathId } from '../../call.js';
import { failure } from '../../errors.js';
import { type Json, type JsonObject, numberAt, objectAt, objectsAt } from '../../json.js';
import { refundInvoice } from '../../sales/documents.js';
import { rawDocument } from '../../sales/raw-document.js';
import { search } from '../../search/run.js';
import type { Document } from '../../store/rows.js';
import { nextId, nowText, type World } from '../../store/world.js';
import { documentById, noSuchDocument } from './parts.js';

/** Invoices, shipments and credit memos. */
export const documentHandlers: Handlers = {
  'GET /V1/invoices': (call) => listDocuments(call, call.world.invoices),
  'GET /V1/invoices/{id}': (call) => ofPath(call, call.world.invoices),
  'POST /V1/invoices/': (call) =>
    saveRaw(call, call.world.invoices, 'entity', ['invoice', 'invoiceItem']),
  'POST /V1/invoices/{id}/capture': (call) => refused(call, 'capture'),
  'POST /V1/invoices/{id}/void': (call) => refused(call, 'void'),
  'POST /V1/invoice/{invoiceId}/refund': (call) => {
    const invoice = documentById(call.world.invoices, pathId(call, 'invoiceId'));
    return Number(refundInvoice(call.world, invoice, call.input).entity_id);
  },
  'GET /V1/shipments': (call) => listDocuments(call, call.world.shipments),
  'GET /V1/shipment/{id}': (call) => ofPath(call, call.world.shipments),
  'POST /V1/shipment/': (call) => {
    const { packages, tracks, ...rest } = saveRaw(call, call.world.shipments, 'entity', [
      'shipment',
      'shipmentItem',
    ]);
    return { ...rest, packages: packages ?? [], tracks: tracks ?? [] };
  },
  // Labels are made by carriers, of which there is none.
  'GET /V1/shipment/{id}/label': (call) => (ofPath(call, call.world.shipments) ? '' : undefined),
  'POST /V1/shipment/track': (call) => addTrack(call.world, objectAt(call.input, 'entity')),
  'DELETE /V1/shipment/track/{id}': (call) => removeTrack(call.world, pathId(call, 'id')),
  'GET /V1/creditmemos': (call) => listDocuments(call, call.world.creditmemos),
  'GET /V1/creditmemo/{id}': (call) => ofPath(call, call.world.creditmemos),
  'POST /V1/creditmemo': (call) =>
    saveRaw(call, call.world.creditmemos, 'entity', ['creditmemo', 'creditmemoItem']),
  'POST /V1/creditmemo/refund': (call) =>
    saveRaw(call, call.world.creditmemos, 'creditmemo', ['creditmemo', 'creditmemoItem'], 2),
  'PUT /V1/creditmemo/{id}': () => {
    throw failure(400, 'You can not cancel Credit Memo');
  },
};

const columns = [
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

function listDocuments(call: Call, documents: ReadonlyMap<number, Document>): unknown {
  return search(call, {
    rows: documents.values(),
    has: (field) => columns.includes(field),
    column: (document, field): Json | undefined => document[field] ?? null,
    render: (document) => document,
    unknownField: 'hidden',
  });
}

function ofPath(call: Call, documents: ReadonlyMap<number, Document>): Document {
  return documentById(documents, pathId(call, 'id'));
}

function refused(call: Call, action: string): never {
  ofPath(call, call.world.invoices);
  throw failure(400, `The ${action} action is not available.`);
}

/** Stores a document as it is sent, without a look at the order's lines. */
function saveRaw(
  { world, input }: Call,
  rows: Map<number, Document>,
  argument: string,
  tables: readonly [string, string],
  state?: number,
): Document {
  const sent = objectAt(input, argument);
  const document = rawDocument(world, sent, tables, state);
  rows.set(document.entity_id, document);
  return document;
}

function addTrack(world: World, sent: JsonObject): JsonObject {
  const shipment = world.shipments.get(numberAt(sent, 'parent_id') ?? 0);
  if (shipment === undefined || shipment.order_id !== sent.order_id) {
    throw failure(400, 'Could not save the shipment tracking.');
  }
  const track = {
    weight: null,
    qty: null,
    description: null,
    title: null,
    ...sent,
    created_at: nowText(world),
    updated_at: nowText(world),
    entity_id: nextId(world, 'track'),
  };
  const tracks = [...objectsAt(shipment, 'tracks'), track];
  world.shipments.set(shipment.entity_id, { ...shipment, tracks });
  return track;
}

function removeTrack(world: World, id: number): boolean {
  for (const shipment of world.shipments.values()) {
    const tracks = objectsAt(shipment, 'tracks');
    const kept = tracks.filter(({ entity_id }) => entity_id !== id);
    if (kept.length === tracks.length) continue;
    world.shipments.set(shipment.entity_id, { ...shipment, tracks: kept });
    return true;
  }
  throw noSuchDocument();
}
