import type { Call, Handlers } from '../../call.js';
import { type Json, type JsonObject, objectAt } from '../../json.js';
import type { PhpTree } from '../../wire/php-query.js';

/** Sources a shopper can fetch an order from. */
export const pickupHandlers: Handlers = {
  'GET /V1/inventory/in-store-pickup/pickup-locations/': (call) => {
    const asked = call.query.searchRequest;
    return locations(call, typeof asked === 'object' ? treeAsJson(asked) : {});
  },
  'POST /V1/inventory/in-store-pickup/pickup-locations/': (call) =>
    locations(call, objectAt(call.input, 'searchRequest')),
};

/** Near and far are not told apart: the sandbox knows of no distances between addresses. */
function locations({ world }: Call, asked: JsonObject): JsonObject {
  const items = [...world.sources.values()].flatMap((source) => {
    const extension = objectAt(source, 'extension_attributes');
    if (extension.is_pickup_location_active !== true || source.enabled !== true) return [];
    const { source_code, name, enabled, description, extension_attributes, ...place } = source;
    const { use_default_carrier_config, carrier_links, ...address } = place;
    const frontendName = extension.frontend_name;
    return [{ pickup_location_code: source_code, name: frontendName ?? name, ...address }];
  });
  const search_request = { current_page: 1, scope_type: 'website', ...asked };
  return { items, search_request, total_count: items.length };
}

function treeAsJson(tree: PhpTree): JsonObject {
  return Object.fromEntries(
    Object.entries(tree).map(([name, value]): [string, Json] => {
      const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      if (typeof value === 'object') return [snake, treeAsJson(value)];
      return [snake, /^\d+$/.test(value) ? Number(value) : value];
    }),
  );
}
