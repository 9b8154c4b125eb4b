import { failure } from '../errors.js';
import type { JsonObject } from '../json.js';
import { booleanAt, objectAt, textAt } from '../json.js';
import type { Cart } from '../store/rows.js';
import type { World } from '../store/world.js';
import { touch } from './cart.js';
import { renderTotals } from './totals.js';

/** The ways to pay. */
export const paymentMethods: readonly JsonObject[] = [
  { code: 'checkmo', title: 'Check / Money order' },
];

/** Payment methods and totals together, as two answers of the checkout have them. */
export function paymentDetails(cart: Cart): JsonObject {
  return { payment_methods: paymentMethods, totals: renderTotals(cart) };
}

/** Sets both addresses and the shipping method. */
export function setShippingInformation(world: World, cart: Cart, input: JsonObject): JsonObject {
  const information = objectAt(input, 'addressInformation');
  const address = objectAt(information, 'shipping_address');
  if (cart.items.length === 0) {
    throw failure(
      400,
      "The shipping method can't be set for an empty cart. Add an item to cart and try again.",
    );
  }
  if (textAt(address, 'country_id') === undefined) throw missingShippingAddress();
  const method = `${textAt(information, 'shipping_carrier_code') ?? ''}_${textAt(information, 'shipping_method_code') ?? ''}`;
  if (method !== 'flatrate_flatrate') {
    throw failure(404, 'Carrier with such method not found: %1, %2', [
      textAt(information, 'shipping_carrier_code') ?? null,
      textAt(information, 'shipping_method_code') ?? null,
    ]);
  }
  setShipping(cart, address);
  const billing = objectAt(information, 'billing_address');
  if (Object.keys(billing).length > 0) setBilling(cart, billing);
  cart.shippingMethod = method;
  touch(world, cart);
  return paymentDetails(cart);
}

/** Sets the billing address, and the shipping address with it when asked. */
export function setBillingAddress(world: World, cart: Cart, input: JsonObject): number {
  const address = objectAt(input, 'address');
  setBilling(cart, address);
  if (booleanAt(input, 'useForShipping') === true) setShipping(cart, address);
  touch(world, cart);
  return cart.billingId;
}

/** Sets e-mail, billing address and payment method in one. */
export function setPayment(world: World, cart: Cart, input: JsonObject): void {
  const email = textAt(input, 'email');
  if (email !== undefined) cart.email = email;
  const billing = objectAt(input, 'billingAddress');
  if (Object.keys(billing).length > 0) {
    for (const field of ['firstname', 'lastname', 'street', 'city', 'telephone', 'country_id']) {
      if (billing[field] === undefined) {
        throw failure(
          400,
          `Please check the billing address information. "${field}" is required. Enter and try again.`,
        );
      }
    }
    setBilling(cart, billing);
  }
  if (input.paymentMethod !== undefined)
    cart.payment = checkedPayment(objectAt(input, 'paymentMethod'));
  touch(world, cart);
}

/** Sets the payment method alone. */
export function selectPaymentMethod(world: World, cart: Cart, method: JsonObject): number {
  cart.payment = checkedPayment(method);
  touch(world, cart);
  return cart.id;
}

/** The complaint of everything that needs to know where to ship. */
export function missingShippingAddress(): Error {
  return failure(400, 'The shipping address is missing. Set the address and try again.');
}

/** Whether an address has been set. */
export function isSet(address: JsonObject): boolean {
  return textAt(address, 'country_id') !== undefined;
}

/** A payment with a method the store has. */
function checkedPayment(payment: JsonObject): JsonObject {
  const method = textAt(payment, 'method');
  if (method === undefined)
    throw failure(400, 'The payment method you requested is not available.');
  if (!paymentMethods.some(({ code }) => code === method)) {
    throw failure(400, 'The requested Payment Method is not available.');
  }
  return payment;
}

function setShipping(cart: Cart, address: JsonObject): void {
  cart.shipping = addressMembers(address);
  cart.email = textAt(address, 'email') ?? cart.email;
}

function setBilling(cart: Cart, address: JsonObject): void {
  cart.billing = addressMembers(address);
  cart.email = textAt(address, 'email') ?? cart.email;
}

function addressMembers(address: JsonObject): JsonObject {
  const { id, extension_attributes, custom_attributes, ...members } = address;
  return members;
}
