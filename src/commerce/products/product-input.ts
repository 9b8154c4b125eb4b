import type { CatalogProductInput } from '../../../generated/types/catalog.js';
import type { AttributeMap } from '../attributes/values.js';
import type { SourceQuantity } from '../inventory/quantities.js';
import type { ImageSource } from '../media/source.js';
import type { ImagePlace } from '../media/upload.js';

/** Where a product shows on its own: nowhere, in the catalogue, in the search, in both. */
export type Visibility = 'hidden' | 'catalog' | 'search' | 'both';

/** An image of a product and its place. */
export type ProductImage = ImageSource & ImagePlace & { readonly name?: string | undefined };

/** Members of the body that have names of their own in {@link ProductInput}. */
type Named =
  | 'id'
  | 'sku'
  | 'name'
  | 'price'
  | 'status'
  | 'visibility'
  | 'type_id'
  | 'attribute_set_id'
  | 'weight'
  | 'custom_attributes';

/** What shall be true of a product. Only what is named is sent. */
export interface ProductInput<A extends object = AttributeMap> {
  readonly sku: string;
  readonly name?: string | undefined;
  readonly price?: number | undefined;
  /** Type of a new product. Default `simple`. */
  readonly type?: string | undefined;
  /** Attribute set of a new product, by id or name. Default: the one named `Default`. */
  readonly attributeSet?: number | string | undefined;
  readonly enabled?: boolean | undefined;
  readonly visibility?: Visibility | undefined;
  readonly weight?: number | undefined;
  /** Ids of all websites it is sold on; others are taken away. */
  readonly websites?: readonly number[] | undefined;
  /** Ids of all categories it is in; others are taken away. */
  readonly categories?: readonly number[] | undefined;
  /** Custom attributes with labels; null clears one. */
  readonly attributes?: Partial<A> | undefined;
  /** Quantity at the default source, or at several ones. The whole quantity, not a change of it. */
  readonly stock?: number | readonly Omit<SourceQuantity, 'sku'>[] | undefined;
  /** Images to have; others stay. */
  readonly images?: readonly ProductImage[] | undefined;
  /**
   * Other members of the product's body as Magento names them, such as `tier_prices`. Lists among them replace
   * what was there.
   */
  readonly raw?: Omit<CatalogProductInput, Named> | undefined;
}
