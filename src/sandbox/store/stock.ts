import { adoptProduct, generatedProduct } from '../catalogue/adopt.js';
import { noSuchProduct } from '../errors.js';
import type { JsonObject } from '../json.js';
import { numberAt, textAt } from '../json.js';
import type { Product, SourceItem } from './rows.js';
import { nextId, nowText, type World } from './world.js';

/** Most of one product a cart may hold. */
export const maxSaleQty = 10000;

/**
 * The product of a SKU, whatever its case, to be read or written; undefined when there is none. A generated
 * one becomes an ordinary one.
 */
export function findProduct(world: World, sku: string): Product | undefined {
  const own = ownProduct(world, sku);
  if (own !== undefined) return own;
  const adopted = adoptProduct(world, sku);
  if (adopted !== undefined) putAtDefaultSource(world, adopted);
  return adopted;
}

/** The product of a SKU, to be read only, or Magento's 404. A generated one stays so. */
export function readProduct(world: World, sku: string): Product {
  const product = ownProduct(world, sku) ?? generatedProduct(world, sku);
  if (product === undefined) throw noSuchProduct();
  return product;
}

function ownProduct(world: World, sku: string): Product | undefined {
  const id = world.productIds.get(sku.trim().toLowerCase());
  return id === undefined ? undefined : world.products.get(id);
}

/** The product of a SKU, or Magento's 404. */
export function productBySku(world: World, sku: string): Product {
  const product = findProduct(world, sku);
  if (product === undefined) throw noSuchProduct();
  return product;
}

/** Whether products of this type are counted at sources. */
export function hasSourceItems(typeId: string): boolean {
  return ['simple', 'virtual', 'downloadable'].includes(typeId);
}

/** Stores a quantity at a source; the default source and the legacy stock item follow each other. */
export function setSourceItem(world: World, item: SourceItem): void {
  world.sourceItems.set(sourceKey(item.sku, item.source_code), item);
  if (item.source_code !== 'default') return;
  const product = findProduct(world, item.sku);
  if (product?.stock === undefined) return;
  product.stock.qty = item.quantity;
  product.stock.isInStock = item.status === 1;
}

/** Sets the stock item's own members and the default source with them. */
export function setStockItem(world: World, product: Product, changes: JsonObject): void {
  const stock = product.stock ?? {
    itemId: nextId(world, 'stockItem'),
    qty: null,
    isInStock: false,
    overrides: {},
  };
  const { item_id, product_id, stock_id, qty, is_in_stock, extension_attributes, ...others } =
    changes;
  stock.qty = numberAt(changes, 'qty') ?? stock.qty;
  stock.isInStock = typeof is_in_stock === 'boolean' ? is_in_stock : stock.isInStock;
  stock.overrides = { ...stock.overrides, ...others };
  product.stock = stock;
  if (hasSourceItems(product.typeId)) putAtDefaultSource(world, product);
}

/** Makes the default source follow the stock item. */
function putAtDefaultSource(world: World, { sku, stock }: Product): void {
  world.sourceItems.set(sourceKey(sku, 'default'), {
    sku,
    source_code: 'default',
    quantity: stock?.qty ?? 0,
    status: stock?.isInStock ? 1 : 0,
  });
}

/** A stock item that has never had a quantity is found low when its product is saved again. */
export function noteLowStock(world: World, { stock }: Product): void {
  if (stock === undefined || stock.qty !== null) return;
  const low_stock_date = nowText(world);
  stock.overrides = { ...stock.overrides, low_stock_date, stock_status_changed_auto: 1 };
}

/** What a stock can still sell: its sources' quantities less what orders have reserved. */
export function salableQuantity(world: World, sku: string, stockId: number): number {
  const codes = world.stockLinks
    .filter((link) => numberAt(link, 'stock_id') === stockId)
    .map((link) => textAt(link, 'source_code') ?? '');
  let quantity = 0;
  for (const code of codes) {
    const item = world.sourceItems.get(sourceKey(sku, code));
    const enabled = world.sources.get(code)?.enabled === true;
    if (enabled && item?.status === 1) quantity += item.quantity;
  }
  const reserved = stockId === 1 ? (world.reservations.get(sku.toLowerCase()) ?? 0) : 0;
  return Math.max(0, quantity + reserved);
}

/** Adds to the reservations: negative when an order takes, positive when it gives back. */
export function reserve(world: World, sku: string, quantity: number): void {
  const key = sku.toLowerCase();
  world.reservations.set(key, (world.reservations.get(key) ?? 0) + quantity);
}

/** Takes a shipped quantity from the default source and settles its reservation. */
export function shipFromSource(world: World, sku: string, quantity: number): void {
  const item = world.sourceItems.get(sourceKey(sku, 'default'));
  if (item === undefined) return;
  setSourceItem(world, { ...item, quantity: item.quantity - quantity });
  reserve(world, sku, quantity);
}

/** Key of a source item; SKUs do not depend on case. */
export function sourceKey(sku: string, source: string): string {
  return `${sku.toLowerCase()}|${source}`;
}
