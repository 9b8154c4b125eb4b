import { generatedProduct } from '../../catalogue/adopt.js';
import { magentoDate } from '../../dates.js';
import { writeValues } from '../../scope.js';
import type { Product } from '../../store/rows.js';
import { productBySku, setStockItem } from '../../store/stock.js';
import { nextId, nowText, type World } from '../../store/world.js';
import { removeProduct } from './handlers.js';

/** What a test can say of a product. */
export interface ChangedProduct {
  readonly name?: string;
  readonly price?: number;
  /** 1 enabled, 2 disabled. */
  readonly status?: 1 | 2;
  /** Becomes `updated_at`, in whole seconds. Default now. */
  readonly updatedAt?: Date;
}

/** A product a test adds. */
export interface NewProduct extends ChangedProduct {
  /** Default `NEW-<id>`. */
  readonly sku?: string;
}

/**
 * Products that come, change and go while the store runs, as by another client. Cheap, and without Magento's
 * checks: a thousand additions take a millisecond or two. No request is logged for them.
 */
export interface ProductControls {
  /** Adds a simple product and says its id and SKU. Enabled and in stock, unless said otherwise. */
  add(product?: NewProduct): { readonly id: number; readonly sku: string };
  /** Changes a product; a generated one becomes an ordinary one. Throws when there is none of the SKU. */
  change(sku: string, changes?: ChangedProduct): void;
  /** Deletes a product. Throws when there is none of the SKU. */
  remove(sku: string): void;
}

/** Switches of the products. */
export function productControls(world: () => World): ProductControls {
  return {
    add: (product = {}) => {
      const added = addProduct(world(), product);
      writeChanges(world(), added, product);
      return { id: added.id, sku: added.sku };
    },
    change: (sku, changes = {}) => writeChanges(world(), productBySku(world(), sku), changes),
    remove: (sku) => removeProduct(world(), productBySku(world(), sku)),
  };
}

function addProduct(world: World, { sku, name, updatedAt }: NewProduct): Product {
  const id = nextId(world, 'product');
  const createdAt = updatedAt === undefined ? nowText(world) : magentoDate(updatedAt.getTime());
  const product: Product = {
    id,
    sku: sku ?? `NEW-${id}`,
    attributeSetId: 4,
    typeId: 'simple',
    createdAt,
    updatedAt: createdAt,
    values: new Map([
      [0, { name: name ?? `Product ${id}`, price: 10, status: 1, visibility: 4, weight: 1 }],
    ]),
    websiteIds: [1],
    media: [],
    options: [],
    links: [],
    tierPrices: [],
    stock: undefined,
    extra: {},
  };
  if (hasProduct(world, product.sku)) throw new Error(`there is a product ${product.sku} already`);
  world.products.set(id, product);
  world.productIds.set(product.sku.toLowerCase(), id);
  setStockItem(world, product, { qty: 100, is_in_stock: true });
  return product;
}

function hasProduct(world: World, sku: string): boolean {
  return world.productIds.has(sku.toLowerCase()) || generatedProduct(world, sku) !== undefined;
}

function writeChanges(world: World, product: Product, changes: ChangedProduct): void {
  const { updatedAt, ...values } = changes;
  const { name, price, status } = values;
  writeValues(product.values, 0, {
    ...(name !== undefined && { name }),
    ...(price !== undefined && { price }),
    ...(status !== undefined && { status }),
  });
  product.updatedAt = updatedAt === undefined ? nowText(world) : magentoDate(updatedAt.getTime());
}
