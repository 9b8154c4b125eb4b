import { failure, noSuchEntity, noSuchProduct } from '../errors.js';
import type { JsonObject } from '../json.js';
import { numberAt, textAt } from '../json.js';
import { randomMask } from '../random.js';
import { valueIn } from '../scope.js';
import type { Cart, CartItem, Product } from '../store/rows.js';
import { findProduct, hasSourceItems, maxSaleQty, salableQuantity } from '../store/stock.js';
import { nextId, nowText, type World } from '../store/world.js';

/** Opens a cart: with a mask for a guest, else for a customer. */
export function createCart(world: World, customerId: number | undefined, storeId: number): Cart {
  const now = nowText(world);
  const cart: Cart = {
    id: nextId(world, 'cart'),
    mask: customerId === undefined ? randomMask(world.random) : undefined,
    customerId,
    // A cart made in the global scope belongs to the default store view.
    storeId: storeId === 0 ? 1 : storeId,
    isActive: true,
    createdAt: now,
    updatedAt: now,
    items: [],
    billing: {},
    shipping: {},
    shippingMethod: undefined,
    payment: undefined,
    email: undefined,
    billingId: nextId(world, 'quoteAddress'),
    shippingId: nextId(world, 'quoteAddress'),
  };
  world.carts.set(cart.id, cart);
  return cart;
}

/** The cart a customer is filling; undefined when there is none. */
export function activeCartOf(world: World, customerId: number): Cart | undefined {
  return [...world.carts.values()].find((cart) => cart.isActive && cart.customerId === customerId);
}

/** A cart that has been ordered is not found any more; by its mask, its number comes as text. */
export function checkActive(cart: Cart, byMask: boolean): void {
  if (!cart.isActive) throw noSuchEntity('cartId', byMask ? String(cart.id) : cart.id);
}

/** Adds a product; the same product again raises the quantity of its line. */
export function addItem(world: World, cart: Cart, input: JsonObject): CartItem {
  const product = sellableProduct(world, textAt(input, 'sku') ?? '');
  const qty = checkedQty(numberAt(input, 'qty'));
  const line = cart.items.find((item) => item.productId === product.id);
  const total = qty + (line?.qty ?? 0);
  checkStock(world, product, total);
  const item: CartItem = { ...newLine(world, cart, product), ...line, qty: total };
  cart.items = line === undefined ? [...cart.items, item] : replaced(cart, line, item);
  touch(world, cart);
  return item;
}

/** Sets the quantity of a line. */
export function updateItem(world: World, cart: Cart, itemId: number, input: JsonObject): CartItem {
  const line = lineOf(cart, itemId);
  const qty = checkedQty(numberAt(input, 'qty'));
  const product = world.products.get(line.productId);
  if (product === undefined) throw noSuchProduct();
  checkStock(world, product, qty);
  const item = { ...line, qty };
  cart.items = replaced(cart, line, item);
  touch(world, cart);
  return item;
}

/** Takes a line out. */
export function removeItem(world: World, cart: Cart, itemId: number): void {
  const line = lineOf(cart, itemId);
  cart.items = cart.items.filter((item) => item !== line);
  touch(world, cart);
}

/** Whether nothing in the cart has to be shipped. */
export function isVirtualCart(cart: Cart): boolean {
  return cart.items.length > 0 && cart.items.every(({ type }) => type === 'virtual');
}

/** Notes a change. */
export function touch(world: World, cart: Cart): void {
  cart.updatedAt = nowText(world);
}

function replaced(cart: Cart, old: CartItem, item: CartItem): readonly CartItem[] {
  return cart.items.map((candidate) => (candidate === old ? item : candidate));
}

function lineOf(cart: Cart, itemId: number): CartItem {
  const line = cart.items.find(({ id }) => id === itemId);
  if (line !== undefined) return line;
  throw failure(404, `The %1 Cart doesn't contain the %2 item.`, [cart.id, itemId]);
}

function newLine(world: World, cart: Cart, product: Product): CartItem {
  const value = (code: string): unknown => valueIn(product.values, cart.storeId, code);
  return {
    id: nextId(world, 'cartItem'),
    productId: product.id,
    sku: product.sku,
    name: String(value('name') ?? ''),
    type: product.typeId,
    weight: Number(value('weight') ?? 0),
    qty: 0,
    price: Number(value('price') ?? 0),
  };
}

function sellableProduct(world: World, sku: string): Product {
  const product = findProduct(world, sku);
  if (product === undefined) throw noSuchProduct();
  if (!hasSourceItems(product.typeId))
    throw failure(400, 'You need to choose options for your item.');
  const disabled = valueIn(product.values, 1, 'status') === 2;
  if (disabled || salableQuantity(world, product.sku, 1) <= 0) {
    throw failure(400, 'Product that you are trying to add is not available.');
  }
  return product;
}

function checkedQty(qty: number | undefined): number {
  if (qty !== undefined && qty > 0) return qty;
  const message = 'Invalid value of "%value" provided for the %fieldName field.';
  throw failure(400, message, { fieldName: 'qty', value: qty ?? null });
}

function checkStock(world: World, product: Product, qty: number): void {
  if (qty > maxSaleQty) {
    throw failure(400, 'The requested qty exceeds the maximum qty allowed in shopping cart');
  }
  if (qty > salableQuantity(world, product.sku, 1)) {
    throw failure(400, 'The requested qty is not available');
  }
}
