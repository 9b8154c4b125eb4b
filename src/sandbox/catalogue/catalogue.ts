import { magentoDate } from '../dates.js';
import type { Product } from '../store/rows.js';
import { type Changes, createChanges } from './changes.js';
import { createRowIds } from './ids.js';
import type { CatalogueSettings } from './options.js';
import { kindOf, makeProduct, type Particulars } from './product.js';
import type { RowTemplate } from './row-text.js';

/** Products that are computed from their row number, 0 for the first. */
export interface Catalogue {
  readonly count: number;
  readonly changes: Changes;
  /** Ids, SKUs and times of creation ascend with the rows; rows created in one second share it. */
  readonly idOf: (row: number) => number;
  readonly skuOf: (row: number) => string;
  readonly createdAt: (row: number) => string;
  /** The row of a SKU that is still here, whatever its case. */
  readonly rowOf: (sku: string) => number | undefined;
  readonly particulars: (row: number) => Particulars;
  /** Makes the product of a row, a new one each time. */
  readonly product: (row: number, particulars?: Particulars) => Product;
  /** Rows that are here no longer: written to, they are ordinary products now, or deleted. */
  readonly taken: Set<number>;
  /** What `row-text.ts` keeps, one for each row of a period at most. */
  readonly templates: Map<number, RowTemplate>;
}

const start = Date.UTC(2020, 0, 1);

/**
 * Makes a catalogue; nothing of it takes memory but the rows taken out of it.
 *
 * @param categoryIds - the categories the products are spread over
 */
export function createCatalogue(
  settings: CatalogueSettings,
  categoryIds: readonly number[],
): Catalogue {
  const { count, perSecond } = settings;
  const idOf = createRowIds(settings);
  const changes = createChanges(settings);
  const taken = new Set<number>();
  const createdAt = (row: number): string =>
    magentoDate(start + Math.floor(row / perSecond) * 1000);
  const particulars = (row: number): Particulars => {
    const name = `${kindOf(row)} ${row + 1}`;
    return {
      id: idOf(row),
      sku: skuOf(row),
      name,
      urlKey: name.toLowerCase().replaceAll(' ', '-'),
      createdAt: createdAt(row),
      updatedAt: changes.updatedAt(row),
    };
  };
  return {
    count,
    changes,
    idOf,
    skuOf,
    createdAt,
    rowOf: (sku) => {
      const digits = /^gen-(\d{8})$/i.exec(sku.trim())?.[1];
      const row = Number(digits ?? 0) - 1;
      return row < 0 || row >= count || taken.has(row) ? undefined : row;
    },
    particulars,
    product: (row, its = particulars(row)) => makeProduct(row, its, categoryIds),
    taken,
    templates: new Map(),
  };
}

function skuOf(row: number): string {
  return `GEN-${String(row + 1).padStart(8, '0')}`;
}
