import { type Call, type Handlers, pathId, pathText } from '../../call.js';
import { failure, MagentoFailure } from '../../errors.js';
import type { JsonObject } from '../../json.js';
import { listAt, numberAt, objectsAt, textAt } from '../../json.js';
import { type SearchResult, search } from '../../search/run.js';
import type { SourceItem } from '../../store/rows.js';
import {
  hasSourceItems,
  maxSaleQty,
  productBySku,
  salableQuantity,
  setSourceItem,
  sourceKey,
} from '../../store/stock.js';
import { listOf, stockById } from './common.js';
import { stockOfChannel } from './stocks.js';

/** What lies at the sources, and what can be sold of it. */
export const salabilityHandlers: Handlers = {
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
  'GET /V1/inventory/is-product-salable-for-requested-qty/{sku}/{stockId}/{requestedQty}': (call) =>
    forQuantity(salable(call), Number(pathText(call, 'requestedQty'))),
  'GET /V1/inventory/are-products-salable': (call) => {
    const stock_id = numberAt(call.input, 'stockId') ?? 1;
    return listAt(call.input, 'skus')
      .map(String)
      .map((sku) => ({
        sku,
        stock_id,
        salable: salableAt(call, sku, stock_id) > 0,
      }));
  },
  'GET /V1/inventory/are-product-salable-for-requested-qty/': (call) => {
    const stock_id = numberAt(call.input, 'stockId') ?? 1;
    const asked = call.query.skuRequests;
    return Object.values(typeof asked === 'object' ? asked : {}).map((request) => {
      const { sku = '', qty = '0' } = typeof request === 'object' ? request : {};
      return { sku, stock_id, ...forQuantity(salableAt(call, String(sku), stock_id), Number(qty)) };
    });
  },
  'GET /V1/inventory/dump-stock-index-data/{salesChannelType}/{salesChannelCode}': (call) => {
    const { stock_id } = channelOf(call);
    const counted = [...call.world.products.values()].filter(({ typeId }) =>
      hasSourceItems(typeId),
    );
    return counted.map(({ sku }) => {
      const qty = salableQuantity(call.world, sku, Number(stock_id));
      return { sku, qty, is_salable: qty > 0 };
    });
  },
};

function channelOf(call: Call): JsonObject {
  return stockOfChannel(
    call,
    pathText(call, 'salesChannelType'),
    pathText(call, 'salesChannelCode'),
  );
}

function forQuantity(available: number, asked: number): JsonObject {
  const errors: JsonObject[] = [];
  if (asked > maxSaleQty) {
    errors.push({
      code: 'is_correct_qty-max_sale_qty',
      message: 'The requested qty exceeds the maximum qty allowed in shopping cart',
    });
  }
  if (asked > available) {
    errors.push({
      code: 'is_salable_with_reservations-not_enough_qty',
      message: 'The requested qty is not available',
    });
  }
  return { salable: errors.length === 0, errors };
}

/** Searches products; the count is that of the page, and types without stock are left out. */
function exportSalable(call: Call): SearchResult {
  channelOf(call);
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
  return salableAt(call, pathText(call, 'sku'), pathId(call, 'stockId'));
}

function salableAt(call: Call, sku: string, stockId: number): number {
  const product = productBySku(call.world, sku);
  if (!hasSourceItems(product.typeId)) {
    throw failure(400, "Can't check requested quantity for products without Source Items support.");
  }
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
