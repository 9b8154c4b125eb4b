import type { Client } from '../client/types.js';
import { type Clock, systemClock } from '../clock.js';
import { type Attributes, createAttributes } from './attributes/create-attributes.js';
import { createDefinitions } from './attributes/definitions.js';
import type { AttributeMap } from './attributes/values.js';
import { type CartState, findOrder } from './checkout/find-order.js';
import {
  type CheckoutResult,
  type GuestCheckout,
  type GuestCheckoutOptions,
  guestCheckout,
} from './checkout/guest.js';
import { inStoreView } from './checkout/in-store-view.js';
import type { Context, HelperOptions } from './context.js';
import type { SetQuantitiesResult, SourceQuantity } from './inventory/quantities.js';
import { type SalableOptions, type SalableResult, salable } from './inventory/salable.js';
import { type SetQuantitiesOptions, setQuantities } from './inventory/set-quantities.js';
import type { ImageBytes, ImageSource } from './media/source.js';
import { type UploadOptions, type UploadResult, uploadImage } from './media/upload.js';
import type { InvoiceOptions, RefundOptions, ShipOptions } from './orders/document-options.js';
import { invoiceOrder, refundOrder, shipOrder } from './orders/documents.js';
import type { OrderDocument } from './orders/make-document.js';
import type { ProductInput } from './products/product-input.js';
import { type UpsertOptions, type UpsertResult, upsertProduct } from './products/upsert.js';
import type { ProductWarning } from './warnings.js';

/** Options of {@link commerce}. */
export interface CommerceOptions {
  /** Told of each warning; results hold them too. Default: nobody. */
  readonly onWarning?: ((warning: ProductWarning) => void) | undefined;
  /** Fetches images by their address. Default: the platform's `fetch`. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Where time comes from. Default: the platform's clock. */
  readonly clock?: Clock | undefined;
}

/** Helpers over several calls. `A` are the shop's custom attributes: their codes and types. */
export interface Commerce<A extends object = AttributeMap> {
  readonly products: {
    /**
     * Makes a product or changes what is named of it: new options, the product, stock, images, in this order.
     * Safe to repeat, apart from streams, which are read up.
     * @throws InputError before anything is written: what a new product lacks, unknown attributes and labels
     * @throws StepError when a later step fails; it names what is done
     */
    upsert(input: ProductInput<A>, options: UpsertOptions): Promise<UpsertResult>;
  };
  readonly attributes: Attributes<A>;
  readonly media: {
    /**
     * Puts an image into a product's gallery, for all store views, unless it is there already. Safe to repeat.
     * @throws InputError for what is no image, is larger than `maxBytes`, or cannot be read
     * @throws NotFoundError if nothing has this SKU
     */
    upload(
      product: { readonly sku: string },
      source: ImageSource | ImageBytes,
      options?: UploadOptions,
    ): Promise<UploadResult>;
  };
  readonly inventory: {
    /**
     * Sets quantities of SKUs at sources, 100 a request and one request at a time. Safe to repeat.
     * @throws InputError when a SKU comes twice for a source, or a quantity is no number; nothing is sent
     */
    setQuantities(
      items: readonly SourceQuantity[],
      options?: SetQuantitiesOptions,
    ): Promise<SetQuantitiesResult>;
    /** What can still be sold of many SKUs; what the store refuses of single ones is in the result. */
    salable(skus: readonly string[], options?: SalableOptions): Promise<SalableResult>;
  };
  readonly checkout: {
    /**
     * Orders as a guest: cart, items, addresses with the way to ship, order. Not safe to repeat: it makes a new
     * cart each time.
     * @throws StepError when a step after the cart fails; `subject` is the id of the cart
     * @throws OutcomeUnknownError when the answer to the order was lost and its cart does not tell its id
     */
    guest(checkout: GuestCheckout, options?: GuestCheckoutOptions): Promise<CheckoutResult>;
    /**
     * Whether a guest's cart has been ordered, and as which order.
     * @throws NotFoundError if there is no such cart
     */
    find(cartId: string, options?: HelperOptions & { readonly store?: string }): Promise<CartState>;
  };
  readonly orders: {
    /**
     * Invoices an order, wholly or the lines named.
     * @throws BadRequestError when there is nothing left to invoice
     * @throws OutcomeUnknownError when the answer was lost and looking did not settle it
     */
    invoice(orderId: number, options?: InvoiceOptions): Promise<OrderDocument>;
    /**
     * Ships an order, wholly or the lines named, with the numbers of the parcels.
     * @throws BadRequestError when there is nothing left to ship
     * @throws OutcomeUnknownError when the answer was lost and looking did not settle it
     */
    ship(orderId: number, options?: ShipOptions): Promise<OrderDocument>;
    /**
     * Makes a credit memo of an order, wholly or of the lines named. No money moves.
     * @throws BadRequestError when there is nothing left to give back
     * @throws OutcomeUnknownError when the answer was lost and looking did not settle it
     */
    refund(orderId: number, options?: RefundOptions): Promise<OrderDocument>;
  };
}

/**
 * What shops do daily and takes several calls. Make it once for each client and keep it: it remembers the
 * store's attributes and their options.
 */
export function commerce<A extends object = AttributeMap>(
  client: Client,
  { onWarning = () => undefined, fetch, clock = systemClock }: CommerceOptions = {},
): Commerce<A> {
  const context: Context = {
    client,
    clock,
    onWarning,
    // Looked up at each call, so that a fetch patched later is the one used.
    fetch: fetch ?? ((...request) => globalThis.fetch(...request)),
    definitions: createDefinitions(client, clock),
  };
  const attributes = createAttributes<A>(context);
  return {
    attributes,
    products: {
      upsert: (input, options) => upsertProduct(context, attributes, input, options),
    },
    media: { upload: (product, source, options) => uploadImage(context, product, source, options) },
    inventory: {
      setQuantities: (items, options) => setQuantities(context, items, options),
      salable: (skus, options) => salable(context, skus, options),
    },
    checkout: {
      guest: (checkout, options) => guestCheckout(context, checkout, options),
      find: (cartId, options = {}) => findOrder(inStoreView(client), cartId, options),
    },
    orders: {
      invoice: (orderId, options) => invoiceOrder(context, orderId, options),
      ship: (orderId, options) => shipOrder(context, orderId, options),
      refund: (orderId, options) => refundOrder(context, orderId, options),
    },
  };
}
