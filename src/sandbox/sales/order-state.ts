import type { Order } from '../store/rows.js';
import { reserve } from '../store/stock.js';
import { nowText, type World } from '../store/world.js';

/** Cancels an order and gives its goods back. What cannot be cancelled answers false and 200. */
export function cancelOrder(world: World, order: Order): boolean {
  const open = ['new', 'processing', 'pending_payment'].includes(order.state);
  if (!open || order.items.some((item) => item.invoiced > 0)) return false;
  for (const item of order.items) reserve(world, item.sku, item.ordered);
  order.items = order.items.map((item) => ({ ...item, canceled: item.ordered }));
  return moveOrder(world, order, 'canceled', 'canceled');
}

/** Puts an order in a state. */
export function moveOrder(world: World, order: Order, state: string, status: string): true {
  order.state = state;
  order.status = status;
  order.updatedAt = nowText(world);
  return true;
}
