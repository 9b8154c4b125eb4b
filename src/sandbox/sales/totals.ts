import type { JsonObject } from '../json.js';
import type { Cart, CartItem } from '../store/rows.js';
import { cents } from '../store/world.js';
import { discountAmount } from './discount.js';

/** What a cart comes to. */
export interface Amounts {
  readonly subtotal: number;
  readonly shipping: number;
  readonly discount: number;
  readonly grandTotal: number;
  readonly qty: number;
  readonly weight: number;
}

/** Flat rate: five per piece that has to be shipped. */
const flatRate = 5;

/** Adds a cart up; shipping counts once a method is chosen. */
export function amountsOf(cart: Cart): Amounts {
  const subtotal = cents(cart.items.reduce((sum, { price, qty }) => sum + price * qty, 0));
  const shipping = cart.shippingMethod === undefined ? 0 : shippingAmount(cart);
  const discount = cents(discountAmount(cart, subtotal));
  return {
    subtotal,
    shipping,
    discount,
    grandTotal: cents(subtotal + shipping - discount),
    qty: cart.items.reduce((sum, { qty }) => sum + qty, 0),
    weight: cents(cart.items.reduce((sum, { weight, qty }) => sum + weight * qty, 0)),
  };
}

function shippingAmount(cart: Cart): number {
  return cart.items.reduce(
    (sum, { type, qty }) => sum + (type === 'virtual' ? 0 : qty * flatRate),
    0,
  );
}

/** The one way to ship. */
export function shippingMethods(cart: Cart): readonly JsonObject[] {
  const amount = shippingAmount(cart);
  return [
    {
      carrier_code: 'flatrate',
      method_code: 'flatrate',
      carrier_title: 'Flat Rate',
      method_title: 'Fixed',
      amount,
      base_amount: amount,
      available: true,
      error_message: '',
      price_excl_tax: amount,
      price_incl_tax: amount,
    },
  ];
}

/** The totals of a cart as answered. */
export function renderTotals(cart: Cart): JsonObject {
  const { subtotal, shipping, discount, grandTotal, qty } = amountsOf(cart);
  const title =
    cart.shippingMethod === undefined
      ? 'Shipping & Handling'
      : 'Shipping & Handling (Flat Rate - Fixed)';
  const segments: readonly JsonObject[] = [
    { code: 'subtotal', title: 'Subtotal', value: subtotal },
    { code: 'shipping', title, value: shipping },
    ...(cart.discount === undefined
      ? []
      : [{ code: 'discount', title: `Discount (${cart.discount.code})`, value: -discount }]),
    { code: 'tax', title: 'Tax', value: 0, extension_attributes: { tax_grandtotal_details: [] } },
    { code: 'grand_total', title: 'Grand Total', value: grandTotal, area: 'footer' },
  ];
  return {
    ...both('grand_total', grandTotal),
    ...both('subtotal', subtotal),
    ...both('discount_amount', -discount),
    ...both('subtotal_with_discount', cents(subtotal - discount)),
    ...both('shipping_amount', shipping),
    ...both('shipping_discount_amount', 0),
    ...both('tax_amount', 0),
    weee_tax_applied_amount: null,
    ...both('shipping_tax_amount', 0),
    subtotal_incl_tax: subtotal,
    ...both('shipping_incl_tax', shipping),
    base_currency_code: 'USD',
    quote_currency_code: 'USD',
    ...(cart.discount !== undefined && { coupon_code: cart.discount.code }),
    items_qty: qty,
    items: cart.items.map(renderLine),
    total_segments: segments,
  };
}

function renderLine(item: CartItem): JsonObject {
  const row = cents(item.price * item.qty);
  return {
    item_id: item.id,
    ...both('price', item.price),
    qty: item.qty,
    ...both('row_total', row),
    row_total_with_discount: 0,
    ...both('tax_amount', 0),
    tax_percent: 0,
    ...both('discount_amount', 0),
    discount_percent: 0,
    ...both('price_incl_tax', item.price),
    ...both('row_total_incl_tax', row),
    options: '[]',
    weee_tax_applied_amount: null,
    weee_tax_applied: null,
    name: item.name,
  };
}

/** An amount in the shop's and in the base currency, which are the same here. */
export function both(name: string, amount: number): JsonObject {
  return { [name]: amount, [`base_${name}`]: amount };
}
