import type { Call } from '../../call.js';
import { findRows } from '../../catalogue/find.js';
import { rowColumns } from '../../catalogue/row-columns.js';
import { rowWriter } from '../../catalogue/row-text.js';
import type { Json, JsonObject } from '../../json.js';
import { globalScope, storeById } from '../../scope.js';
import { type Criteria, readCriteria, type Sort } from '../../search/criteria.js';
import { type SearchResult, searchBy } from '../../search/run.js';
import type { Product } from '../../store/rows.js';
import type { World } from '../../store/world.js';
import type { JsonText } from '../../wire/encode-json.js';
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

/** A product, or the row of a generated one. */
type Listed = Product | number;

/** `GET /V1/products`. */
export function listProducts(call: Call): SearchResult {
  const { world } = call;
  const render = (product: Product, storeId: number): JsonObject =>
    renderProduct(world, product, storeId, 'list');
  // Generated products have no values of a store view's own.
  const write = world.catalogue && rowWriter(world.catalogue, (product) => render(product, 0));
  return searchProducts(call, render, write);
}

/**
 * Products by search criteria, shown in one way or another.
 *
 * @param renderRow - shows a generated one faster than by making it first
 */
export function searchProducts(
  call: Call,
  render: (product: Product, storeId: number) => JsonObject,
  renderRow?: (row: number) => JsonText,
): SearchResult {
  const { catalogue } = call.world;
  const criteria = readCriteria(call);
  const storeId = storeOf(call, criteria);
  const ofProduct = columnsIn(call.world, storeId);
  const own = {
    rows: call.world.products.values(),
    has: (field: string) => hasColumn(call.world, field),
    column: ofProduct,
    render: (product: Product) => render(product, storeId),
    unknownField: 'named',
    naturalOrder,
  } as const;
  if (catalogue === undefined) return searchBy<Product>(call, criteria, own);
  const ofRow = rowColumns(catalogue, ofProduct);
  const made = (row: number): JsonObject => own.render(catalogue.product(row));
  return searchBy<Listed>(call, criteria, {
    ...own,
    column: (one, field) => (typeof one === 'number' ? ofRow(one, field) : ofProduct(one, field)),
    render: (one) => (typeof one === 'number' ? (renderRow ?? made)(one) : own.render(one)),
    further: (asked, sorts) => findRows(catalogue, asked, sorts, ofRow),
  });
}

function hasColumn(world: World, field: string): boolean {
  const special = ['category_id', 'store_id', 'store'];
  return field in columns || special.includes(field) || world.attributes.has(field);
}

/** Reads columns and attributes as a store view sees them. */
function columnsIn(
  world: World,
  storeId: number,
): (product: Product, field: string) => Json | undefined {
  return (product, field) => {
    const column = columns[field];
    if (column !== undefined) return column(product);
    // The store filter picks the scope of the values and no products.
    if (field === 'store_id' || field === 'store') return storeId;
    const code = field === 'category_id' ? 'category_ids' : field;
    const value = attributeValue(world, product, storeId, code);
    return numeric(value, world.attributes.get(code)?.backendType);
  };
}

/** Conditions the database answers by reading along an index. */
const alongIndex = ['eq', 'neq', 'like', 'in', 'gt', 'gteq', 'from', 'lt', 'lteq', 'to'];

/** Along the ids, unless nothing else is asked and a filter is answered along the SKUs. */
function naturalOrder({ groups, sorts }: Criteria): readonly Sort[] {
  if (sorts.some(({ field }) => field === 'entity_id')) return [];
  const alongSkus =
    sorts.length === 0 &&
    groups.some(
      ([filter, ...others]) =>
        others.length === 0 && filter?.field === 'sku' && alongIndex.includes(filter.condition),
    );
  const byId: Sort = { field: 'entity_id', direction: 'ASC' };
  return alongSkus ? [{ field: 'sku', direction: 'ASC' }, byId] : [byId];
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
