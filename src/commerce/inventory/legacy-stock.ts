import { get, getStatus, update } from '../../../generated/resources/stockItems.js';
import type { Client } from '../../client/types.js';
import { InputError } from '../../errors/input-error.js';
import { DEFAULT_SOURCE, isInStock, type SourceQuantity, sourceOf } from './quantities.js';

/** Sets the stock item of a store without multi-source inventory, which knows one source. */
export async function setLegacyStock(
  client: Client,
  item: SourceQuantity,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { sku, quantity } = item;
  if (sourceOf(item) !== DEFAULT_SOURCE) {
    throw new InputError(
      `"${sku}": this store has no multi-source inventory, so there is no source "${sourceOf(item)}". Leave source out.`,
    );
  }
  const options = { store: 'all', signal };
  const { item_id: itemId } = await get(client, { productSku: sku }, options);
  const stockItem = { qty: quantity, is_in_stock: isInStock(item) };
  await update(client, { productSku: sku, itemId: itemId ?? 0, stockItem }, options);
}

/** What the old stock item has; nothing when the product is out of stock. */
export async function legacySalable(
  client: Client,
  sku: string,
  signal: AbortSignal | undefined,
): Promise<number> {
  const { qty, stock_status } = await getStatus(client, { productSku: sku }, { signal });
  return Number(stock_status) === 1 ? Number(qty) : 0;
}
