import type { Call } from '../../call.js';
import { fillMessage } from '../../errors.js';
import { type Json, type JsonObject, listAt, numberAt, objectsAt, textAt } from '../../json.js';
import { storeById, writeValues } from '../../scope.js';
import type { Product } from '../../store/rows.js';
import { findProduct, productBySku } from '../../store/stock.js';
import type { World } from '../../store/world.js';

/** One refused row as it is answered. */
export interface Refusal extends JsonObject {
  readonly message: string;
  readonly parameters: readonly Json[];
}

/** A row of a request and the product it is about; undefined when there is none. */
export interface Row {
  readonly input: JsonObject;
  readonly product: Product | undefined;
}

/** The rows of a request. */
export function rowsOf(call: Call): readonly Row[] {
  return objectsAt(call.input, 'prices').map((input) => ({
    input,
    product: findProduct(call.world, textAt(input, 'sku') ?? ''),
  }));
}

/** Saves the rows nothing speaks against; what is said of the others, the earliest row first. */
export function saveRows(
  rows: readonly Row[],
  refusals: (row: Row) => readonly Refusal[],
  save: (product: Product, input: JsonObject) => void,
): readonly Refusal[] {
  return rows.flatMap((row) => {
    const found = refusals(row);
    if (found.length === 0 && row.product !== undefined) save(row.product, row.input);
    return found;
  });
}

/** The products of `skus`, in the order of their ids, as Magento answers them. */
export function askedProducts(call: Call): readonly Product[] {
  const found = listAt(call.input, 'skus').map((sku) => productBySku(call.world, String(sku)));
  return [...new Set(found)].toSorted((a, b) => a.id - b.id);
}

/** Sets global values; null takes one away. */
export function setGlobally(product: Product, changes: Readonly<Record<string, Json>>): void {
  writeValues(product.values, 0, changes);
}

/** A sum as the attribute tables keep it: `2.000000`; null when the row has none. */
export function decimal(input: JsonObject, name: string): string | null {
  return numberAt(input, name)?.toFixed(6) ?? null;
}

/** Whether the row names a store there is. */
export function hasStore(world: World, input: JsonObject): boolean {
  const id = textAt(input, 'store_id');
  return id !== undefined && storeById(world, Number(id)) !== undefined;
}

/** The text of a member as Magento repeats it; null when it is absent. */
export function given(input: JsonObject, name: string): string | null {
  return textAt(input, name) ?? null;
}

/** A refusal with its text filled in, the parameters beside it. */
export function filled(message: string, parameters: Readonly<Record<string, Json>>): Refusal {
  return {
    message: fillMessage({ message, parameters }),
    parameters: Object.values(parameters),
  };
}
