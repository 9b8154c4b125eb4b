import {
  getSalableQuantity,
  listSalableQuantities,
} from '../../../generated/resources/inventorySalability.js';
import { get as getStock } from '../../../generated/resources/inventoryStocks.js';
import type { Client } from '../../client/types.js';
import { BadRequestError } from '../../errors/bad-request-error.js';
import { HttpError } from '../../errors/http-error.js';
import type { MagentoError } from '../../errors/magento-error.js';
import { NotFoundError } from '../../errors/not-found-error.js';
import type { Context, HelperOptions } from '../context.js';
import { legacySalable } from './legacy-stock.js';

/** Options of `inventory.salable`. */
export interface SalableOptions extends HelperOptions {
  /** The stock to sell from. Default 1, the one of every store. */
  readonly stockId?: number | undefined;
}

/** What can be sold. */
export interface SalableResult {
  /** Quantity by SKU as it was asked for: what sources have, less what open orders have reserved. */
  readonly quantities: ReadonlyMap<string, number>;
  /** SKUs without a quantity, and why: unknown ones, bundles and other types that have no stock. */
  readonly failures: ReadonlyMap<string, MagentoError>;
}

/** From so many SKUs on the list is asked first; it answers a hundred for what one costs alone. */
const WORTH_A_LIST = 5;
const CHUNK_SIZE = 100;

/** The code of a website that sells from a stock; the list is asked by it. */
async function websiteOf(
  client: Client,
  stockId: number,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const { extension_attributes: more } = await getStock(client, { stockId }, { signal });
  return more?.sales_channels?.find(({ type }) => type === 'website')?.code;
}

/** The quantities a list names; SKUs it leaves out are asked for alone. */
async function fromLists(
  client: Client,
  skus: readonly string[],
  salesChannelCode: string,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, number>> {
  const chunks: string[][] = [];
  for (let from = 0; from < skus.length; from += CHUNK_SIZE) {
    chunks.push(skus.slice(from, from + CHUNK_SIZE));
  }
  const pages = await Promise.all(
    chunks.map((chunk) => {
      const filters = [{ field: 'sku', conditionType: 'in', value: chunk } as const];
      const searchCriteria = { filterGroups: [{ filters }], pageSize: CHUNK_SIZE };
      const channel = { salesChannelType: 'website', salesChannelCode };
      return listSalableQuantities(client, { ...channel, searchCriteria }, { signal });
    }),
  );
  const rows = pages.flatMap(({ items }) => items);
  const found = new Map(rows.map(({ sku, qty }) => [String(sku).toLowerCase(), qty]));
  return new Map(
    skus.flatMap((sku) => {
      const quantity = found.get(sku.toLowerCase());
      // No quantity means that stock is not managed, which the single call knows how to say.
      return typeof quantity === 'number' ? [[sku, quantity]] : [];
    }),
  );
}

/** A 404 without parameters is about the route, or a product; one about a stock names it. */
const hasNoRoute = (error: unknown) =>
  error instanceof NotFoundError && error.parameters === undefined;

/** A store need not have the list, nor the caller the right to it. */
const isRefusal = (error: unknown) =>
  error instanceof HttpError && error.status < 500 && error.status !== 429;

/** What is known without asking for each SKU; `legacy` when the store has no stocks at all. */
async function quickly(
  client: Client,
  skus: readonly string[],
  stockId: number,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, number> | 'legacy'> {
  if (skus.length < WORTH_A_LIST) return new Map();
  let website: string | undefined;
  try {
    website = await websiteOf(client, stockId, signal);
  } catch (error) {
    if (hasNoRoute(error)) return 'legacy';
    if (!isRefusal(error)) throw error;
  }
  if (website === undefined) return new Map();
  try {
    return await fromLists(client, skus, website, signal);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return new Map();
  }
}

/** Runs a question about one SKU; a refusal is its answer. */
async function refusalIsAnswer(work: () => Promise<number>): Promise<number | MagentoError> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BadRequestError || error instanceof NotFoundError) return error;
    throw error;
  }
}

async function one(
  client: Client,
  sku: string,
  stockId: number,
  signal: AbortSignal | undefined,
): Promise<number | MagentoError> {
  const answer = await refusalIsAnswer(() =>
    getSalableQuantity(client, { sku, stockId }, { signal }),
  );
  // Either the product is missing, or multi-source inventory is.
  return hasNoRoute(answer) ? refusalIsAnswer(() => legacySalable(client, sku, signal)) : answer;
}

/**
 * What can still be sold of many SKUs: through the list of the stock's website where there is one, else by
 * one request for each SKU, in parallel as far as the client's budget goes. Without multi-source inventory
 * the old stock items answer.
 */
export async function salable(
  { client }: Context,
  skus: readonly string[],
  { stockId = 1, signal }: SalableOptions = {},
): Promise<SalableResult> {
  const asked = [...new Set(skus)];
  const listed = await quickly(client, asked, stockId, signal);
  const answers = await Promise.all(
    asked.map(async (sku) => {
      if (listed === 'legacy') {
        return [sku, await refusalIsAnswer(() => legacySalable(client, sku, signal))] as const;
      }
      return [sku, listed.get(sku) ?? (await one(client, sku, stockId, signal))] as const;
    }),
  );
  const quantities = new Map<string, number>();
  const failures = new Map<string, MagentoError>();
  for (const [sku, answer] of answers) {
    if (typeof answer === 'number') quantities.set(sku, answer);
    else failures.set(sku, answer);
  }
  return { quantities, failures };
}
