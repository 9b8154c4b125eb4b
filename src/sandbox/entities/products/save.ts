import { failure, phpCrash } from '../../errors.js';
import type { Json, JsonObject } from '../../json.js';
import { isObject, listAt, numberAt, objectAt, objectsAt, textAt } from '../../json.js';
import { valueIn, writeValues } from '../../scope.js';
import type { Product, Values } from '../../store/rows.js';
import { findProduct, noteLowStock, setStockItem } from '../../store/stock.js';
import { nextId, nowText, type StoreView, type World } from '../../store/world.js';
import { bundleOption } from '../product-parts/bundles.js';
import { saveGallery } from './gallery.js';
import { ownMembers } from './render.js';

/** Values a new product has without being asked. */
const defaults: Values = {
  options_container: 'container2',
  msrp_display_actual_price_type: '0',
  required_options: '0',
  has_options: '0',
  tax_class_id: '2',
};

/** Members of `extension_attributes` kept in places of their own; the others are kept as they come. */
const placedExtensions = ['website_ids', 'category_links', 'stock_item'];

/** Creates or changes a product. POST and PUT are the same here, as in Magento. */
export function saveProduct(
  world: World,
  input: JsonObject,
  store: StoreView,
): { product: Product; created: boolean } {
  const sku = textAt(input, 'sku')?.trim();
  // Magento asks for the product of SKU null and PHP dies.
  if (sku === undefined || sku === '') throw phpCrash();
  if (/[\u{10000}-\u{10ffff}]/u.test(sku)) {
    throw failure(404, `The Product with the "%1" SKU doesn't exist.`, [sku]);
  }
  const existing = findProduct(world, sku);
  const changes = valuesFrom(world, input);
  checkRequired(world, input, changes, existing);
  const urlKey = urlKeyFor(changes, existing);
  checkUrlKey(world, urlKey, existing);
  const product = existing ?? newProduct(world, sku, input);
  if (existing === undefined) {
    world.products.set(product.id, product);
    world.productIds.set(sku.toLowerCase(), product.id);
    product.values.set(0, { ...defaults });
    writeValues(product.values, 0, { status: 1, visibility: 4, ...changes, url_key: urlKey });
  } else {
    writeChanges(world, product, changes, store);
    product.attributeSetId = numberAt(input, 'attribute_set_id') ?? product.attributeSetId;
    product.typeId = textAt(input, 'type_id') ?? product.typeId;
  }
  if (urlKey !== '') world.urlKeys.set(urlKey, product.id);
  saveParts(world, product, input);
  if (existing !== undefined) noteLowStock(world, product);
  product.updatedAt = nowText(world);
  return { product, created: existing === undefined };
}

function newProduct(world: World, sku: string, input: JsonObject): Product {
  const typeId = textAt(input, 'type_id') ?? 'simple';
  return {
    id: nextId(world, 'product'),
    sku,
    attributeSetId: numberAt(input, 'attribute_set_id') ?? 4,
    typeId,
    createdAt: nowText(world),
    updatedAt: nowText(world),
    values: new Map(),
    websiteIds: [1],
    media: [],
    options: [],
    links: [],
    tierPrices: [],
    stock: undefined,
    extra: {},
  };
}

/** Own members and custom attributes as values; attributes nobody knows are passed over. */
function valuesFrom(world: World, input: JsonObject): Values {
  const values: Values = {};
  for (const member of ownMembers) {
    const value = input[member];
    if (value !== undefined) values[member] = value;
  }
  for (const attribute of objectsAt(input, 'custom_attributes')) {
    const code = textAt(attribute, 'attribute_code') ?? '';
    if (code === 'category_ids' || !world.attributes.has(code)) continue;
    values[code] = ownMembers.includes(code)
      ? toNumber(code, attribute.value)
      : (attribute.value ?? null);
  }
  return values;
}

function toNumber(code: string, value: Json | undefined): Json {
  return code === 'name' || value === null || value === undefined ? (value ?? null) : Number(value);
}

function checkRequired(
  world: World,
  input: JsonObject,
  changes: Values,
  existing: Product | undefined,
): void {
  const setId = numberAt(input, 'attribute_set_id');
  if (
    (setId === undefined && existing === undefined) ||
    (setId !== undefined && world.attributeSets.get(setId)?.entity_type_id !== 4)
  ) {
    throw failure(400, 'Invalid product data: %1', ['Invalid attribute set entity type']);
  }
  const type = textAt(input, 'type_id') ?? existing?.typeId ?? 'simple';
  for (const code of ['name', 'price']) {
    const value =
      changes[code] === undefined && existing !== undefined
        ? valueIn(existing.values, 0, code)
        : changes[code];
    const needed = code === 'name' || !['configurable', 'bundle', 'grouped'].includes(type);
    if (needed && (value === undefined || value === null || value === '')) {
      const label = world.attributes.get(code)?.label ?? code;
      throw failure(
        400,
        `The "${label}" attribute value is empty. Set the attribute and try again.`,
      );
    }
  }
}

/** `Joust Bag` becomes `joust-bag`. */
export function slug(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

function urlKeyFor(changes: Values, existing: Product | undefined): string {
  const given = changes.url_key;
  if (typeof given === 'string' && given !== '') return slug(given);
  const kept = existing === undefined ? undefined : valueIn(existing.values, 0, 'url_key');
  return typeof kept === 'string' ? kept : slug(String(changes.name ?? ''));
}

function checkUrlKey(world: World, urlKey: string, self: Product | undefined): void {
  const other = world.products.get(world.urlKeys.get(urlKey) ?? 0);
  if (other === undefined || other === self) return;
  if (valueIn(other.values, 0, 'url_key') === urlKey) {
    throw failure(400, 'URL key for specified store already exists.');
  }
}

/** Global attributes are written globally whatever the scope of the call. */
function writeChanges(world: World, product: Product, changes: Values, store: StoreView): void {
  const entries = Object.entries(changes);
  const isGlobal = (code: string): boolean => world.attributes.get(code)?.scope === 'global';
  writeValues(product.values, 0, Object.fromEntries(entries.filter(([code]) => isGlobal(code))));
  writeValues(
    product.values,
    store.id,
    Object.fromEntries(entries.filter(([code]) => !isGlobal(code))),
  );
}

function saveParts(world: World, product: Product, input: JsonObject): void {
  const extension = objectAt(input, 'extension_attributes');
  const websites = listAt(extension, 'website_ids').map(Number);
  if (extension.website_ids !== undefined) product.websiteIds = websites;
  const stock = objectAt(extension, 'stock_item');
  if (Object.keys(stock).length > 0 || product.stock === undefined)
    setStockItem(world, product, stock);
  if (Array.isArray(extension.category_links))
    linkCategories(world, product, objectsAt(extension, 'category_links'));
  const categoryIds = objectsAt(input, 'custom_attributes').find(
    (item) => item.attribute_code === 'category_ids',
  );
  if (categoryIds !== undefined) {
    linkCategories(
      world,
      product,
      listAt(categoryIds, 'value').map((id) => ({ category_id: id, position: 0 })),
    );
  }
  const kept = Object.entries(extension).filter(([name]) => !placedExtensions.includes(name));
  product.extra = { ...product.extra, ...withIds(world, product, Object.fromEntries(kept)) };
  if (input.media_gallery_entries !== undefined)
    saveGallery(world, product, objectsAt(input, 'media_gallery_entries'));
  if (Array.isArray(input.product_links)) product.links = objectsAt(input, 'product_links');
  if (Array.isArray(input.tier_prices)) product.tierPrices = objectsAt(input, 'tier_prices');
  if (Array.isArray(input.options)) {
    product.options = objectsAt(input, 'options').map((option) => ({
      product_sku: product.sku,
      ...option,
      option_id: numberAt(option, 'option_id') ?? nextId(world, 'option'),
    }));
  }
}

/** Options and downloads get ids, as those have that come by routes of their own. */
function withIds(world: World, product: Product, kept: JsonObject): JsonObject {
  const numbered = (list: string, table: string): JsonObject =>
    kept[list] === undefined
      ? {}
      : {
          [list]: objectsAt(kept, list).map((row) => ({
            ...row,
            id: numberAt(row, 'id') ?? nextId(world, table),
            ...(table === 'configurableOption' && { product_id: product.id }),
          })),
        };
  return {
    ...kept,
    ...numbered('configurable_product_options', 'configurableOption'),
    ...numbered('downloadable_product_links', 'downloadLink'),
    ...numbered('downloadable_product_samples', 'downloadSample'),
    ...(kept.bundle_product_options !== undefined && {
      bundle_product_options: objectsAt(kept, 'bundle_product_options').map((option) =>
        bundleOption(world, product, option),
      ),
    }),
  };
}

function linkCategories(world: World, product: Product, links: readonly JsonObject[]): void {
  for (const category of world.categories.values()) category.products.delete(product.id);
  for (const link of links.filter(isObject)) {
    const category = world.categories.get(Number(link.category_id));
    category?.products.set(product.id, numberAt(link, 'position') ?? 0);
  }
}
