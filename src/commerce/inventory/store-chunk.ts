import { update } from '../../../generated/resources/inventorySourceItems.js';
import type { Client } from '../../client/types.js';
import { BadRequestError } from '../../errors/bad-request-error.js';
import { isInStock, type QuantityFailure, type SourceQuantity, sourceOf } from './quantities.js';

/** What became of a chunk. */
export interface StoredChunk {
  readonly stored: number;
  readonly failures: readonly QuantityFailure[];
}

function send(
  client: Client,
  items: readonly SourceQuantity[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const sourceItems = items.map((item) => ({
    sku: item.sku,
    source_code: sourceOf(item),
    quantity: item.quantity,
    status: isInStock(item) ? 1 : 0,
  }));
  return update(client, { sourceItems }, { store: 'all', signal });
}

/**
 * Stores source items. Magento stores all of a request or none, and does not say which one is wrong, so a
 * refused request is halved until the wrong ones stand alone.
 */
export async function storeChunk(
  client: Client,
  items: readonly SourceQuantity[],
  signal: AbortSignal | undefined,
): Promise<StoredChunk> {
  try {
    await send(client, items, signal);
    return { stored: items.length, failures: [] };
  } catch (error) {
    if (!(error instanceof BadRequestError)) throw error;
    const [item] = items;
    if (item !== undefined && items.length === 1) return { stored: 0, failures: [{ item, error }] };
  }
  const middle = Math.ceil(items.length / 2);
  const first = await storeChunk(client, items.slice(0, middle), signal);
  const second = await storeChunk(client, items.slice(middle), signal);
  return {
    stored: first.stored + second.stored,
    failures: [...first.failures, ...second.failures],
  };
}
