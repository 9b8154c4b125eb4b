import type { Call, Handlers } from '../../call.js';
import { failure } from '../../errors.js';
import { listAt, numberAt, objectsAt, textAt } from '../../json.js';
import type { SourceItem } from '../../store/rows.js';
import { productBySku, setSourceItem, sourceKey } from '../../store/stock.js';

/** Products assigned to sources and moved between them, many at once. */
export const inventoryBulkHandlers: Handlers = {
  'POST /V1/inventory/bulk-product-source-assign': (call) =>
    eachPair(call, (sku, source) => {
      if (itemAt(call, sku, source) !== undefined) return false;
      setSourceItem(call.world, { sku, source_code: source, quantity: 0, status: 1 });
      return true;
    }),
  'POST /V1/inventory/bulk-product-source-unassign': (call) =>
    eachPair(call, (sku, source) => call.world.sourceItems.delete(sourceKey(sku, source))),
  'POST /V1/inventory/bulk-product-source-transfer': (call) => {
    const from = sourceNamed(call, 'originSource');
    const to = sourceNamed(call, 'destinationSource');
    for (const sku of skusOf(call)) {
      const moved = itemAt(call, sku, from);
      if (moved === undefined) continue;
      move(call, sku, from, to, moved.quantity);
      if (call.input.unassignFromOrigin === true)
        call.world.sourceItems.delete(sourceKey(sku, from));
    }
    return true;
  },
  'POST /V1/inventory/bulk-partial-source-transfer': (call) => {
    const from = sourceNamed(call, 'originSourceCode');
    const to = sourceNamed(call, 'destinationSourceCode');
    const items = objectsAt(call.input, 'items');
    if (items.length === 0) throw failure(400, 'Could not rebuild index for empty products array');
    for (const item of items) {
      move(call, textAt(item, 'sku') ?? '', from, to, numberAt(item, 'qty') ?? 0);
    }
    return undefined;
  },
};

/** How many pairs of SKU and source were changed. */
function eachPair(call: Call, change: (sku: string, source: string) => boolean): number {
  const sources = listAt(call.input, 'sourceCodes').map(String);
  for (const source of sources) checkSource(call, source);
  const pairs = skusOf(call).flatMap((sku) => sources.map((source) => [sku, source] as const));
  return pairs.filter(([sku, source]) => change(sku, source)).length;
}

function skusOf(call: Call): readonly string[] {
  return listAt(call.input, 'skus').map((sku) => productBySku(call.world, String(sku)).sku);
}

function sourceNamed(call: Call, member: string): string {
  const code = textAt(call.input, member) ?? '';
  checkSource(call, code);
  return code;
}

function checkSource(call: Call, code: string): void {
  if (call.world.sources.has(code)) return;
  throw failure(404, 'Source with code "%value" does not exist.', { value: code });
}

function itemAt(call: Call, sku: string, source: string): SourceItem | undefined {
  return call.world.sourceItems.get(sourceKey(sku, source));
}

function move(call: Call, sku: string, from: string, to: string, quantity: number): void {
  const origin = itemAt(call, sku, from);
  if (origin === undefined || origin.quantity < quantity) {
    throw failure(400, 'Requested quantity for %1 is not available.', [sku]);
  }
  const destination = itemAt(call, sku, to) ?? { sku, source_code: to, quantity: 0, status: 1 };
  setSourceItem(call.world, { ...origin, quantity: origin.quantity - quantity });
  setSourceItem(call.world, { ...destination, quantity: destination.quantity + quantity });
}
