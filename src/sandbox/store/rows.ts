import type { Json, JsonObject } from '../json.js';
import type { Discount } from '../sales/discount.js';

/** Attribute values of one scope. */
export type Values = Record<string, Json>;

/** A product; values are kept per store id, 0 being the global ones. */
export interface Product {
  readonly id: number;
  sku: string;
  attributeSetId: number;
  typeId: string;
  readonly createdAt: string;
  updatedAt: string;
  readonly values: Map<number, Values>;
  websiteIds: readonly number[];
  /** Categories of a generated product; those of the others are kept with the categories. */
  readonly categoryIds?: readonly number[];
  media: readonly MediaEntry[];
  options: readonly JsonObject[];
  links: readonly JsonObject[];
  tierPrices: readonly JsonObject[];
  stock: StockRow | undefined;
  /** Members of `extension_attributes` only some types have, such as `configurable_product_links`. */
  extra: JsonObject;
}

/** The legacy stock item. */
export interface StockRow {
  readonly itemId: number;
  qty: number | null;
  isInStock: boolean;
  /** Members set by a caller over the defaults. */
  overrides: JsonObject;
}

/** An image of a product. */
export interface MediaEntry {
  readonly id: number;
  readonly media_type: string;
  readonly label: string | null;
  readonly position: number;
  readonly disabled: boolean;
  readonly types: readonly string[];
  readonly file: string;
}

/** A category; values per store id as with products. */
export interface Category {
  readonly id: number;
  parentId: number;
  position: number;
  readonly createdAt: string;
  updatedAt: string;
  readonly values: Map<number, Values>;
  /** Product id → position. */
  readonly products: Map<number, number>;
}

/** A product attribute. */
export interface Attribute {
  readonly id: number;
  readonly code: string;
  label: string;
  readonly input: string;
  readonly backendType: string;
  readonly scope: 'store' | 'website' | 'global';
  isRequired: boolean;
  readonly isUserDefined: boolean;
  options: readonly AttributeOption[];
  /** Members of the answer set by a caller over the defaults. */
  extra?: JsonObject;
}

/** A choice of an attribute; a store view without a label of its own shows the admin's. */
export interface AttributeOption {
  readonly label: string;
  readonly value: string;
  readonly storeLabels?: ReadonlyMap<number, string>;
}

/** A customer. */
export interface Customer {
  readonly id: number;
  password: string;
  /** Of the mail that leads to a new password. */
  resetToken?: string | undefined;
  /** Members in the answer's own names, without the addresses. */
  data: JsonObject;
  addresses: readonly JsonObject[];
}

/** A cart of a guest (with a mask) or a customer. */
export interface Cart {
  readonly id: number;
  mask: string | undefined;
  customerId: number | undefined;
  storeId: number;
  isActive: boolean;
  readonly createdAt: string;
  updatedAt: string;
  items: readonly CartItem[];
  billing: JsonObject;
  shipping: JsonObject;
  shippingMethod: string | undefined;
  payment: JsonObject | undefined;
  email: string | undefined;
  discount?: Discount | undefined;
  giftMessageId?: number;
  /** Item id → gift message id. */
  itemMessages?: ReadonlyMap<number, number>;
  readonly billingId: number;
  readonly shippingId: number;
}

/** A line of a cart. */
export interface CartItem {
  readonly id: number;
  readonly productId: number;
  readonly sku: string;
  readonly name: string;
  readonly type: string;
  readonly weight: number;
  readonly qty: number;
  readonly price: number;
}

/** An order. */
export interface Order {
  readonly id: number;
  state: string;
  status: string;
  /** State and status before a hold. */
  before: { readonly state: string; readonly status: string } | undefined;
  updatedAt: string;
  /** Members of the answer that never change. */
  readonly head: JsonObject;
  items: readonly OrderItem[];
  billing: JsonObject;
  shipping: JsonObject | undefined;
  readonly payment: JsonObject;
  comments: readonly JsonObject[];
}

/** A line of an order with what became of it. */
export interface OrderItem {
  readonly id: number;
  readonly sku: string;
  readonly price: number;
  readonly ordered: number;
  readonly invoiced: number;
  readonly shipped: number;
  readonly refunded: number;
  readonly canceled: number;
  readonly isVirtual: boolean;
  /** Members of the answer that never change. */
  readonly head: JsonObject;
}

/** A stored document the answer of which is the row itself. */
export type Document = JsonObject & { readonly entity_id: number };

/** Quantity of a SKU at a source. */
export interface SourceItem {
  readonly sku: string;
  readonly source_code: string;
  readonly quantity: number;
  readonly status: number;
}
