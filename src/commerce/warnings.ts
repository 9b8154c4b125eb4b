/** Something that was done as asked, and perhaps was not meant. */
export type ProductWarning =
  /** Values of a store view equal the values of all: they are stored for the view, which no longer follows. */
  | {
      readonly kind: 'default-switched-off';
      readonly sku: string;
      readonly scope: string;
      readonly codes: readonly string[];
      readonly message: string;
    }
  /** Attributes without values of store views were written in one: the change shows everywhere. */
  | {
      readonly kind: 'applies-everywhere';
      readonly sku: string;
      readonly scope: string;
      readonly codes: readonly string[];
      readonly message: string;
    }
  /** Lists in `raw` that Magento replaces as a whole. */
  | {
      readonly kind: 'list-replaced';
      readonly sku: string;
      readonly scope: string;
      readonly codes: readonly string[];
      readonly message: string;
    };
