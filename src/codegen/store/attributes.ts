/** One attribute of a store, as far as its values need it. */
export interface StoreAttribute {
  readonly code: string;
  readonly label: string;
  /** How it is entered: `select`, `multiselect`, `boolean`, `date`, `price`, `text` … */
  readonly input: string;
  /** How it is stored: `int`, `decimal`, `varchar`, `text`, `datetime`. */
  readonly type: string;
  readonly options: readonly { readonly id: string; readonly label: string }[];
}

/** What can have attributes. */
export const OWNERS = ['product', 'category', 'customer', 'customerAddress'] as const;

/** What an attribute is one of. */
export type AttributeOwner = (typeof OWNERS)[number];

/** The attributes of a store; absent where they could not be read. */
export type StoreAttributes = Readonly<Partial<Record<AttributeOwner, readonly StoreAttribute[]>>>;
