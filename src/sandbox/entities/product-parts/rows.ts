import { type Call, pathText } from '../../call.js';
import { type JsonObject, objectsAt } from '../../json.js';
import type { Product } from '../../store/rows.js';
import { productBySku } from '../../store/stock.js';

/** Lists of a product that only some types have; they go out as its extension attributes. */
export type PartList =
  | 'bundle_product_options'
  | 'configurable_product_options'
  | 'downloadable_product_links'
  | 'downloadable_product_samples';

/** The product of the path. */
export function productOfPath(call: Call, parameter = 'sku'): Product {
  return productBySku(call.world, pathText(call, parameter));
}

/** The rows of a list. */
export function partsOf(product: Product, list: PartList): readonly JsonObject[] {
  return objectsAt(product.extra, list);
}

/** Puts a row in the place of the one with its id, or behind the others. */
export function putPart(product: Product, list: PartList, id: string, row: JsonObject): void {
  const rows = partsOf(product, list);
  const isKnown = rows.some((one) => Number(one[id]) === Number(row[id]));
  const changed = isKnown
    ? rows.map((one) => (Number(one[id]) === Number(row[id]) ? row : one))
    : [...rows, row];
  product.extra = { ...product.extra, [list]: changed };
}

/** Takes a row out. */
export function dropPart(product: Product, list: PartList, row: JsonObject): void {
  product.extra = { ...product.extra, [list]: partsOf(product, list).filter((one) => one !== row) };
}
