import { InputError } from '../../errors/input-error.js';
import {
  type Filter,
  type Key,
  type SearchCriteria,
  type SortOrder,
  type WalkSource,
  walkPages,
} from '../../search/index.js';
import { criteriaMember, criteriaOf, fieldsOf } from '../source.js';
import type { Place } from './changes-cursor.js';
import type { Row } from './memory.js';

/** Rows in the order of their changes, and the place after them. */
export interface Stretch<Item> {
  readonly rows: readonly Row<Item>[];
  readonly place: Place;
}

/** What a sweep goes over. */
export interface SweepOptions {
  readonly source: WalkSource;
  /** The column that tells when a row was changed. */
  readonly field: string;
  /** The column that tells rows apart, and its name in an item. */
  readonly key: string;
  readonly property: string;
  /** The last second that counts. */
  readonly until: string;
}

const SECOND = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

function rowOf<Item>(item: Item, { field, property }: SweepOptions): Row<Item> {
  const { [field]: at, [property]: key } = item as Record<string, unknown>;
  if (typeof at === 'string' && SECOND.test(at) && key !== undefined) {
    return { at, key: key as Key, item };
  }
  throw new InputError(
    `An item has no "${field}" such as "2026-01-31 12:00:00", so its changes cannot be followed. Name another column with the option "field".`,
  );
}

/**
 * Rows from a place on, in the order of their changes. Magento cannot compare pairs of columns, so it is
 * asked for everything after a second. A page may end within a second: then the whole seconds of the page
 * count, and a page that has none is followed by the rest of its second, in the order of the key.
 */
export async function* sweep<Item>(
  options: SweepOptions,
  start: Place,
): AsyncGenerator<Stretch<Item>, undefined> {
  const { source, field, key, until } = options;
  const { client, operation, input } = source;
  const asked = fieldsOf(source);
  const criteria = criteriaOf(source);
  const way = { mode: undefined, parallel: undefined, lookAhead: 0 };
  // What is needed here is asked for as well.
  const fields = asked === undefined ? undefined : `${asked},${field}`;
  const walkOptions = { ...source.options, ...way, fields };

  function walk(filters: readonly Filter[], sortOrders?: readonly SortOrder[]) {
    const filterGroups = filters.map((filter) => ({ filters: [filter] }));
    const filtered: SearchCriteria = {
      ...criteria,
      filterGroups: [...(criteria.filterGroups ?? []), ...filterGroups],
      ...(sortOrders && { sortOrders }),
    };
    return walkPages<Item>(
      client,
      operation,
      { ...input, [criteriaMember(source)]: filtered },
      walkOptions,
    );
  }

  async function pageAfter(at: string, conditionType: 'gt' | 'gteq') {
    const filters: Filter[] = [
      { field, conditionType, value: at },
      { field, conditionType: 'lteq', value: until },
    ];
    const order = [field, key].map((name): SortOrder => ({ field: name, direction: 'ASC' }));
    for await (const { items, total } of walk(filters, order)) {
      const rows = items.map((item) => rowOf(item, options));
      const [first] = rows;
      if (first && (first.at < at || (first.at === at && conditionType === 'gt'))) {
        throw new InputError(
          `The store shows "${field}" otherwise than it filters by it, so changes cannot be followed by it.`,
        );
      }
      return { rows, isLast: total !== undefined && total <= rows.length };
    }
    return { rows: [], isLast: true };
  }

  async function* restOfSecond(at: string, after: Key): AsyncGenerator<Stretch<Item>, undefined> {
    const filters: Filter[] = [
      { field, conditionType: 'eq', value: at },
      { field: key, conditionType: 'gt', value: after },
    ];
    for await (const { items } of walk(filters)) {
      const rows = items.map((item) => rowOf(item, options));
      const last = rows.at(-1);
      if (last) yield { rows, place: { at, key: last.key } };
    }
  }

  if (start.key !== undefined) yield* restOfSecond(start.at, start.key);
  let { at } = start;
  let condition: 'gt' | 'gteq' = start.key === undefined ? 'gteq' : 'gt';
  for (;;) {
    const { rows, isLast } = await pageAfter(at, condition);
    const last = rows.at(-1);
    if (last === undefined) return;
    const whole = isLast ? rows : rows.filter((row) => row.at < last.at);
    const end = whole.at(-1) ?? last;
    yield { rows: whole.length > 0 ? whole : rows, place: { at: end.at, key: end.key } };
    if (isLast) return;
    if (whole.length === 0) yield* restOfSecond(end.at, end.key);
    at = end.at;
    condition = 'gt';
  }
}
