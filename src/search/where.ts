import type { FilterGroup, SearchCriteria } from './criteria.js';
import type { Comparison, CriteriaBuilder } from './criteria-builder.js';
import { plainCriteria } from './plain-criteria.js';

const groupOf = (comparisons: readonly Comparison[]): FilterGroup => ({
  filters: comparisons.map(
    ([field, conditionType, value]) =>
      ({ field, conditionType, value }) as FilterGroup['filters'][number],
  ),
});

/** Everything is checked at once, so that an error shows the line that is wrong. */
function build<Entity>(unchecked: SearchCriteria): CriteriaBuilder<Entity> {
  const criteria = plainCriteria(unchecked);
  const { filterGroups = [], sortOrders = [] } = criteria;
  const and = (...groups: readonly FilterGroup[]): CriteriaBuilder<Entity> =>
    build({ ...criteria, filterGroups: [...filterGroups, ...groups] });
  return Object.freeze<CriteriaBuilder<Entity>>({
    andWhere: (...comparison) => and(groupOf([comparison])),
    anyOf: (...comparisons) => and(groupOf(comparisons)),
    between: (field, from, to) =>
      and(groupOf([[field, 'gteq', from]]), groupOf([[field, 'lteq', to]])),
    sortBy: (field, direction) =>
      build({ ...criteria, sortOrders: [...sortOrders, { field, direction }] }),
    pageSize: (pageSize) => build({ ...criteria, pageSize }),
    currentPage: (currentPage) => build({ ...criteria, currentPage }),
    toJSON: () => plainCriteria(criteria),
  });
}

/**
 * Begins search criteria with one comparison: `where('price', 'lt', 20)`.
 * @throws InputError when the condition does not take the value
 */
export function where<Entity = unknown>(
  ...comparison: Comparison<Entity>
): CriteriaBuilder<Entity> {
  return build({ filterGroups: [groupOf([comparison])] });
}

/**
 * Begins search criteria with comparisons of which at least one must hold:
 * `anyOf(['sku', 'like', '24-%'], ['name', 'like', '%bag%'])`.
 * @throws InputError when a condition does not take its value
 */
export function anyOf<Entity = unknown>(
  ...comparisons: readonly [Comparison<Entity>, ...Comparison<Entity>[]]
): CriteriaBuilder<Entity> {
  return build({ filterGroups: [groupOf(comparisons)] });
}
