import { failure, internalError } from '../errors.js';
import type { Json, JsonObject } from '../json.js';
import { compare, meets } from './conditions.js';
import { type Criteria, echoOf, type Filter, type Sort } from './criteria.js';

/** How a kind of rows is searched. */
export interface Searchable<Row> {
  readonly rows: Iterable<Row>;
  /** The value of a column; undefined when there is no such column. */
  readonly column: (row: Row, field: string) => Json | undefined;
  /** Whether a column of this name exists. */
  readonly has: (field: string) => boolean;
  readonly render: (row: Row) => Json;
  /** Attribute-based lists name an unknown field (400), table-based ones hide it (500). */
  readonly unknownField: 'named' | 'hidden';
  /** Whether sorting by an unknown field is passed over. Default: only for attribute-based lists. */
  readonly ignoresUnknownSort?: boolean;
}

/** A Magento search result. */
export interface SearchResult {
  readonly items: readonly Json[];
  readonly search_criteria: JsonObject;
  readonly total_count: number;
}

/** Filters, sorts and pages rows as Magento's lists do. */
export function search<Row>(criteria: Criteria, searchable: Searchable<Row>): SearchResult {
  for (const filter of criteria.groups.flat()) checkField(filter, searchable);
  const found = [...searchable.rows].filter((row) =>
    criteria.groups.every(
      (group) => group.length === 0 || group.some((filter) => holds(row, filter, searchable)),
    ),
  );
  const sorted = sortRows(found, criteria.sorts, searchable);
  return {
    items: pageOf(sorted, criteria).map(searchable.render),
    search_criteria: echoOf(criteria),
    total_count: found.length,
  };
}

function checkField<Row>(filter: Filter, searchable: Searchable<Row>): void {
  if (filter.field !== null && searchable.has(filter.field)) return;
  if (searchable.unknownField === 'hidden') throw internalError();
  const message = 'The "%1" attribute name is invalid. Reset the name and try again.';
  throw failure(400, message, [filter.field]);
}

function holds<Row>(row: Row, filter: Filter, searchable: Searchable<Row>): boolean {
  return meets(searchable.column(row, filter.field ?? ''), filter.condition, filter.value);
}

function sortRows<Row>(
  rows: readonly Row[],
  sorts: readonly Sort[],
  searchable: Searchable<Row>,
): readonly Row[] {
  const known = sorts.filter((sort) => searchable.has(sort.field));
  const ignores = searchable.ignoresUnknownSort ?? searchable.unknownField === 'named';
  if (known.length < sorts.length && !ignores) throw internalError();
  return rows.toSorted((a, b) => {
    for (const { field, direction } of known) {
      const difference = compareColumns(searchable.column(a, field), searchable.column(b, field));
      if (difference !== 0) return direction === 'ASC' ? difference : -difference;
    }
    return 0;
  });
}

/** NULL comes first, as in MySQL. */
function compareColumns(a: Json | undefined, b: Json | undefined): number {
  const [x, y] = [a ?? null, b ?? null];
  if (x === null || y === null) return x === y ? 0 : x === null ? -1 : 1;
  if (typeof x === 'number' && typeof y === 'number') return x - y;
  return compare(String(x), String(y));
}

/** Beyond the last page the list is empty; a page size of 0 or none means all. */
function pageOf<Row>(rows: readonly Row[], criteria: Criteria): readonly Row[] {
  const { pageSize = 0 } = criteria;
  if (pageSize === 0) return rows;
  const size = Math.max(1, pageSize);
  const start = (Math.max(1, criteria.currentPage ?? 1) - 1) * size;
  return rows.slice(start, start + size);
}
