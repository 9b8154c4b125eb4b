import { HttpError } from '../../errors/http-error.js';
import { InputError } from '../../errors/input-error.js';
import { isMagentoError } from '../../errors/magento-error.js';
import { NotFoundError } from '../../errors/not-found-error.js';
import type { Context, HelperOptions } from '../context.js';
import { setLegacyStock } from './legacy-stock.js';
import {
  type QuantityFailure,
  type SetQuantitiesResult,
  type SourceQuantity,
  sourceOf,
} from './quantities.js';
import { storeChunk } from './store-chunk.js';

/** Options of `inventory.setQuantities`. */
export interface SetQuantitiesOptions extends HelperOptions {
  /** Items a request. Default 100. */
  readonly chunkSize?: number | undefined;
}

const CHUNK_SIZE = 100;

/** SKUs do not depend on case, and Magento trims them. */
const keyOf = (item: SourceQuantity) => `${item.sku.trim().toLowerCase()}|${sourceOf(item)}`;

function check(items: readonly SourceQuantity[]): void {
  const seen = new Set<string>();
  for (const item of items) {
    if (item.sku.trim() === '') throw new InputError('setQuantities: an item has no SKU.');
    if (!Number.isFinite(item.quantity)) {
      throw new InputError(`setQuantities: the quantity of "${item.sku}" is no number.`);
    }
    if (seen.has(keyOf(item))) {
      throw new InputError(
        `setQuantities: "${item.sku}" comes twice for source "${sourceOf(item)}". Quantities are absolute, so one of them would be lost.`,
      );
    }
    seen.add(keyOf(item));
  }
}

async function allLegacy(
  { client }: Context,
  items: readonly SourceQuantity[],
  signal: AbortSignal | undefined,
): Promise<SetQuantitiesResult> {
  const failures: QuantityFailure[] = [];
  for (const item of items) {
    try {
      await setLegacyStock(client, item, signal);
    } catch (error) {
      if (signal?.aborted || !(error instanceof HttpError || error instanceof InputError)) {
        throw error;
      }
      failures.push({ item, error });
    }
  }
  return { stored: items.length - failures.length, failures, through: 'legacy' };
}

/**
 * Sets quantities of SKUs at sources, 100 a request and one request at a time, as writers of stock block each
 * other in Magento's database. The last writer wins for each SKU and source, and no other one is touched;
 * what open orders have reserved is kept apart by the store and not undone. Magento takes a SKU it has no
 * product for without a word. Safe to repeat.
 * @throws InputError when a SKU comes twice for a source, or a quantity is no number; nothing is sent
 */
export async function setQuantities(
  context: Context,
  items: readonly SourceQuantity[],
  { signal, chunkSize = CHUNK_SIZE }: SetQuantitiesOptions = {},
): Promise<SetQuantitiesResult> {
  check(items);
  if (!Number.isInteger(chunkSize) || chunkSize < 1) {
    throw new InputError('setQuantities: chunkSize must be a whole number above 0.');
  }
  let stored = 0;
  const failures: QuantityFailure[] = [];
  for (let from = 0; from < items.length; from += chunkSize) {
    try {
      const chunk = await storeChunk(context.client, items.slice(from, from + chunkSize), signal);
      stored += chunk.stored;
      failures.push(...chunk.failures);
    } catch (error) {
      // The route is what is missing: a source item has no other reason for a 404.
      if (from === 0 && error instanceof NotFoundError) return allLegacy(context, items, signal);
      if (from === 0 || signal?.aborted || !isMagentoError(error)) throw error;
      // What is stored stays stored, so the rest is named rather than thrown away with it.
      failures.push(...items.slice(from).map((item) => ({ item, error })));
      break;
    }
  }
  return { stored, failures, through: 'sources' };
}
