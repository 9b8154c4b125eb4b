import type { Equality, Listing, Matching, Membership, Ordering, Presence } from './conditions.js';

interface OnField {
  /** Column or attribute code, such as `price`; not always the name in the answer (`entity_id`, not `id`). */
  readonly field: string;
}

/** One comparison. Default condition: `eq`. A Date is sent in UTC, cut to whole seconds. */
export type Filter = OnField &
  (
    | { readonly value: string | number | boolean | Date; readonly conditionType?: Equality }
    | { readonly value: string | number | Date; readonly conditionType: Ordering }
    | { readonly value: string; readonly conditionType: Matching }
    | { readonly value: string | number; readonly conditionType: Membership }
    | { readonly value: readonly (string | number)[]; readonly conditionType: Listing }
    | { readonly value?: undefined; readonly conditionType: Presence }
  );

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
