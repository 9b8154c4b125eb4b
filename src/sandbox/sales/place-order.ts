import { failure } from '../errors.js';
import type { JsonObject } from '../json.js';
import { objectAt, textAt } from '../json.js';
import { randomToken } from '../random.js';
import type { Cart, CartItem, Order, OrderItem } from '../store/rows.js';
import { reserve, salableQuantity } from '../store/stock.js';
import { cents, nextId, nowText, type World } from '../store/world.js';
import { isVirtualCart } from './cart.js';
import { isSet, selectPaymentMethod } from './checkout.js';
import { amountsOf, both } from './totals.js';

/** Turns a cart into an order, taking its goods from what can be sold. */
export function placeOrder(world: World, cart: Cart, input: JsonObject): Order {
  if (input.paymentMethod !== undefined) {
    if (cart.items.length === 0)
      throw failure(400, 'The requested Payment Method is not available.');
    selectPaymentMethod(world, cart, objectAt(input, 'paymentMethod'));
  }
  checkReady(world, cart);
  const order = orderFrom(world, cart);
  for (const item of cart.items) reserve(world, item.sku, -item.qty);
  cart.isActive = false;
  world.orders.set(order.id, order);
  return order;
}

function checkReady(world: World, cart: Cart): void {
  if (cart.payment === undefined) {
    throw failure(400, 'Enter a valid payment method and try again.', ['']);
  }
  const needsShipping = !isVirtualCart(cart);
  if ((needsShipping && !isSet(cart.shipping)) || !isSet(cart.billing)) {
    const message =
      "Some addresses can't be used due to the configurations for specific countries.";
    throw failure(400, message, ['']);
  }
  if (needsShipping && cart.shippingMethod === undefined) {
    throw failure(
      400,
      'The shipping method is missing. Select the shipping method and try again.',
      [''],
    );
  }
  for (const { sku, qty } of cart.items) {
    if (qty > salableQuantity(world, sku, 1))
      throw failure(400, 'Some of the products are out of stock.');
  }
}

function orderFrom(world: World, cart: Cart): Order {
  const id = nextId(world, 'order');
  const date = nowText(world);
  const virtual = isVirtualCart(cart);
  const address = (kind: 'shipping' | 'billing'): JsonObject =>
    orderAddress(world, id, kind, { email: cart.email ?? null, ...cart[kind] });
  // Magento files the shipping address first.
  const shipping = virtual ? undefined : address('shipping');
  const billing = address('billing');
  return {
    id,
    state: 'new',
    status: 'pending',
    before: undefined,
    updatedAt: date,
    head: headOf(world, cart, id, Number(billing.entity_id)),
    items: cart.items.map((item) => orderItem(world, cart, id, item, date)),
    billing,
    shipping,
    payment: paymentOf(cart, id),
    comments: [],
  };
}

function headOf(world: World, cart: Cart, id: number, billingId: number): JsonObject {
  const { subtotal, shipping, discount, grandTotal, qty, weight } = amountsOf(cart);
  const customer = cart.customerId === undefined ? undefined : world.customers.get(cart.customerId);
  return {
    base_currency_code: 'USD',
    ...both('discount_amount', -discount),
    ...(cart.discount !== undefined && { coupon_code: cart.discount.code }),
    ...both('grand_total', grandTotal),
    ...both('discount_tax_compensation_amount', 0),
    ...both('shipping_amount', shipping),
    ...both('shipping_discount_amount', 0),
    base_shipping_discount_tax_compensation_amnt: 0,
    shipping_discount_tax_compensation_amount: 0,
    ...both('shipping_incl_tax', shipping),
    ...both('shipping_tax_amount', 0),
    ...both('subtotal', subtotal),
    ...both('subtotal_incl_tax', subtotal),
    ...both('tax_amount', 0),
    base_to_global_rate: 1,
    base_to_order_rate: 1,
    billing_address_id: billingId,
    created_at: nowText(world),
    customer_email: customer === undefined ? (cart.email ?? null) : customer.data.email,
    customer_firstname: textAt(cart.billing, 'firstname'),
    customer_group_id: customer === undefined ? 0 : customer.data.group_id,
    customer_id: cart.customerId,
    customer_is_guest: customer === undefined ? 1 : 0,
    customer_lastname: textAt(cart.billing, 'lastname'),
    customer_note_notify: 1,
    email_sent: 1,
    entity_id: id,
    global_currency_code: 'USD',
    increment_id: String(id).padStart(9, '0'),
    is_virtual: isVirtualCart(cart) ? 1 : 0,
    order_currency_code: 'USD',
    protect_code: randomToken(world.random, '0123456789abcdef'),
    quote_id: cart.id,
    remote_ip: '127.0.0.1',
    shipping_description: cart.shippingMethod === undefined ? undefined : 'Flat Rate - Fixed',
    store_currency_code: 'USD',
    store_id: cart.storeId,
    store_name: 'Main Website\nMain Website Store\nDefault Store View',
    store_to_base_rate: 0,
    store_to_order_rate: 0,
    total_item_count: cart.items.length,
    total_qty_ordered: qty,
    weight,
  };
}

function orderAddress(
  world: World,
  orderId: number,
  kind: string,
  address: JsonObject,
): JsonObject {
  const { same_as_billing, save_in_address_book, customer_address_id, ...members } = address;
  return {
    address_type: kind,
    ...members,
    entity_id: nextId(world, 'orderAddress'),
    parent_id: orderId,
  };
}

function paymentOf(cart: Cart, orderId: number): JsonObject {
  const { shipping, grandTotal } = amountsOf(cart);
  return {
    account_status: null,
    additional_information: ['Check / Money order'],
    ...both('amount_ordered', grandTotal),
    ...both('shipping_amount', shipping),
    cc_last4: null,
    entity_id: orderId,
    method: textAt(cart.payment ?? {}, 'method'),
    parent_id: orderId,
  };
}

function orderItem(
  world: World,
  cart: Cart,
  orderId: number,
  item: CartItem,
  date: string,
): OrderItem {
  const id = nextId(world, 'orderItem');
  const row = cents(item.price * item.qty);
  return {
    id,
    sku: item.sku,
    price: item.price,
    ordered: item.qty,
    invoiced: 0,
    shipped: 0,
    refunded: 0,
    canceled: 0,
    isVirtual: item.type === 'virtual',
    head: {
      ...both('discount_amount', 0),
      ...both('discount_invoiced', 0),
      ...both('discount_tax_compensation_amount', 0),
      ...both('original_price', item.price),
      ...both('price', item.price),
      ...both('price_incl_tax', item.price),
      ...both('row_total', row),
      ...both('row_total_incl_tax', row),
      ...both('tax_amount', 0),
      ...both('tax_invoiced', 0),
      created_at: date,
      discount_percent: 0,
      free_shipping: 0,
      is_qty_decimal: 0,
      is_virtual: item.type === 'virtual' ? 1 : 0,
      item_id: id,
      name: item.name,
      no_discount: 0,
      order_id: orderId,
      product_id: item.productId,
      product_type: item.type,
      qty_ordered: item.qty,
      quote_item_id: item.id,
      row_weight: cents(item.weight * item.qty),
      sku: item.sku,
      store_id: cart.storeId,
      tax_percent: 0,
      updated_at: date,
      weight: item.weight,
    },
  };
}
