import { type Call, type Handler, type Handlers, pathId, pathText } from '../../call.js';
import { missing, noSuchEntity } from '../../errors.js';
import { objectAt } from '../../json.js';
import {
  activeCartOf,
  addItem,
  checkActive,
  createCart,
  isVirtualCart,
  removeItem,
  updateItem,
} from '../../sales/cart.js';
import { renderAddress, renderCart, renderItem } from '../../sales/cart-view.js';
import {
  isSet,
  missingShippingAddress,
  paymentDetails,
  paymentMethods,
  selectPaymentMethod,
  setBillingAddress,
  setPayment,
  setShippingInformation,
} from '../../sales/checkout.js';
import { placeOrder } from '../../sales/place-order.js';
import { renderTotals, shippingMethods } from '../../sales/totals.js';
import type { Cart } from '../../store/rows.js';
import { cartExtras } from './extras.js';

type CartHandler = (call: Call, cart: Cart) => unknown;

/** What any active cart can do, by verb and the path below the cart. */
const onCart: Readonly<Record<string, CartHandler>> = {
  'GET /items': (_, cart) => cart.items.map((item) => renderItem(cart, item, true)),
  'POST /items': (call, cart) =>
    renderItem(cart, addItem(call.world, cart, objectAt(call.input, 'cartItem'))),
  'PUT /items/{itemId}': (call, cart) =>
    renderItem(
      cart,
      updateItem(call.world, cart, pathId(call, 'itemId'), objectAt(call.input, 'cartItem')),
    ),
  'DELETE /items/{itemId}': (call, cart) => {
    removeItem(call.world, cart, pathId(call, 'itemId'));
    return true;
  },
  'POST /estimate-shipping-methods': (_, cart) =>
    cart.items.length === 0 || isVirtualCart(cart) ? [] : shippingMethods(cart),
  'GET /shipping-methods': (_, cart) => {
    if (!isSet(cart.shipping)) throw missingShippingAddress();
    return shippingMethods(cart);
  },
  'POST /shipping-information': (call, cart) =>
    setShippingInformation(call.world, cart, call.input),
  'GET /billing-address': (_, cart) => renderAddress(cart, 'billing'),
  'POST /billing-address': (call, cart) => {
    const id = setBillingAddress(call.world, cart, call.input);
    // The guest's service declares an integer, the others hand out the column.
    return cart.mask === undefined ? String(id) : id;
  },
  'GET /payment-methods': () => paymentMethods,
  'GET /selected-payment-method': (_, cart) => cart.payment ?? [],
  'PUT /selected-payment-method': (call, cart) =>
    String(selectPaymentMethod(call.world, cart, objectAt(call.input, 'method'))),
  'GET /payment-information': (_, cart) => paymentDetails(cart),
  'POST /set-payment-information': (call, cart) => {
    setPayment(call.world, cart, call.input);
    return true;
  },
  'POST /payment-information': (call, cart) => {
    setPayment(call.world, cart, call.input);
    return String(placeOrder(call.world, cart, {}).id);
  },
  'GET /totals': (_, cart) => renderTotals(cart),
  'PUT /order': (call, cart) => String(placeOrder(call.world, cart, call.input).id),
};

/** Paths an administrator's call by cart id does not have. */
const notById = ['/payment-information', '/set-payment-information', '/collect-totals'];

/** Guests have no addresses on file. */
const notByMask = ['/estimate-shipping-methods-by-address-id'];

/** Carts of guests, of the calling customer, and by id. */
export const cartHandlers: Handlers = {
  'POST /V1/guest-carts': (call) => createCart(call.world, undefined, call.store.id).mask,
  'GET /V1/guest-carts/{cartId}': (call) => renderCart(call.world, guestCart(call)),
  'POST /V1/carts/mine': (call) => {
    const customerId = callingCustomer(call);
    return (
      activeCartOf(call.world, customerId) ?? createCart(call.world, customerId, call.store.id)
    ).id;
  },
  'GET /V1/carts/mine': (call) => renderCart(call.world, myCart(call)),
  'GET /V1/carts/{cartId}': (call) => renderCart(call.world, cartById(call)),
  'POST /V1/customers/{customerId}/carts': (call) => {
    const customerId = pathId(call, 'customerId');
    if (!call.world.customers.has(customerId)) throw noSuchEntity('customerId', customerId);
    return (
      activeCartOf(call.world, customerId) ?? createCart(call.world, customerId, call.store.id)
    ).id;
  },
  ...under('/V1/guest-carts/{cartId}', guestCart, (path) => !notByMask.includes(path)),
  ...under('/V1/carts/mine', myCart, () => true),
  ...under('/V1/carts/{cartId}', cartById, (path) => !notById.includes(path) && path !== '/items'),
  'GET /V1/carts/{cartId}/items': active(cartById, onCart['GET /items']),
  'POST /V1/carts/{quoteId}/items': active(cartById, onCart['POST /items']),
};

function under(
  prefix: string,
  find: (call: Call) => Cart,
  has: (path: string) => boolean,
): Handlers {
  const entries = Object.entries({ ...onCart, ...cartExtras }).filter(([key]) =>
    has(key.split(' ')[1] ?? ''),
  );
  return Object.fromEntries(
    entries.map(([key, handler]) => [key.replace(' ', ` ${prefix}`), active(find, handler)]),
  );
}

function active(find: (call: Call) => Cart, handler: CartHandler | undefined): Handler {
  return (call) => {
    const cart = find(call);
    checkActive(cart, find === guestCart);
    return handler?.(call, cart);
  };
}

function guestCart(call: Call): Cart {
  const mask = pathText(call, 'cartId');
  const cart = [...call.world.carts.values()].find((candidate) => candidate.mask === mask);
  // An unknown mask becomes the cart of id null.
  if (cart === undefined) throw noSuchEntity('cartId', null);
  return cart;
}

function myCart(call: Call): Cart {
  const customerId = callingCustomer(call);
  const cart = activeCartOf(call.world, customerId);
  if (cart === undefined) throw noSuchEntity('customerId', customerId);
  return cart;
}

function cartById(call: Call): Cart {
  const id = pathId(call, call.path.quoteId === undefined ? 'cartId' : 'quoteId');
  const cart = call.world.carts.get(id);
  if (cart === undefined) throw noSuchEntity('cartId', id);
  return cart;
}

function callingCustomer(call: Call): number {
  if (call.caller.kind !== 'customer') throw missing('cartId');
  return call.caller.id;
}
