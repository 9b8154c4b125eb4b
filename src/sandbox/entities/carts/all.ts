import { type Call, type Handlers, pathId } from '../../call.js';
import { failure, noSuchEntity } from '../../errors.js';
import { type JsonObject, numberAt, objectAt } from '../../json.js';
import { createCart } from '../../sales/cart.js';
import { renderCart } from '../../sales/cart-view.js';
import { search } from '../../search/run.js';
import type { Cart } from '../../store/rows.js';
import { tableOf } from '../../store/tables.js';

/** All carts together, carts that change hands, and the terms a shopper agrees to. */
export const cartListHandlers: Handlers = {
  'GET /V1/carts/search': (call) =>
    search(call, {
      rows: call.world.carts.values(),
      has: (field) => field in columns,
      column: (cart, field) => columns[field]?.(cart),
      render: (cart) => renderCart(call.world, cart),
      unknownField: 'hidden',
    }),
  // A cart of nobody, which has no mask.
  'POST /V1/carts/': (call) => {
    const cart = createCart(call.world, undefined, call.store.id);
    return String(cart.id);
  },
  'PUT /V1/carts/{cartId}': (call) => {
    const cart = call.world.carts.get(pathId(call, 'cartId'));
    if (cart === undefined) throw noSuchEntity('cartId', pathId(call, 'cartId'));
    return assign(call, cart);
  },
  'PUT /V1/guest-carts/{cartId}': (call) => {
    const cart = [...call.world.carts.values()].find(({ mask }) => mask === call.path.cartId);
    if (cart === undefined) throw noSuchEntity('cartId', null);
    return assign(call, cart);
  },
  'PUT /V1/carts/mine': ({ world, input }) => {
    const sent = objectAt(input, 'quote');
    const cart = world.carts.get(numberAt(sent, 'id') ?? 0);
    if (cart === undefined) throw noSuchEntity('cartId', sent.id ?? null);
    cart.storeId = numberAt(sent, 'store_id') ?? cart.storeId;
    return undefined;
  },
  // A bare list, whatever the schema says.
  'GET /V1/carts/licence': (call) => [...agreements(call).values()],
  'GET /V1/carts/licence/list': (call) => [...agreements(call).values()],
};

const columns: Readonly<Record<string, (cart: Cart) => JsonObject[string]>> = {
  entity_id: ({ id }) => id,
  store_id: ({ storeId }) => storeId,
  created_at: ({ createdAt }) => createdAt,
  updated_at: ({ updatedAt }) => updatedAt,
  is_active: ({ isActive }) => (isActive ? 1 : 0),
  items_count: ({ items }) => items.length,
  items_qty: ({ items }) => items.reduce((sum, { qty }) => sum + qty, 0),
  customer_id: ({ customerId }) => customerId ?? null,
  customer_email: ({ email }) => email ?? null,
};

function agreements({ world }: Call): ReadonlyMap<number, JsonObject> {
  return tableOf('agreement')(world);
}

function assign({ world, input, caller }: Call, cart: Cart): boolean {
  const id = caller.kind === 'customer' ? caller.id : (numberAt(input, 'customerId') ?? 0);
  if (!world.customers.has(id)) throw noSuchEntity('customerId', id);
  if (cart.customerId !== undefined) {
    throw failure(
      400,
      "The customer can't be assigned to the cart because the cart isn't anonymous.",
    );
  }
  const own = [...world.carts.values()].find((one) => one.isActive && one.customerId === id);
  if (own !== undefined && own !== cart) own.isActive = false;
  cart.customerId = id;
  cart.mask = undefined;
  return true;
}
