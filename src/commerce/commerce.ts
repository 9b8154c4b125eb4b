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
    /** See {@link upsertProduct}. */
    upsert(input: ProductInput<A>, options: UpsertOptions): Promise<UpsertResult>;
  };
  readonly attributes: Attributes<A>;
  readonly media: {
    /** See {@link uploadImage}. */
    upload(
      product: { readonly sku: string },
      source: ImageSource | ImageBytes,
      options?: UploadOptions,
    ): Promise<UploadResult>;
  };
  readonly inventory: {
    /** See {@link setQuantities}. */
    setQuantities(
      items: readonly SourceQuantity[],
      options?: SetQuantitiesOptions,
    ): Promise<SetQuantitiesResult>;
    /** See {@link salable}. */
    salable(skus: readonly string[], options?: SalableOptions): Promise<SalableResult>;
  };
  readonly checkout: {
    /** See {@link guestCheckout}. */
    guest(checkout: GuestCheckout, options?: GuestCheckoutOptions): Promise<CheckoutResult>;
    /** See {@link findOrder}. */
    find(cartId: string, options?: HelperOptions & { readonly store?: string }): Promise<CartState>;
  };
  readonly orders: {
    /** See {@link invoiceOrder}. */
    invoice(orderId: number, options?: InvoiceOptions): Promise<OrderDocument>;
    /** See {@link shipOrder}. */
    ship(orderId: number, options?: ShipOptions): Promise<OrderDocument>;
    /** See {@link refundOrder}. */
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
