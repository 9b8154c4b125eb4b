import type { Call } from '../../call.js';
import type { Json, JsonObject } from '../../json.js';
import { globalScope, storeById } from '../../scope.js';
import { type Criteria, readCriteria } from '../../search/criteria.js';
import { type SearchResult, search } from '../../search/run.js';
import type { Product } from '../../store/rows.js';
import { attributeValue, renderProduct } from './render.js';

/** Columns of the product table; everything else is an attribute. */
const columns: Readonly<Record<string, (product: Product) => Json>> = {
  entity_id: (product) => product.id,
  sku: (product) => product.sku,
  type_id: (product) => product.typeId,
  attribute_set_id: (product) => product.attributeSetId,
  created_at: (product) => product.createdAt,
  updated_at: (product) => product.updatedAt,
  website_id: (product) => product.websiteIds,
};

/** `GET /V1/products`. */
export function listProducts(call: Call): SearchResult {
  return searchProducts(call, (product, storeId) =>
    renderProduct(call.world, product, storeId, 'list'),
  );
}

/** Products by search criteria, shown in one way or another. */
export function searchProducts(
  call: Call,
  render: (product: Product, storeId: number) => JsonObject,
): SearchResult {
  const { world } = call;
  const criteria = readCriteria(call.query);
  const storeId = storeOf(call, criteria);
  return search<Product>(
    // The store filter picks the scope of the values and no products.
    criteria,
    {
      rows: world.products.values(),
      has: (field) =>
        field in columns ||
        ['category_id', 'store_id', 'store'].includes(field) ||
        world.attributes.has(field),
      column: (product, field) => {
        if (field === 'store_id' || field === 'store') return storeId;
        if (field === 'category_id')
          return attributeValue(world, product, storeId, 'category_ids') ?? null;
        const column = columns[field];
        if (column !== undefined) return column(product);
        return numeric(
          attributeValue(world, product, storeId, field),
          world.attributes.get(field)?.backendType,
        );
      },
      render: (product) => render(product, storeId),
      unknownField: 'named',
    },
  );
}

function storeOf(call: Call, criteria: Criteria): number {
  const filter = criteria.groups
    .flat()
    .find(({ field }) => field === 'store_id' || field === 'store');
  const asked =
    filter?.value === undefined || filter.value === null
      ? undefined
      : storeById(call.world, Number(filter.value));
  return (asked ?? call.store ?? globalScope).id;
}

/** Decimal and integer attributes compare as numbers though their values are text. */
function numeric(value: Json | undefined, backendType: string | undefined): Json | undefined {
  const isNumber = backendType === 'decimal' || backendType === 'int';
  return isNumber && typeof value === 'string' && value !== '' ? Number(value) : value;
}
