import { renderCustomer } from '../entities/customers/save.js';
import type { JsonObject } from '../json.js';
import type { Cart, CartItem } from '../store/rows.js';
import type { World } from '../store/world.js';
import { isVirtualCart } from './cart.js';

/** A line of a cart; the list of a guest's cart names the mask where others name the id. */
export function renderItem(cart: Cart, item: CartItem, byMask = false): JsonObject {
  return {
    item_id: item.id,
    sku: item.sku,
    qty: item.qty,
    name: item.name,
    price: item.price,
    product_type: item.type,
    quote_id: byMask && cart.mask !== undefined ? cart.mask : String(cart.id),
  };
}

/** An address of a cart; an untouched one is full of nulls. */
export function renderAddress(cart: Cart, kind: 'billing' | 'shipping'): JsonObject {
  const address = kind === 'billing' ? cart.billing : cart.shipping;
  return {
    id: kind === 'billing' ? cart.billingId : cart.shippingId,
    region: null,
    region_id: null,
    region_code: null,
    country_id: null,
    street: [''],
    telephone: null,
    postcode: null,
    city: null,
    firstname: null,
    lastname: null,
    ...(cart.customerId !== undefined && { customer_id: cart.customerId }),
    email: cart.email ?? null,
    same_as_billing: kind === 'billing' ? 0 : 1,
    save_in_address_book: 0,
    ...address,
  };
}

/** A whole cart. */
export function renderCart(world: World, cart: Cart): JsonObject {
  const customer = cart.customerId === undefined ? undefined : world.customers.get(cart.customerId);
  const items = cart.items.map((item) => renderItem(cart, item));
  const order = [...world.orders.values()].find(({ head }) => head.quote_id === cart.id);
  const shipping = {
    shipping: { address: renderAddress(cart, 'shipping'), method: cart.shippingMethod ?? null },
    items,
  };
  return {
    id: cart.id,
    created_at: cart.createdAt,
    updated_at: cart.updatedAt,
    is_active: cart.isActive,
    is_virtual: isVirtualCart(cart),
    items,
    items_count: items.length,
    items_qty: cart.items.reduce((sum, { qty }) => sum + qty, 0),
    customer:
      customer === undefined
        ? { email: null, firstname: null, lastname: null }
        : renderCustomer(customer),
    billing_address: renderAddress(cart, 'billing'),
    ...(order !== undefined && { reserved_order_id: order.head.increment_id }),
    orig_order_id: 0,
    currency: {
      global_currency_code: 'USD',
      base_currency_code: 'USD',
      store_currency_code: 'USD',
      quote_currency_code: 'USD',
      store_to_base_rate: 0,
      store_to_quote_rate: 0,
      base_to_global_rate: 1,
      base_to_quote_rate: 1,
    },
    customer_is_guest: customer === undefined,
    customer_note_notify: true,
    customer_tax_class_id: 3,
    store_id: cart.storeId,
    extension_attributes: {
      shipping_assignments: items.length === 0 || isVirtualCart(cart) ? [] : [shipping],
    },
  };
}
