import { percentEncode } from '../encode.js';
import { encodeQuery } from '../encode-query.js';
import { InputError } from '../errors/input-error.js';
import { collationKey } from './collation.js';
import type { FilterGroup, SearchCriteria } from './criteria.js';
import type { Criteria } from './criteria-builder.js';
import { encodeCriteria } from './encode-criteria.js';
import { plainCriteria } from './plain-criteria.js';

/** Bytes of criteria that leave room in the 8 KB servers allow for address, `fields` and a walk's own filter. */
export const SPLIT_BYTES = 6000;

type Value = string | number;

interface List {
  readonly field: string;
  readonly values: readonly Value[];
  /** Which of the groups it is. */
  readonly group: number;
}

/** A row can be in several of these, so lists over them have results in common. */
const MANY_VALUED =
  /^(?:category_ids?|website_ids?|store_ids?|store|tax_rate_ids|\w+_tax_class_ids)$/;

const bytesOf = (criteria: SearchCriteria): number =>
  encodeQuery({ searchCriteria: encodeCriteria(criteria) }).length;

const groupOf = (field: string, values: readonly Value[]): FilterGroup => ({
  filters: [{ field, value: values, conditionType: 'in' }],
});

/** The lists that stand alone in their group, the longest first. */
function listsOf({ filterGroups = [] }: SearchCriteria): List[] {
  return filterGroups
    .flatMap(({ filters: [filter, ...more] }, group) =>
      filter?.conditionType === 'in' && more.length === 0
        ? [{ field: filter.field, values: filter.value, group }]
        : [],
    )
    .sort((a, b) => b.values.join().length - a.values.join().length);
}

function adviceFor(criteria: SearchCriteria): string {
  const filters = (criteria.filterGroups ?? []).flatMap((group) => group.filters);
  const listings = filters.filter(({ conditionType = 'eq' }) => /^n?in$/.test(conditionType));
  const [longest] = listings.sort((a, b) => String(b.value).length - String(a.value).length);
  if (longest?.conditionType === 'nin') {
    return 'A long "nin" cannot be divided: leave it out and pass over those items yourself.';
  }
  if (listings.length > 1) {
    return 'Only one list can be divided: ask once for each value of the shorter one.';
  }
  return longest && listsOf(criteria).length === 0
    ? 'A list is divided only in a group of its own: ask separately for what the group joins by OR.'
    : 'Ask with fewer or shorter filters.';
}

function tooLong(criteria: SearchCriteria, limitBytes: number): InputError {
  return new InputError(
    `The search criteria take ${bytesOf(criteria)} bytes of query, of which ${limitBytes} can be sent. ${adviceFor(criteria)}`,
  );
}

/** Each value once; those that the database may take for the same stay together. */
function clustersOf(values: readonly Value[]): Value[][] {
  const clusters = new Map<string, Map<string, Value>>();
  for (const value of values) {
    const key = collationKey(value);
    const cluster = clusters.get(key) ?? new Map<string, Value>();
    clusters.set(key, cluster.set(String(value), value));
  }
  return Array.from(clusters.values(), (cluster) => [...cluster.values()]);
}

/** Bytes a value adds at most. One with a comma is a filter of its own, whose page size outweighs longer indices. */
function bytesOfValue(field: string, value: Value): number {
  const text = String(value);
  return text.includes(',')
    ? bytesOf({ filterGroups: [groupOf(field, [text])] })
    : percentEncode(`${text},`).length;
}

/**
 * Criteria whose query is too long, as several that together find the same, each item once; criteria that
 * are short enough, as they are. What gets divided is the longest `in` list that is alone in its group.
 * @param limitBytes of encoded query, criteria only. Default 6000
 * @throws InputError where no list can be divided, saying what to do instead
 */
export function splitCriteria(
  given: Criteria | undefined,
  limitBytes: number = SPLIT_BYTES,
): readonly SearchCriteria[] {
  const criteria = plainCriteria(given);
  if (bytesOf(criteria) <= limitBytes) return [criteria];
  const [list] = listsOf(criteria);
  if (list === undefined) throw tooLong(criteria, limitBytes);
  const { field, values, group } = list;
  if (MANY_VALUED.test(field)) {
    throw new InputError(
      `The list on "${field}" is too long for one query, and divided it would find items twice that have several. Ask with shorter lists and pass over what you have seen.`,
    );
  }
  const withValues = (part: readonly Value[]): SearchCriteria => ({
    ...criteria,
    filterGroups: (criteria.filterGroups ?? []).with(group, groupOf(field, part)),
  });
  const room = limitBytes - bytesOf(withValues(['']));
  const parts: Value[][] = [];
  let left = 0;
  for (const cluster of clustersOf(values)) {
    const bytes = cluster.reduce<number>((sum, value) => sum + bytesOfValue(field, value), 0);
    if (bytes > room) throw tooLong(criteria, limitBytes);
    if (bytes > left) {
      parts.push([]);
      left = room;
    }
    parts.at(-1)?.push(...cluster);
    left -= bytes;
  }
  return parts.map(withValues);
}
