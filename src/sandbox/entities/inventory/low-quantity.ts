import { type Call, type Handlers, pathText } from '../../call.js';
import { failure } from '../../errors.js';
import { type JsonObject, numberAt, objectsAt, textAt } from '../../json.js';
import { sourceKey } from '../../store/stock.js';
import { stockItemOf } from '../../store/stock-item.js';

/** From which quantity on a product at a source, or one of the old stock, counts as low. */
export const lowQuantityHandlers: Handlers = {
  'GET /V1/inventory/low-quantity-notification/{sourceCode}/{sku}': (call) => {
    const [source_code, sku] = [pathText(call, 'sourceCode'), pathText(call, 'sku')];
    const quantity = call.world.lowQuantities.get(sourceKey(sku, source_code));
    return { source_code, notify_stock_qty: quantity ?? 1, sku };
  },
  'POST /V1/inventory/low-quantity-notification': (call) => {
    for (const row of sentRows(call, 'sourceItemConfigurations')) {
      const quantity = numberAt(row, 'notify_stock_qty');
      if (quantity === undefined) call.world.lowQuantities.delete(keyOf(row));
      else call.world.lowQuantities.set(keyOf(row), quantity);
    }
    return undefined;
  },
  'POST /V1/inventory/low-quantity-notifications-delete': (call) => {
    for (const row of sentRows(call, 'sourceItems')) call.world.lowQuantities.delete(keyOf(row));
    return undefined;
  },
  'GET /V1/stockItems/lowStock/': lowStock,
};

/** Pages of one row unless asked otherwise: the route's own default. */
function lowStock({ world, input }: Call): JsonObject {
  const most = numberAt(input, 'qty') ?? 0;
  const low = [...world.products.values()].flatMap(({ id, stock }) =>
    stock !== undefined && (stock.qty ?? 0) <= most ? [stockItemOf(id, stock)] : [],
  );
  const page = Math.max(1, numberAt(input, 'currentPage') ?? 1);
  const size = Math.max(1, numberAt(input, 'pageSize') ?? 1);
  return {
    items: low.slice((page - 1) * size, page * size),
    search_criteria: {
      mapper_interface_name:
        'Magento\\CatalogInventory\\Model\\ResourceModel\\Stock\\Item\\StockItemCriteriaMapper',
      criteria_list: [],
      filters: [],
      orders: [],
      limit: [String(page), String(numberAt(input, 'pageSize') ?? 0)],
    },
    total_count: low.length,
  };
}

function sentRows({ input }: Call, name: string): readonly JsonObject[] {
  const rows = objectsAt(input, name);
  if (rows.length === 0) throw failure(400, 'Input data is empty');
  return rows;
}

function keyOf(row: JsonObject): string {
  return sourceKey(textAt(row, 'sku') ?? '', textAt(row, 'source_code') ?? '');
}
