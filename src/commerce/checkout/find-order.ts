import { get } from '../../../generated/resources/guestCarts.js';
import { list } from '../../../generated/resources/orders.js';
import type { Client } from '../../client/types.js';
import { HttpError } from '../../errors/http-error.js';

/** What a cart has become. */
export interface CartState {
  /** `open` while it can be ordered. */
  readonly state: 'open' | 'ordered';
  /** Id of the order; undefined when this caller may not list orders. */
  readonly orderId: number | undefined;
  /** The number customers see; undefined when the store does not say it. */
  readonly orderNumber: string | undefined;
}

/** A shopper may see a cart, not the list of orders. */
const mayNot = (error: unknown) =>
  error instanceof HttpError && (error.status === 401 || error.status === 403);

/**
 * Whether a guest's cart has been ordered, and as which order. The store keeps a cart after the order and
 * closes it.
 * @throws NotFoundError if there is no such cart
 */
export async function findOrder(
  client: Client,
  cartId: string,
  options: { readonly store?: string | undefined; readonly signal?: AbortSignal | undefined },
): Promise<CartState> {
  const {
    id,
    is_active: active,
    reserved_order_id: number,
  } = await get(client, { cartId }, options);
  if (active) return { state: 'open', orderId: undefined, orderNumber: undefined };
  const searchCriteria = {
    filterGroups: [{ filters: [{ field: 'quote_id', value: id }] }],
    pageSize: 1,
  };
  try {
    const fields = 'items[entity_id,increment_id]';
    const { signal } = options;
    const { items } = await list(client, { searchCriteria }, { fields, signal });
    const [order] = items;
    return {
      state: 'ordered',
      orderId: order?.entity_id,
      orderNumber: order?.increment_id ?? number,
    };
  } catch (error) {
    if (!mayNot(error)) throw error;
    return { state: 'ordered', orderId: undefined, orderNumber: number };
  }
}
