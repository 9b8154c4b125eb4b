import type { Criteria, SearchCriteria } from './criteria.js';

/** Criteria as a plain object, however they were given. */
export function plainCriteria(criteria: Criteria): SearchCriteria {
  return criteria;
}
