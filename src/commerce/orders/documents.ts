import { list as listCreditMemos } from '../../../generated/resources/creditMemos.js';
import { list as listInvoices } from '../../../generated/resources/invoices.js';
import { invoice, refund, ship } from '../../../generated/resources/orders.js';
import { list as listShipments } from '../../../generated/resources/shipments.js';
import type { CallOptions, Client } from '../../client/types.js';
import { InputError } from '../../errors/input-error.js';
import type { SearchCriteria } from '../../search/index.js';
import type { Context } from '../context.js';
import type {
  DocumentOptions,
  InvoiceOptions,
  RefundOptions,
  ShipOptions,
} from './document-options.js';
import { makeOnce, type OrderDocument } from './make-document.js';
import { documentItems } from './order-lines.js';

/** A list of documents, of whichever kind. */
type ListDocuments = (
  client: Client,
  input: { readonly searchCriteria: SearchCriteria },
  options: CallOptions,
) => Promise<{ readonly items: readonly { readonly entity_id?: number }[] }>;

/** More than any order has. */
const MOST_DOCUMENTS = 300;

async function idsOf(
  client: Client,
  list: ListDocuments,
  orderId: number,
  signal: AbortSignal | undefined,
): Promise<number[]> {
  const filters = [{ field: 'order_id', value: orderId }];
  const searchCriteria = { filterGroups: [{ filters }], pageSize: MOST_DOCUMENTS };
  const { items } = await list(client, { searchCriteria }, { fields: 'items[entity_id]', signal });
  return items.flatMap(({ entity_id: id }) => (id === undefined ? [] : [id]));
}

async function sharedBody(
  { client }: Context,
  orderId: number,
  { items, comment, notify = false, signal }: DocumentOptions,
) {
  return {
    orderId,
    notify,
    ...(items && { items: await documentItems(client, orderId, items, signal) }),
    ...(comment !== undefined && {
      comment: { comment, is_visible_on_front: notify ? 1 : 0 },
      appendComment: notify,
    }),
  };
}

/**
 * Invoices an order, wholly or the lines named.
 * @throws BadRequestError when there is nothing left to invoice
 * @throws OutcomeUnknownError when the answer was lost and looking did not settle it
 */
export async function invoiceOrder(
  context: Context,
  orderId: number,
  options: InvoiceOptions = {},
): Promise<OrderDocument> {
  const { client } = context;
  const { capture = false, signal } = options;
  const body = { ...(await sharedBody(context, orderId, options)), capture };
  const make = () => invoice(client, body, { signal });
  const existing = () => idsOf(client, listInvoices, orderId, signal);
  return makeOnce(context, { name: 'invoice', orderId, make, existing }, signal);
}

/**
 * Ships an order, wholly or the lines named, with the numbers of the parcels.
 * @throws BadRequestError when there is nothing left to ship
 * @throws OutcomeUnknownError when the answer was lost and looking did not settle it
 */
export async function shipOrder(
  context: Context,
  orderId: number,
  options: ShipOptions = {},
): Promise<OrderDocument> {
  const { client } = context;
  const { tracks = [], source, signal } = options;
  const body = {
    ...(await sharedBody(context, orderId, options)),
    tracks: tracks.map(({ number, carrier = 'custom', title = carrier }) => ({
      track_number: number,
      carrier_code: carrier,
      title,
    })),
    ...(source !== undefined && {
      arguments: { extension_attributes: { source_code: source } },
    }),
  };
  const make = () => ship(client, body, { signal });
  const existing = () => idsOf(client, listShipments, orderId, signal);
  return makeOnce(context, { name: 'shipment', orderId, make, existing }, signal);
}

/**
 * Makes a credit memo of an order, wholly or of the lines named. No money moves; `invoices.refund` gives money
 * back through the payment method.
 * @throws BadRequestError when there is nothing left to give back
 * @throws OutcomeUnknownError when the answer was lost and looking did not settle it
 */
export async function refundOrder(
  context: Context,
  orderId: number,
  options: RefundOptions = {},
): Promise<OrderDocument> {
  const { client } = context;
  const { shippingAmount, adjustment = 0, returnToStock, signal } = options;
  if (!Number.isFinite(adjustment)) throw new InputError('orders.refund: adjustment is no number.');
  const amounts = {
    ...(shippingAmount !== undefined && { shipping_amount: shippingAmount }),
    ...(adjustment > 0 && { adjustment_positive: adjustment }),
    ...(adjustment < 0 && { adjustment_negative: -adjustment }),
    ...(returnToStock && { extension_attributes: { return_to_stock_items: [...returnToStock] } }),
  };
  const body = {
    ...(await sharedBody(context, orderId, options)),
    ...(Object.keys(amounts).length > 0 && { arguments: amounts }),
  };
  const make = () => refund(client, body, { signal });
  const existing = () => idsOf(client, listCreditMemos, orderId, signal);
  return makeOnce(context, { name: 'credit memo', orderId, make, existing }, signal);
}
