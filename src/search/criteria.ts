/** The conditions Magento implements. Any other silently matches nothing, so none is accepted. */
export type Condition =
  | 'eq'
  | 'neq'
  | 'gt'
  | 'gteq'
  | 'lt'
  | 'lteq'
  | 'from'
  | 'to'
  | 'like'
  | 'nlike'
  | 'in'
  | 'nin'
  | 'finset'
  | 'nfinset'
  | 'null'
  | 'notnull';

/** One comparison. */
export interface Filter {
  /** Column or attribute code, such as `price`; not always the name in the answer (`entity_id`, not `id`). */
  readonly field: string;
  /** A list goes with `in` and `nin`; a Date is sent in UTC; `null` and `notnull` need no value. */
  readonly value?: string | number | boolean | Date | readonly (string | number)[];
  /** Default `eq`. */
  readonly conditionType?: Condition;
}

/** Filters of one group are joined by OR; groups by AND. */
export interface FilterGroup {
  readonly filters: readonly Filter[];
}

/** One sort key. */
export interface SortOrder {
  readonly field: string;
  /** Magento's own default is DESC. */
  readonly direction: 'ASC' | 'DESC';
}

/**
 * What a list should hold.
 * @see https://developer.adobe.com/commerce/webapi/rest/use-rest/performing-searches/
 */
export interface SearchCriteria {
  readonly filterGroups?: readonly FilterGroup[];
  readonly sortOrders?: readonly SortOrder[];
  /** Items a page. Default 100. 0 asks for everything at once, which large stores do not survive. */
  readonly pageSize?: number;
  /** Page number, starting at 1 (`products.search`: at 0). Default: the first. */
  readonly currentPage?: number;
  /** Only for `products.search`: the request the store's search engine knows, such as `quick_search_container`. */
  readonly requestName?: string;
}

/** Criteria as a plain object, or built by {@link where}. `Entity` is what the list holds. */
export type Criteria<_Entity = unknown> = SearchCriteria;
