import type { Equality, Listing, Matching, Membership, Ordering, Presence } from './conditions.js';
import type { SearchCriteria } from './criteria.js';

/**
 * What can be filtered and sorted by: the properties of the entity are offered, and any other name is
 * taken, as columns and attributes are not all properties.
 */
export type Column<Entity = unknown> = (keyof Entity & string) | (string & {});

/** One comparison: column, condition, and the value that the condition takes. */
export type Comparison<Entity = unknown> =
  | readonly [field: Column<Entity>, condition: Equality, value: string | number | boolean | Date]
  | readonly [field: Column<Entity>, condition: Ordering, value: string | number | Date]
  | readonly [field: Column<Entity>, condition: Matching, value: string]
  | readonly [field: Column<Entity>, condition: Membership, value: string | number]
  | readonly [field: Column<Entity>, condition: Listing, values: readonly (string | number)[]]
  | readonly [field: Column<Entity>, condition: Presence];

/** Criteria under construction. Each step gives new ones and leaves these as they are. */
export interface CriteriaBuilder<Entity = unknown> {
  /** Only what meets this as well. @throws InputError when the condition does not take the value */
  andWhere(...comparison: Comparison<Entity>): CriteriaBuilder<Entity>;
  /** Only what also meets at least one of these. @throws InputError when a condition does not take its value */
  anyOf(
    ...comparisons: readonly [Comparison<Entity>, ...Comparison<Entity>[]]
  ): CriteriaBuilder<Entity>;
  /** Only what lies between the two, both included. @throws InputError for no value */
  between(
    field: Column<Entity>,
    from: string | number | Date,
    to: string | number | Date,
  ): CriteriaBuilder<Entity>;
  /** One sort key more, after those there are. */
  sortBy(field: Column<Entity>, direction: 'ASC' | 'DESC'): CriteriaBuilder<Entity>;
  /** Items a page. Default 100. */
  pageSize(items: number): CriteriaBuilder<Entity>;
  /** Page number, starting at 1 (`products.search`: at 0). Default: the first. */
  currentPage(page: number): CriteriaBuilder<Entity>;
  /** The same as a plain object, with dates as text. */
  toJSON(): SearchCriteria;
}

/** Criteria as a plain object, or as `where` and `anyOf` make them. `Entity` is what the list holds. */
export type Criteria<Entity = unknown> = SearchCriteria | CriteriaBuilder<Entity>;
