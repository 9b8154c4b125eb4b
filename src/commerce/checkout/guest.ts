import {
  addItem,
  create,
  type PlaceOrderPaymentMethod,
  setBillingAddress,
  setShippingInformation,
} from '../../../generated/resources/guestCarts.js';
import type { QuoteAddressInput, QuoteProductOptionInput } from '../../../generated/types/quote.js';
import { InputError } from '../../errors/input-error.js';
import type { Context, HelperOptions } from '../context.js';
import { createSteps } from '../steps.js';
import { inStoreView } from './in-store-view.js';
import { type PlacedOrder, placeOnce } from './place-order.js';

/** A line of the order to be. */
export interface CheckoutItem {
  readonly sku: string;
  readonly quantity: number;
  /** The chosen options of a configurable product, bundle, and the like, as Magento takes them. */
  readonly options?: QuoteProductOptionInput | undefined;
}

/** An address; Magento wants at least these members. */
export interface CheckoutAddress extends QuoteAddressInput {
  readonly firstname: string;
  readonly lastname: string;
  readonly street: string[];
  readonly city: string;
  readonly country_id: string;
  readonly telephone: string;
}

/** The chosen way to ship. */
export interface ShippingChoice {
  /** Such as `flatrate`. */
  readonly carrier: string;
  /** Such as `flatrate`. */
  readonly method: string;
}

/** What a guest orders. */
export interface GuestCheckout {
  readonly items: readonly CheckoutItem[];
  readonly email: string;
  /** Where the bill goes, and the goods too unless `shippingAddress` says otherwise. */
  readonly address: CheckoutAddress;
  readonly shippingAddress?: CheckoutAddress | undefined;
  /** Leave it out when nothing has to be shipped. */
  readonly shipping?: ShippingChoice | undefined;
  /** Code of the payment method, or all that is known of the payment. */
  readonly payment: string | PlaceOrderPaymentMethod;
}

/** Options of `checkout.guest`. */
export interface GuestCheckoutOptions extends HelperOptions {
  /** Code of the store view the guest buys in. Default: the client's, else the default one. */
  readonly store?: string | undefined;
  /** Told the cart's id as soon as there is one, to look for its order after a crash (`checkout.find`). */
  readonly onCart?: ((cartId: string) => void) | undefined;
}

/** An order and its cart. */
export interface CheckoutResult extends PlacedOrder {
  readonly cartId: string;
}

function check({ items, email }: GuestCheckout): void {
  if (items.length === 0) throw new InputError('checkout.guest: there is nothing to order.');
  if (!email.includes('@')) throw new InputError('checkout.guest: email is no e-mail address.');
  const wrong = items.find(({ quantity }) => !(quantity > 0));
  if (wrong)
    throw new InputError(`checkout.guest: the quantity of "${wrong.sku}" must be above 0.`);
}

/**
 * Orders as a guest: cart, items, addresses with the way to ship, order. Each step is one call, and none that
 * adds something is sent twice. Not safe to repeat: it makes a new cart each time.
 * @throws StepError when a step after the cart fails; `subject` is the id of the cart
 * @throws OutcomeUnknownError when the answer to the order was lost and its cart does not tell its id
 */
export async function guestCheckout(
  context: Context,
  checkout: GuestCheckout,
  { store, signal, onCart }: GuestCheckoutOptions = {},
): Promise<CheckoutResult> {
  check(checkout);
  const { items, email, address, shippingAddress = address, shipping } = checkout;
  const client = inStoreView(context.client);
  const options = { store, signal };
  const cartId = await create(client, {}, options);
  onCart?.(cartId);
  const steps = createSteps('checkout.guest', cartId, signal);
  steps.note('cart');
  for (const { sku, quantity, options: chosen } of items) {
    const cartItem = { sku, qty: quantity, ...(chosen && { product_option: chosen }) };
    await steps.run(`item "${sku}"`, () => addItem(client, { cartId, cartItem }, options));
  }
  const billing = { ...address, email };
  const payment =
    typeof checkout.payment === 'string' ? { method: checkout.payment } : checkout.payment;
  if (shipping) {
    const addressInformation = {
      shipping_address: { ...shippingAddress, email },
      billing_address: billing,
      shipping_carrier_code: shipping.carrier,
      shipping_method_code: shipping.method,
    };
    await steps.run('shipping', () =>
      setShippingInformation(client, { cartId, addressInformation }, options),
    );
  } else {
    await steps.run('address', () =>
      setBillingAddress(client, { cartId, address: billing }, options),
    );
  }
  const place = () => placeOnce(context, client, { cartId, payment, store, signal });
  return { cartId, ...(await steps.run('order', place)) };
}
