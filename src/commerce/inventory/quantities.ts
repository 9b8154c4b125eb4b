import type { MagentoError } from '../../errors/magento-error.js';

/** What a source shall have of a SKU. */
export interface SourceQuantity {
  readonly sku: string;
  /** Code of the source. Default `default`. */
  readonly source?: string | undefined;
  /** The whole quantity, not a change of it. */
  readonly quantity: number;
  /** Whether the source may sell it. Default: when the quantity is above 0. */
  readonly inStock?: boolean | undefined;
}

/** A quantity that was not stored, and why. */
export interface QuantityFailure {
  readonly item: SourceQuantity;
  readonly error: MagentoError;
}

/** What became of the quantities. */
export interface SetQuantitiesResult {
  /** How many were stored. */
  readonly stored: number;
  /** Those that were not; empty when all went well. */
  readonly failures: readonly QuantityFailure[];
  /** `legacy` where the store has no multi-source inventory, and the old stock items were set. */
  readonly through: 'sources' | 'legacy';
}

/** The source every store has. */
export const DEFAULT_SOURCE = 'default';

/** Code of the source of a quantity. */
export const sourceOf = ({ source }: SourceQuantity): string => source ?? DEFAULT_SOURCE;

/** Whether it may be sold. */
export const isInStock = ({ quantity, inStock }: SourceQuantity): boolean =>
  inStock ?? quantity > 0;
