import type { HelperOptions } from '../context.js';
import type { OrderLine } from './order-lines.js';

/** What all documents of an order have. */
export interface DocumentOptions extends HelperOptions {
  /** Lines and quantities. Default: all that is open. */
  readonly items?: readonly OrderLine[] | undefined;
  /** A remark kept with the document; the customer reads it when `notify` is true. */
  readonly comment?: string | undefined;
  /** Sends the customer a mail. Default false. */
  readonly notify?: boolean | undefined;
}

/** Options of an invoice. */
export interface InvoiceOptions extends DocumentOptions {
  /** Takes the money where the payment method does that online. Default false. */
  readonly capture?: boolean | undefined;
}

/** A parcel's number. */
export interface Track {
  readonly number: string;
  /** Such as `ups`; `custom` for a carrier the store does not know. Default `custom`. */
  readonly carrier?: string | undefined;
  /** What customers read. Default: the carrier. */
  readonly title?: string | undefined;
}

/** Options of a shipment. */
export interface ShipOptions extends DocumentOptions {
  readonly tracks?: readonly Track[] | undefined;
  /** Code of the source the goods leave from. Default: what the store decides. */
  readonly source?: string | undefined;
}

/** Options of a credit memo. */
export interface RefundOptions extends DocumentOptions {
  /** Shipping costs given back. Default: what the store decides. */
  readonly shippingAmount?: number | undefined;
  /** Given back besides, or, when negative, kept. Default 0. */
  readonly adjustment?: number | undefined;
  /** Ids of the order's items that go back into stock. Default: none. */
  readonly returnToStock?: readonly number[] | undefined;
}
