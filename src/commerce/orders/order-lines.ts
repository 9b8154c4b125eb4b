import { get } from '../../../generated/resources/orders.js';
import type { SalesOrderItem } from '../../../generated/types/sales.js';
import type { Client } from '../../client/types.js';
import { InputError } from '../../errors/input-error.js';

/** A line of an order, by its SKU or by its id, and how many of it. */
export type OrderLine =
  | { readonly sku: string; readonly quantity: number }
  | { readonly orderItemId: number; readonly quantity: number };

/** A line as Magento takes it. */
export interface DocumentItem {
  readonly order_item_id: number;
  readonly qty: number;
}

function idOf(items: readonly SalesOrderItem[], sku: string, orderId: number): number {
  // A configurable product and the variant chosen stand in two lines of one SKU; the parent's counts.
  const found = items.filter(
    (item) => item.sku?.toLowerCase() === sku.toLowerCase() && !item.parent_item_id,
  );
  const [item, other] = found;
  if (item?.item_id === undefined) {
    const skus = [...new Set(items.map((one) => JSON.stringify(one.sku)))].join(', ');
    throw new InputError(`Order ${orderId} has no line of "${sku}". It has: ${skus}.`);
  }
  if (other) {
    const ids = found.map(({ item_id }) => item_id).join(', ');
    throw new InputError(
      `Order ${orderId} has several lines of "${sku}". Name one by orderItemId: ${ids}.`,
    );
  }
  return item.item_id;
}

/**
 * Lines with the ids of the order's items; the order is read only when SKUs are named.
 * @throws InputError for a SKU that is not in the order, or is in it twice, and a quantity that is not above 0
 */
export async function documentItems(
  client: Client,
  orderId: number,
  lines: readonly OrderLine[],
  signal: AbortSignal | undefined,
): Promise<DocumentItem[]> {
  const wrong = lines.find(({ quantity }) => !(quantity > 0));
  if (wrong) throw new InputError(`Order ${orderId}: quantities must be above 0.`);
  if (lines.length === 0) {
    // Magento takes an empty list for the whole order.
    throw new InputError(`Order ${orderId}: items is empty. Leave it out for all that is open.`);
  }
  const needsOrder = lines.some((line) => 'sku' in line);
  const items = needsOrder ? (await get(client, { id: orderId }, { signal })).items : [];
  return lines.map((line) => ({
    order_item_id: 'sku' in line ? idOf(items, line.sku, orderId) : line.orderItemId,
    qty: line.quantity,
  }));
}
