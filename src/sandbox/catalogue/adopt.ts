import type { Product } from '../store/rows.js';
import type { World } from '../store/world.js';

/** The generated product of a SKU, made to be read; undefined when there is none. */
export function generatedProduct(world: World, sku: string): Product | undefined {
  const row = world.catalogue?.rowOf(sku);
  return row === undefined ? undefined : world.catalogue?.product(row);
}

/** Takes a product out of the catalogue, as an ordinary one that can be written to. */
export function adoptProduct(world: World, sku: string): Product | undefined {
  const { catalogue } = world;
  const row = catalogue?.rowOf(sku);
  if (catalogue === undefined || row === undefined) return undefined;
  catalogue.taken.add(row);
  const { categoryIds = [], ...product } = catalogue.product(row);
  world.products.set(product.id, product);
  world.productIds.set(product.sku.toLowerCase(), product.id);
  for (const id of categoryIds) world.categories.get(id)?.products.set(product.id, 0);
  return product;
}
