import { createCustomer } from '../entities/customers/save.js';
import type { JsonObject } from '../json.js';
import { addItem, createCart } from '../sales/cart.js';
import { setPayment, setShippingInformation } from '../sales/checkout.js';
import { placeOrder } from '../sales/place-order.js';
import type { Customer, Order } from './rows.js';
import type { World } from './world.js';

/** An address in Austin, where the made-up people live. */
export function austinAddress(firstname: string, lastname: string, street: string): JsonObject {
  return {
    firstname,
    lastname,
    street: [street],
    city: 'Austin',
    region: { region_code: 'TX', region: 'Texas', region_id: 57 },
    region_id: 57,
    postcode: '78701',
    country_id: 'US',
    telephone: '5551234',
  };
}

/** Makes a customer with one default address. */
export function seedCustomer(
  world: World,
  email: string,
  firstname: string,
  lastname: string,
  password: string,
  street: string,
): Customer {
  const address = {
    ...austinAddress(firstname, lastname, street),
    default_billing: true,
    default_shipping: true,
  };
  return createCustomer(world, { email, firstname, lastname, addresses: [address] }, password);
}

/** Places an order as a shopper would: cart, addresses, payment. */
export function seedOrder(
  world: World,
  customer: Customer | undefined,
  who: { readonly firstname: string; readonly lastname: string; readonly email: string },
  lines: readonly { readonly sku: string; readonly qty: number }[],
): Order {
  const cart = createCart(world, customer?.id, 1);
  for (const line of lines) addItem(world, cart, line);
  const address = {
    ...austinAddress(who.firstname, who.lastname, '1 Lab St'),
    region: 'Texas',
    region_code: 'TX',
    email: who.email,
  };
  setShippingInformation(world, cart, {
    addressInformation: {
      shipping_address: address,
      billing_address: address,
      shipping_carrier_code: 'flatrate',
      shipping_method_code: 'flatrate',
    },
  });
  setPayment(world, cart, { paymentMethod: { method: 'checkmo' } });
  return placeOrder(world, cart, {});
}
