import { type Call, type Handlers, pathId, pathText } from '../../call.js';
import { crudHandlers } from '../../crud/handlers.js';
import { failure, noSuchEntity } from '../../errors.js';
import { type JsonObject, numberAt, objectAt, objectsAt, textAt } from '../../json.js';
import { empty, listOf, refuseAll, stockById } from './common.js';

/** Stocks: what a website sells from, and the sources they draw on. */
export const stockHandlers: Handlers = {
  ...crudHandlers({
    routes: {
      list: 'GET /V1/inventory/stocks',
      get: 'GET /V1/inventory/stocks/{stockId}',
      create: 'POST /V1/inventory/stocks',
      update: 'PUT /V1/inventory/stocks/{stockId}',
      remove: 'DELETE /V1/inventory/stocks/{stockId}',
    },
    rows: (world) => world.stocks,
    table: 'stock',
    id: 'stock_id',
    argument: 'stock',
    type: 'inventory-api-data-stock-interface',
    complete: ({ existing, sent }) => {
      if ((textAt({ ...existing, ...sent }, 'name') ?? '') === '') refuseAll([empty('name')]);
      const extension = {
        sales_channels: [],
        ...objectAt(existing ?? {}, 'extension_attributes'),
        ...objectAt(sent, 'extension_attributes'),
      };
      return { extension_attributes: extension };
    },
    keep: ({ stock_id, extension_attributes }) => {
      if (stock_id === 1) {
        throw failure(400, 'Default Stock could not be deleted.');
      }
      if (objectsAt({ ...Object(extension_attributes) }, 'sales_channels').length > 0) {
        throw failure(400, 'Stock has at least one sale channel and could not be deleted.');
      }
    },
    absent: (id) => noSuchEntity('stock_id', id),
    answers: 'id',
    deletes: 'nothing',
    optionalCriteria: true,
  }),
  'GET /V1/inventory/stock-resolver/{type}/{code}': (call) =>
    stockOfChannel(call, pathText(call, 'type'), pathText(call, 'code')),
  'GET /V1/inventory/stock-source-links': (call) =>
    listOf(call, call.world.stockLinks, ['stock_id', 'source_code', 'priority', 'link_id']),
  'POST /V1/inventory/stock-source-links': (call) => {
    for (const link of sentLinks(call)) {
      refuseAll(['stock_id', 'source_code'].filter((name) => link[name] === undefined).map(empty));
      if (!call.world.sources.has(textAt(link, 'source_code') ?? '') || !hasStock(call, link)) {
        throw failure(400, 'Could not save StockSourceLinks');
      }
      dropLink(call, link);
      call.world.stockLinks.push({ priority: 0, ...link });
    }
    return undefined;
  },
  'POST /V1/inventory/stock-source-links-delete': (call) => {
    for (const link of sentLinks(call)) dropLink(call, link);
    return undefined;
  },
  'GET /V1/inventory/get-sources-assigned-to-stock-ordered-by-priority/{stockId}': (call) =>
    sourcesOfStock(call, pathId(call, 'stockId')),
};

/** The stock a website sells from. */
export function stockOfChannel(call: Call, type: string, code: string): JsonObject {
  const found = [...call.world.stocks.values()].find((stock) =>
    objectsAt(objectAt(stock, 'extension_attributes'), 'sales_channels').some(
      (channel) => channel.type === type && channel.code === code,
    ),
  );
  if (found !== undefined) return found;
  if (type === 'website' && code === 'base') return stockById(call, 1);
  throw failure(404, 'No linked stock found');
}

/** Sources of a stock, the first to be drawn on first. */
export function sourcesOfStock({ world }: Call, stockId: number): readonly JsonObject[] {
  return world.stockLinks
    .filter((link) => numberAt(link, 'stock_id') === stockId)
    .toSorted((a, b) => (numberAt(a, 'priority') ?? 0) - (numberAt(b, 'priority') ?? 0))
    .map((link) => world.sources.get(textAt(link, 'source_code') ?? ''))
    .filter((source) => source !== undefined);
}

function sentLinks({ input }: Call): readonly JsonObject[] {
  const links = objectsAt(input, 'links');
  if (links.length === 0) throw failure(400, 'Input data is empty');
  return links;
}

function hasStock({ world }: Call, link: JsonObject): boolean {
  return world.stocks.has(numberAt(link, 'stock_id') ?? 0);
}

function dropLink({ world }: Call, link: JsonObject): void {
  const at = world.stockLinks.findIndex(
    (known) => known.stock_id === link.stock_id && known.source_code === link.source_code,
  );
  if (at >= 0) world.stockLinks.splice(at, 1);
}
