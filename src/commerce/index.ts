export {
  type OutcomeFound,
  OutcomeUnknownError,
  type OutcomeUnknownErrorOptions,
} from '../errors/outcome-unknown-error.js';
export { StepError, type StepErrorOptions } from '../errors/step-error.js';
export type {
  Attributes,
  LabelChoice,
  WithCustomAttributes,
  WriteAttributesOptions,
} from './attributes/create-attributes.js';
export type { AttributeMap, AttributeValue, OptionId } from './attributes/values.js';
export type { CartState } from './checkout/find-order.js';
export type {
  CheckoutAddress,
  CheckoutItem,
  CheckoutResult,
  GuestCheckout,
  GuestCheckoutOptions,
  ShippingChoice,
} from './checkout/guest.js';
export type { PlacedOrder } from './checkout/place-order.js';
export { type Commerce, type CommerceOptions, commerce } from './commerce.js';
export type { HelperOptions } from './context.js';
export { type FromMagentoDateOptions, fromMagentoDate, toMagentoDate } from './dates.js';
export type {
  QuantityFailure,
  SetQuantitiesResult,
  SourceQuantity,
} from './inventory/quantities.js';
export type { SalableOptions, SalableResult } from './inventory/salable.js';
export type { SetQuantitiesOptions } from './inventory/set-quantities.js';
export type { ImageBytes, ImageSource } from './media/source.js';
export type { ImagePlace, ImageRole, UploadOptions, UploadResult } from './media/upload.js';
export type {
  DocumentOptions,
  InvoiceOptions,
  RefundOptions,
  ShipOptions,
  Track,
} from './orders/document-options.js';
export type { OrderDocument } from './orders/make-document.js';
export type { OrderLine } from './orders/order-lines.js';
export type { ProductImage, ProductInput, Visibility } from './products/product-input.js';
export type { UpsertOptions, UpsertResult } from './products/upsert.js';
export type { ProductWarning } from './warnings.js';
