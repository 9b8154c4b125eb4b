import type { Call, Handlers } from '../../call.js';
import { failure, notServed } from '../../errors.js';
import { type JsonObject, numberAt, objectAt, objectsAt, textAt } from '../../json.js';
import { sourceKey } from '../../store/stock.js';
import type { PhpTree } from '../../wire/php-query.js';
import { sourcesOfStock } from './stocks.js';

/** Which sources an order is to be sent from. */
export const selectionHandlers: Handlers = {
  'GET /V1/inventory/source-selection-algorithm-list': () => [
    {
      code: 'distance',
      title: 'Distance Priority',
      description:
        'Algorithm which provides Source Selections based on shipping address distance from the source',
    },
    {
      code: 'priority',
      title: 'Source Priority',
      description:
        'Algorithm which provides Source Selections based on predefined priority of Source',
    },
  ],
  'POST /V1/inventory/source-selection-algorithm-result': select,
  'GET /V1/inventory/get-distance-provider-code': () => 'google',
  'GET /V1/inventory/get-distance': ({ query }) => {
    const [from, to] = [query.source, query.destination].map(placeOf);
    return haversine(from ?? [0, 0], to ?? [0, 0]);
  },
  // A new store has no key for the service that knows where addresses are.
  'GET /V1/inventory/get-latlng-from-address': refuseWithoutKey,
  'GET /V1/inventory/get-latslngs-from-address': refuseWithoutKey,
};

/** Takes from the sources of the stock in their order until there is enough. */
function select(call: Call): JsonObject {
  const { world, input } = call;
  const code = textAt(input, 'algorithmCode') ?? '';
  if (code === 'distance') throw notServed('the algorithm "distance"');
  if (code !== 'priority') throw failure(400, 'Algorithm "%1" is not supported', [code]);
  const request = objectAt(input, 'inventoryRequest');
  // The class behind it takes camelCase only.
  const stockId = numberAt(request, 'stock_id') ?? 1;
  const enabled = sourcesOfStock(call, stockId).filter((source) => source.enabled === true);
  const items: JsonObject[] = [];
  let shippable = true;
  for (const wanted of objectsAt(request, 'items')) {
    const sku = textAt(wanted, 'sku') ?? '';
    let open = numberAt(wanted, 'qty') ?? 0;
    for (const { source_code } of enabled) {
      const item = world.sourceItems.get(sourceKey(sku, String(source_code)));
      if (item === undefined || item.status !== 1) continue;
      const taken = Math.min(open, item.quantity);
      open -= taken;
      items.push({
        source_code: item.source_code,
        sku,
        qty_to_deduct: taken,
        qty_available: item.quantity,
      });
    }
    shippable &&= open <= 0;
  }
  return { source_selection_items: items, shippable };
}

function placeOf(value: string | PhpTree | undefined): readonly [number, number] {
  if (typeof value !== 'object') return [0, 0];
  return [Number(value.lat ?? 0), Number(value.lng ?? 0)];
}

/** Metres along the earth's surface. */
function haversine(from: readonly [number, number], to: readonly [number, number]): number {
  const [lat, lng, otherLat, otherLng] = [...from, ...to].map(
    (degrees) => (degrees * Math.PI) / 180,
  );
  const [a = 0, b = 0, c = 0, d = 0] = [lat, lng, otherLat, otherLng];
  const half = Math.sin((c - a) / 2) ** 2 + Math.cos(a) * Math.cos(c) * Math.sin((d - b) / 2) ** 2;
  return 2 * 6_371_000 * Math.asin(Math.sqrt(half));
}

function refuseWithoutKey(): never {
  throw failure(400, 'Google API key is not defined');
}
