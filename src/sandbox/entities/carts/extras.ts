import { type Call, pathId, pathText } from '../../call.js';
import { failure, noSuchEntity } from '../../errors.js';
import { type JsonObject, numberAt, objectAt, textAt } from '../../json.js';
import { isVirtualCart, touch } from '../../sales/cart.js';
import { missingShippingAddress, selectPaymentMethod } from '../../sales/checkout.js';
import { discountOf } from '../../sales/discount.js';
import { renderTotals, shippingMethods } from '../../sales/totals.js';
import type { Cart } from '../../store/rows.js';
import { tableOf } from '../../store/tables.js';
import { nextId } from '../../store/world.js';

type CartHandler = (call: Call, cart: Cart) => unknown;

/** Coupons, gift messages and estimates of a cart, by verb and the path below it. */
export const cartExtras: Readonly<Record<string, CartHandler>> = {
  'GET /coupons': (_, cart) => cart.discount?.code,
  'PUT /coupons/{couponCode}': (call, cart) => {
    if (cart.items.length === 0) throw noSuchItems(cart);
    const discount = discountOf(call.world, pathText(call, 'couponCode'));
    if (discount === undefined) {
      throw failure(404, "The coupon code isn't valid. Verify the code and try again.");
    }
    cart.discount = discount;
    touch(call.world, cart);
    return true;
  },
  'DELETE /coupons': ({ world }, cart) => {
    if (cart.items.length === 0) throw noSuchItems(cart);
    cart.discount = undefined;
    touch(world, cart);
    return true;
  },
  'GET /gift-message': ({ world }, cart) => messages(world).get(cart.giftMessageId ?? 0),
  'POST /gift-message': (call, cart) => {
    if (isVirtualCart(cart) || cart.items.length === 0) {
      throw failure(400, "The gift message isn't available.");
    }
    cart.giftMessageId = newMessage(call, cart);
    return true;
  },
  'GET /gift-message/{itemId}': (call, cart) => {
    checkItem(call, cart);
    return messages(call.world).get(cart.itemMessages?.get(pathId(call, 'itemId')) ?? 0);
  },
  'POST /gift-message/{itemId}': (call, cart) => {
    checkItem(call, cart);
    cart.itemMessages = new Map(cart.itemMessages).set(
      pathId(call, 'itemId'),
      newMessage(call, cart),
    );
    return true;
  },
  'POST /estimate-shipping-methods-by-address-id': (call, cart) => {
    const id = numberAt(call.input, 'addressId') ?? 0;
    const all = [...call.world.customers.values()].flatMap(({ addresses }) => addresses);
    if (!all.some((address) => address.id === id)) throw noSuchEntity('addressId', id);
    if (cart.items.length === 0 || isVirtualCart(cart)) return [];
    return shippingMethods(cart);
  },
  'POST /totals-information': ({ world, input }, cart) => {
    const information = objectAt(input, 'addressInformation');
    const carrier = textAt(information, 'shipping_carrier_code');
    if (carrier !== undefined) {
      cart.shippingMethod = `${carrier}_${textAt(information, 'shipping_method_code') ?? ''}`;
    }
    touch(world, cart);
    return renderTotals(cart);
  },
  'PUT /collect-totals': ({ world, input }, cart) => {
    if (!isVirtualCart(cart)) {
      const carrier = textAt(input, 'shippingCarrierCode');
      const method = textAt(input, 'shippingMethodCode');
      if (carrier === undefined || method === undefined) throw missingShippingAddress();
      cart.shippingMethod = `${carrier}_${method}`;
    }
    selectPaymentMethod(world, cart, objectAt(input, 'paymentMethod'));
    return renderTotals(cart);
  },
};

const messages = tableOf('giftMessage');

function newMessage({ world, input }: Call, cart: Cart): number {
  const sent: JsonObject = objectAt(input, 'giftMessage');
  const gift_message_id = nextId(world, 'giftMessage');
  const customer_id = cart.customerId ?? 0;
  messages(world).set(gift_message_id, { gift_message_id, customer_id, ...sent });
  return gift_message_id;
}

function checkItem(call: Call, cart: Cart): void {
  const id = pathId(call, 'itemId');
  if (cart.items.some((item) => item.id === id)) return;
  throw failure(404, 'There is no item with provided id in the cart');
}

function noSuchItems(cart: Cart): Error {
  return failure(404, 'The "%1" Cart doesn\'t contain products.', [cart.id]);
}
