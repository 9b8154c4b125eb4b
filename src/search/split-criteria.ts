import type { SearchCriteria } from './criteria.js';

/** Criteria as several that mean the same together, where one would make too long a query. */
export function splitCriteria(
  criteria: SearchCriteria,
  limitBytes = 6_000,
): readonly SearchCriteria[] {
  const { filterGroups = [] } = criteria;
  const group = filterGroups.findIndex(({ filters: [first] }) => Array.isArray(first?.value));
  const [filter] = filterGroups[group]?.filters ?? [];
  if (!filter || !Array.isArray(filter.value)) return [criteria];
  const values = [...new Set<string | number>(filter.value)];
  const bytes = encodeURIComponent(values.join()).length;
  const room = Math.max(1, Math.floor((values.length * (limitBytes - 500)) / bytes));
  return Array.from({ length: Math.ceil(values.length / room) }, (_, part) => {
    const filters = [{ ...filter, value: values.slice(part * room, (part + 1) * room) }];
    return { ...criteria, filterGroups: filterGroups.with(group, { filters }) };
  });
}
