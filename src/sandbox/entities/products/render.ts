import type { Json, JsonObject } from '../../json.js';
import { valueIn, valuesIn } from '../../scope.js';
import type { Product } from '../../store/rows.js';
import { stockItemOf } from '../../store/stock-item.js';
import type { World } from '../../store/world.js';

/** Members of a product that have a place of their own; every other value is a custom attribute. */
export const ownMembers: readonly string[] = ['name', 'price', 'status', 'visibility', 'weight'];

/** The order PHP reads attribute tables in: text-like defaults first, what a person set last. */
const attributeOrder = [
  'image',
  'small_image',
  'thumbnail',
  'options_container',
  'url_key',
  'msrp_display_actual_price_type',
  'required_options',
  'has_options',
  'tax_class_id',
  'category_ids',
  'short_description',
  'description',
];

/** Where a product is shown: a list leaves the stock out, a new one its empty links and tier prices. */
export type View = 'single' | 'list' | 'created';

/** A product as a store view sees it. */
export function renderProduct(
  world: World,
  product: Product,
  storeId: number,
  view: View,
): JsonObject {
  const own = (code: string): Json | undefined =>
    valueIn(product.values, storeId, code) ?? undefined;
  const leftOut = (list: readonly JsonObject[]): boolean => view === 'created' && list.length === 0;
  return {
    id: product.id,
    sku: product.sku,
    name: own('name'),
    attribute_set_id: product.attributeSetId,
    price: own('price'),
    status: own('status'),
    visibility: own('visibility'),
    type_id: product.typeId,
    created_at: product.createdAt,
    updated_at: product.updatedAt,
    weight: own('weight'),
    extension_attributes: extensionOf(world, product, view),
    product_links: leftOut(product.links) ? undefined : product.links,
    options: product.options,
    media_gallery_entries: product.media.map((entry) => ({ ...entry })),
    tier_prices: leftOut(product.tierPrices) ? undefined : product.tierPrices,
    custom_attributes: customAttributes(world, product, storeId),
  };
}

function extensionOf(world: World, product: Product, view: View): JsonObject {
  const links = categoryLinks(world, product);
  const stock = view === 'list' ? undefined : product.stock;
  return {
    website_ids: product.websiteIds.length === 0 ? undefined : product.websiteIds,
    category_links: links.length === 0 ? undefined : links,
    stock_item: stock === undefined ? undefined : stockItemOf(product.id, stock),
    ...product.extra,
  };
}

/** Categories of a product with its place in each. */
export function categoryLinks(world: World, product: Product): readonly JsonObject[] {
  if (product.categoryIds !== undefined) {
    return product.categoryIds.map((id) => ({ position: 0, category_id: String(id) }));
  }
  return [...world.categories.values()].flatMap((category) => {
    const position = category.products.get(product.id);
    return position === undefined ? [] : [{ position, category_id: String(category.id) }];
  });
}

/** Value of any attribute, `category_ids` included. */
export function attributeValue(
  world: World,
  product: Product,
  storeId: number,
  code: string,
): Json | undefined {
  if (code === 'category_ids') {
    return categoryLinks(world, product).map((link) => link.category_id ?? null);
  }
  return valueIn(product.values, storeId, code);
}

function customAttributes(world: World, product: Product, storeId: number): readonly JsonObject[] {
  const values = valuesIn(product.values, storeId);
  const category_ids = attributeValue(world, product, storeId, 'category_ids') ?? [];
  const all: Record<string, Json> = { ...values, category_ids };
  const rank = (code: string): number =>
    attributeOrder.indexOf(code) + 1 || attributeOrder.length + 1;
  return Object.keys(all)
    .filter((code) => !ownMembers.includes(code))
    .sort((a, b) => rank(a) - rank(b))
    .map((code) => ({ attribute_code: code, value: all[code] ?? null }));
}
