import { type Call, type Handlers, pathId, pathText } from '../call.js';
import { failure, MagentoFailure, noSuchEntity } from '../errors.js';
import type { JsonObject } from '../json.js';
import { numberAt, objectsAt, textAt } from '../json.js';
import { readCriteria } from '../search/criteria.js';
import { type SearchResult, search, searchBy } from '../search/run.js';
import type { SourceItem } from '../store/rows.js';
import {
  hasSourceItems,
  maxSaleQty,
  productBySku,
  salableQuantity,
  setSourceItem,
  sourceKey,
} from '../store/stock.js';

/** Sources, stocks, and what can be sold from them. */
export const inventoryHandlers: Handlers = {
  'GET /V1/inventory/sources': (call) =>
    listOf(call, call.world.sources.values(), sourceColumns, true),
  'GET /V1/inventory/sources/{sourceCode}': (call) => {
    const code = pathText(call, 'sourceCode');
    const source = call.world.sources.get(code);
    if (source !== undefined) return source;
    throw failure(404, 'Source with code "%value" does not exist.', { value: code });
  },
  'GET /V1/inventory/stocks': (call) =>
    listOf(call, call.world.stocks.values(), ['stock_id', 'name'], true),
  'GET /V1/inventory/stocks/{stockId}': (call) => stockById(call, pathId(call, 'stockId')),
  'GET /V1/inventory/stock-resolver/{type}/{code}': (call) =>
    stockOfChannel(call, pathText(call, 'type'), pathText(call, 'code')),
  'GET /V1/inventory/stock-source-links': (call) =>
    listOf(call, call.world.stockLinks, ['stock_id', 'source_code', 'priority', 'link_id']),
  'GET /V1/inventory/source-items': (call) =>
    listOf(
      call,
      [...call.world.sourceItems.values()].map((item): JsonObject => ({ ...item })),
      ['sku', 'source_code', 'quantity', 'status', 'source_item_id'],
    ),
  'POST /V1/inventory/source-items': (call) => {
    const items = objectsAt(call.input, 'sourceItems');
    if (items.length === 0) throw failure(400, 'Input data is empty');
    const checked = items.map((item) => checkedItem(call, item));
    for (const item of checked) setSourceItem(call.world, item);
    return undefined;
  },
  'POST /V1/inventory/source-items-delete': (call) => {
    const items = objectsAt(call.input, 'sourceItems');
    if (items.length === 0) throw failure(400, 'Input data is empty');
    for (const item of items) {
      call.world.sourceItems.delete(
        sourceKey(textAt(item, 'sku') ?? '', textAt(item, 'source_code') ?? ''),
      );
    }
    return undefined;
  },
  'GET /V1/inventory/get-product-salable-quantity/{sku}/{stockId}': salable,
  'GET /V1/inventory/export-stock-salable-qty/{salesChannelType}/{salesChannelCode}': exportSalable,
  'GET /V1/inventory/is-product-salable/{sku}/{stockId}': (call) => salable(call) > 0,
  'GET /V1/inventory/is-product-salable-for-requested-qty/{sku}/{stockId}/{requestedQty}': (
    call,
  ) => {
    const asked = Number(pathText(call, 'requestedQty'));
    const errors: JsonObject[] = [];
    if (asked > maxSaleQty) {
      errors.push({
        code: 'is_correct_qty-max_sale_qty',
        message: 'The requested qty exceeds the maximum qty allowed in shopping cart',
      });
    }
    if (asked > salable(call)) {
      errors.push({
        code: 'is_salable_with_reservations-not_enough_qty',
        message: 'The requested qty is not available',
      });
    }
    return { salable: errors.length === 0, errors };
  },
};

const sourceColumns = [
  'source_code',
  'name',
  'enabled',
  'country_id',
  'postcode',
  'region_id',
  'city',
];

function listOf(
  call: Call,
  rows: Iterable<JsonObject>,
  columns: readonly string[],
  optional = false,
): SearchResult {
  return searchBy(call, readCriteria(call, optional), {
    rows,
    has: (field) => columns.includes(field),
    column: (row, field) => row[field],
    render: (row) => row,
    unknownField: 'hidden',
  });
}

function stockById(call: Call, id: number): JsonObject {
  const stock = call.world.stocks.get(id);
  if (stock === undefined) throw noSuchEntity('stock_id', id);
  return stock;
}

function stockOfChannel(call: Call, type: string, code: string): JsonObject {
  if (type === 'website' && code === 'base') return stockById(call, 1);
  throw failure(404, 'No linked stock found');
}

/** Searches products; the count is that of the page, and types without stock are left out. */
function exportSalable(call: Call): SearchResult {
  const channel = pathText(call, 'salesChannelCode');
  stockOfChannel(call, pathText(call, 'salesChannelType'), channel);
  const { items, search_criteria } = search(call, {
    rows: call.world.products.values(),
    has: (field) => ['sku', 'entity_id', 'type_id'].includes(field),
    column: (product, field) =>
      field === 'sku' ? product.sku : field === 'entity_id' ? product.id : product.typeId,
    render: ({ sku, typeId }) => {
      if (!hasSourceItems(typeId)) return null;
      const qty = salableQuantity(call.world, sku, 1);
      return { sku, qty, is_salable: qty > 0 };
    },
    unknownField: 'hidden',
  });
  const rows = items.filter((row) => row !== null);
  return { items: rows, search_criteria, total_count: rows.length };
}

function salable(call: Call): number {
  const product = productBySku(call.world, pathText(call, 'sku'));
  if (!hasSourceItems(product.typeId)) {
    throw failure(400, "Can't check requested quantity for products without Source Items support.");
  }
  const stockId = pathId(call, 'stockId');
  stockById(call, stockId);
  return salableQuantity(call.world, product.sku, stockId);
}

function checkedItem(call: Call, item: JsonObject): SourceItem {
  const sku = textAt(item, 'sku') ?? '';
  const source = textAt(item, 'source_code') ?? '';
  if (sku === '') throw invalid('sku', 'can not be empty.');
  if (source === '') throw invalid('source_code', 'can not be empty.');
  const quantity = numberAt(item, 'quantity');
  if (quantity === undefined) throw invalid('quantity', 'should be numeric.');
  const status = numberAt(item, 'status');
  if (status === undefined) throw invalid('status', 'should be numeric.');
  if (!call.world.sources.has(source)) throw failure(400, 'Could not save Source Item');
  return { sku, source_code: source, quantity, status };
}

function invalid(field: string, problem: string): MagentoFailure {
  return new MagentoFailure(400, {
    message: `Validation Failed: "${field}" ${problem}`,
    errors: [{ message: `"%field" ${problem}`, parameters: { field } }],
  });
}
