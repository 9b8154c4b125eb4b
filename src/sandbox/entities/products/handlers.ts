import { type Call, type Handlers, pathId, pathText } from '../../call.js';
import { failure, noSuchEntity, noSuchProduct } from '../../errors.js';
import type { JsonObject } from '../../json.js';
import { numberAt, objectAt } from '../../json.js';
import { storeById } from '../../scope.js';
import type { MediaEntry, Product } from '../../store/rows.js';
import { productBySku, readProduct, setStockItem, sourceKey } from '../../store/stock.js';
import { stockItemOf } from '../../store/stock-item.js';
import type { World } from '../../store/world.js';
import { changeEntry, newEntry, setMedia } from './gallery.js';
import { listProducts } from './list.js';
import { renderProduct } from './render.js';
import { listRenderInfo } from './render-info.js';
import { saveProduct } from './save.js';

const types = ['simple', 'virtual', 'downloadable', 'bundle', 'grouped', 'configurable'];

/** Products, their images and their stock item. */
export const productHandlers: Handlers = {
  'GET /V1/products': listProducts,
  'GET /V1/products-render-info': listRenderInfo,
  'POST /V1/products': save,
  'PUT /V1/products/{sku}': save,
  'GET /V1/products/{sku}': (call) => {
    const asked = storeById(call.world, numberAt(call.input, 'storeId') ?? call.store.id);
    const product = readProduct(call.world, pathText(call, 'sku'));
    return renderProduct(call.world, product, (asked ?? call.store).id, 'single');
  },
  'DELETE /V1/products/{sku}': (call) => {
    removeProduct(call.world, ofPath(call));
    return true;
  },
  'GET /V1/products/types': () =>
    types.map((name) => ({
      name,
      label: `${name.charAt(0).toUpperCase()}${name.slice(1)} Product`,
    })),
  'GET /V1/products/{sku}/media': (call) => ofPath(call).media.map((entry) => ({ ...entry })),
  'GET /V1/products/{sku}/media/{entryId}': (call) => ({ ...mediaEntry(call, ofPath(call)) }),
  'POST /V1/products/{sku}/media': (call) => {
    const product = ofPath(call);
    const entry = newEntry(call.world, product, objectAt(call.input, 'entry'));
    setMedia(product, [...product.media, entry]);
    return String(entry.id);
  },
  'PUT /V1/products/{sku}/media/{entryId}': (call) => {
    const product = ofPath(call);
    const old = mediaEntry(call, product);
    const changed = changeEntry(old, objectAt(call.input, 'entry'));
    setMedia(
      product,
      product.media.map((entry) => (entry === old ? changed : entry)),
    );
    return true;
  },
  'DELETE /V1/products/{sku}/media/{entryId}': (call) => {
    const product = ofPath(call);
    const old = mediaEntry(call, product);
    setMedia(
      product,
      product.media.filter((entry) => entry !== old),
    );
    return true;
  },
  'POST /V1/products/{sku}/websites': website,
  'PUT /V1/products/{sku}/websites': website,
  'DELETE /V1/products/{sku}/websites/{websiteId}': (call) => {
    const product = ofPath(call);
    product.websiteIds = product.websiteIds.filter((id) => id !== pathId(call, 'websiteId'));
    return true;
  },
  'GET /V1/stockItems/{productSku}': (call) =>
    stockItem(productBySku(call.world, pathText(call, 'productSku'))),
  'GET /V1/stockStatuses/{productSku}': (call) => {
    const product = productBySku(call.world, pathText(call, 'productSku'));
    const item = stockItem(product);
    const inStock = product.stock?.isInStock === true;
    return {
      product_id: product.id,
      stock_id: 1,
      qty: product.stock?.qty ?? 0,
      stock_status: inStock ? 1 : 0,
      stock_item: item,
    };
  },
  'PUT /V1/products/{productSku}/stockItems/{itemId}': (call) => {
    const product = productBySku(call.world, pathText(call, 'productSku'));
    setStockItem(call.world, product, objectAt(call.input, 'stockItem'));
    return product.stock?.itemId;
  },
};

function save(call: Call): JsonObject {
  const { product, created } = saveProduct(call.world, objectAt(call.input, 'product'), call.store);
  // A consumer writes down the empty lists that the web leaves out.
  const view = created && call.queued !== true ? 'created' : 'single';
  return renderProduct(call.world, product, call.store.id, view);
}

function ofPath(call: Call): Product {
  return productBySku(call.world, pathText(call, 'sku'));
}

/** Deletes a product and what hangs on it. */
export function removeProduct(world: World, product: Product): void {
  world.products.delete(product.id);
  world.productIds.delete(product.sku.toLowerCase());
  for (const source of world.sources.keys())
    world.sourceItems.delete(sourceKey(product.sku, source));
  for (const category of world.categories.values()) category.products.delete(product.id);
}

function mediaEntry(call: Call, product: Product): MediaEntry {
  const entry = product.media.find((item) => item.id === pathId(call, 'entryId'));
  if (entry === undefined) {
    throw failure(404, "The image doesn't exist. Verify and try again.");
  }
  return entry;
}

function stockItem(product: Product): JsonObject {
  if (product.stock === undefined) throw noSuchProduct();
  return stockItemOf(product.id, product.stock);
}

function website(call: Call): boolean {
  const product = ofPath(call);
  const id = numberAt(objectAt(call.input, 'productWebsiteLink'), 'website_id');
  if (id === undefined) throw failure(400, 'There are not websites for assign to product');
  if (id !== 1) throw noSuchEntity('id', id);
  product.websiteIds = [...new Set([...product.websiteIds, id])];
  return true;
}
