import type { Call } from '../call.js';
import type { SearchResult } from '../search/run.js';

/**
 * A type as PHP declares it: `int`, `float`, `bool`, `string`, `mixed`, the name of a definition, each with
 * `[]` behind it for a list, and with `?` behind all that for what may be absent.
 */
export type TypeText = string;

/** Members by name, in snake_case: `{ id: 'int?', number: 'string', lines: 'acme-data-line-interface[]' }`. */
export type MemberTypes = Readonly<Record<string, TypeText>>;

/** A call of a route of one's own. */
export interface RouteCall extends Pick<Call, 'caller' | 'store' | 'query'> {
  /** Path parameters, decoded. */
  readonly path: Readonly<Record<string, string>>;
  /** Arguments of body and query, checked and converted to their types. */
  readonly input: Call['input'];
  /**
   * Answers a list: filters, sorts and pages rows by the criteria of the call, as Magento's own lists do.
   * Every member of the first row is a column.
   */
  readonly search: (rows: readonly Readonly<Record<string, unknown>>[]) => SearchResult;
}

/** A route of one's own. */
export interface ExtensionRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** From the version on: `/V1/acme/cards/{cardId}`. */
  readonly path: string;
  /** Who may call it: an ACL id, `anonymous`, or `self` for the customer alone. */
  readonly resource: string;
  /** The service of the schema it belongs to. Default `<module>V1`, such as `acmeLoyaltyV1`. */
  readonly service?: string;
  /** Types of path parameters. Default `string` each. */
  readonly pathTypes?: MemberTypes;
  /** Query parameters; a list has `searchCriteria: 'criteria'`. */
  readonly query?: MemberTypes;
  /** Members of the body; those without `?` are required. */
  readonly body?: MemberTypes;
  /** What it answers. Default nothing, which goes out as `[]`. */
  readonly result?: TypeText;
  /**
   * Serves it. May throw what {@link refuse} makes; what it returns goes out as Magento sends it.
   * Rows of its own are kept in the handler's closure, and know of no `reset()`.
   */
  readonly handler: (call: RouteCall) => unknown;
}

/** A product attribute of a shop's own. */
export interface ExtensionAttribute {
  readonly code: string;
  readonly label: string;
  /** Default `text`. */
  readonly input?: 'text' | 'textarea' | 'select' | 'multiselect' | 'boolean' | 'date' | 'price';
  /** Default `global`. */
  readonly scope?: 'store' | 'website' | 'global';
  /** Choices of a `select` or `multiselect`, by their labels. */
  readonly options?: readonly string[];
}

/** A module of a shop's own. */
export interface SandboxExtension {
  /** Its name, as `GET /V1/modules` has it: `Acme_Loyalty`. */
  readonly module: string;
  readonly routes?: readonly ExtensionRoute[];
  /** Data types, by the names the schema has for them: `acme-loyalty-data-card-interface`. */
  readonly definitions?: Readonly<Record<string, MemberTypes>>;
  /** Extension attributes, by the type they extend: `{ 'catalog-data-product-interface': { points: 'int' } }`. */
  readonly extensionAttributes?: Readonly<Record<string, MemberTypes>>;
  readonly productAttributes?: readonly ExtensionAttribute[];
}
