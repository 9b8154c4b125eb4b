import { failure, internalError } from '../errors.js';
import type { Json, JsonObject } from '../json.js';
import type { JsonText } from '../wire/encode-json.js';
import { testOf } from './conditions.js';
import {
  type Criteria,
  echoOf,
  type Filter,
  type ListCall,
  readCriteria,
  type Sort,
} from './criteria.js';
import { orderBy, sortRows } from './order.js';
import { pageOf } from './page.js';
import { type Sequence, sequenceOf, slice, sliceOfBoth } from './sequence.js';

/** How a kind of rows is searched. */
export interface Searchable<Row> {
  readonly rows: Iterable<Row>;
  /** The value of a column; undefined when there is no such column. */
  readonly column: (row: Row, field: string) => Json | undefined;
  /** Whether a column of this name exists. */
  readonly has: (field: string) => boolean;
  readonly render: (row: Row) => Json | JsonText;
  /** Attribute-based lists name an unknown field (400), table-based ones hide it (500). */
  readonly unknownField: 'named' | 'hidden';
  /** Whether sorting by an unknown field is passed over. Default: only for attribute-based lists. */
  readonly ignoresUnknownSort?: boolean;
  /** The sort keys after those asked, down to a unique one. Default none: the order of `rows`. */
  readonly naturalOrder?: (criteria: Criteria) => readonly Sort[];
  /** Further rows that meet the criteria, in the order of the sort keys, found without `rows`. */
  readonly further?: (criteria: Criteria, sorts: readonly Sort[]) => Sequence<Row>;
}

/** A Magento search result. */
export interface SearchResult {
  readonly items: readonly (Json | JsonText)[];
  readonly search_criteria: JsonObject;
  readonly total_count: number;
}

/** Reads the criteria of a call, then filters, sorts and pages rows as Magento's lists do. */
export function search<Row>(call: ListCall, searchable: Searchable<Row>): SearchResult {
  return searchBy(call, readCriteria(call), searchable);
}

/** {@link search} by criteria that were read before. */
export function searchBy<Row>(
  call: ListCall,
  criteria: Criteria,
  searchable: Searchable<Row>,
): SearchResult {
  const { column, render } = searchable;
  for (const filter of criteria.groups.flat()) checkField(filter, searchable);
  const sorts = sortsOf(criteria, searchable);
  const own = sequenceOf(sortRows(filterRows(criteria, searchable), sorts, column));
  const further = searchable.further?.(criteria, sorts);
  const counted = own.length + (further?.length ?? 0);
  const { start, end } = pageOf(criteria, counted, call.world.settings.endOfList);
  const page =
    further === undefined
      ? slice(own, start, end)
      : sliceOfBoth(own, further, orderBy(sorts, column), start, end);
  call.onList?.({ skipped: Math.min(start, counted), answered: page.length, counted });
  return {
    items: page.map(render),
    search_criteria: echoOf(criteria),
    total_count: counted,
  };
}

function checkField<Row>(filter: Filter, searchable: Searchable<Row>): void {
  if (filter.field !== null && searchable.has(filter.field)) return;
  if (searchable.unknownField === 'hidden') throw internalError();
  const message = 'The "%1" attribute name is invalid. Reset the name and try again.';
  throw failure(400, message, [filter.field]);
}

function filterRows<Row>(criteria: Criteria, { rows, column }: Searchable<Row>): readonly Row[] {
  const groups = criteria.groups
    .filter((group) => group.length > 0)
    .map((group) =>
      group.map(({ field, condition, value }) => {
        const test = testOf(condition, value);
        return (row: Row): boolean => test(column(row, field ?? ''));
      }),
    );
  const found: Row[] = [];
  for (const row of rows) {
    if (groups.every((group) => group.some((holds) => holds(row)))) found.push(row);
  }
  return found;
}

function sortsOf<Row>(criteria: Criteria, searchable: Searchable<Row>): readonly Sort[] {
  const known = criteria.sorts.filter((sort) => searchable.has(sort.field));
  const ignores = searchable.ignoresUnknownSort ?? searchable.unknownField === 'named';
  if (known.length < criteria.sorts.length && !ignores) throw internalError();
  return [...known, ...(searchable.naturalOrder?.(criteria) ?? [])];
}
