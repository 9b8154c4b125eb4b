import { failureAnswer } from '../../../../src/sandbox/answer.js';
import { failure } from '../../../../src/sandbox/errors.js';
import type { Json, JsonObject } from '../../../../src/sandbox/json.js';
import { type Criteria, readCriteria } from '../../../../src/sandbox/search/criteria.js';
import { filterFields } from '../../../../src/sandbox/search/fields.js';
import { searchBy } from '../../../../src/sandbox/search/run.js';
import { parsePhpQuery } from '../../../../src/sandbox/wire/php-query.js';

const COLUMNS = ['entity_id', 'agreement_id', 'source_code', 'sku', 'kind', 'name'];

/** A row of a list. */
export type Row = { readonly id: number } & JsonObject;

/** What a list does in its own way. */
export interface RowStoreOptions {
  /** Up to Magento 2.3 the last page comes again beyond the end. Default `empty`. */
  readonly endOfList?: 'empty' | 'repeat';
  /** The store's `maximum_page_size`. */
  readonly maximumPageSize?: number;
  /** The first page is number 0. */
  readonly zeroBased?: boolean;
  /** The answer is the list itself. */
  readonly bare?: boolean;
  /** `total_count` is that of the page, and rows it hides make it short. */
  readonly hides?: (row: Row) => boolean;
  /** Runs before the answer to each request is made; `count` is its number, from 1. */
  readonly before?: (count: number) => void;
}

/** An answer of the store. */
export interface RowAnswer {
  readonly status: number;
  readonly body: string;
}

/** A list that its test can change while it is walked. */
export interface RowStore {
  readonly rows: Map<number, Row>;
  /** The criteria of each request, as the store read them. */
  readonly asked: Criteria[];
  answer: (url: string) => RowAnswer;
  readonly fetch: typeof globalThis.fetch;
}

/** Rows with these ids. */
export function rowsOf(ids: Iterable<number>): Row[] {
  return Array.from(ids, (id) => ({ id, sku: `S-${id}`, kind: id % 3, name: `Row ${id}` }));
}

/** The numbers from one to another, both included. */
export function numbers(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** A list over rows, searched as the sandbox searches; columns are the rows' members, `entity_id` their id. */
export function createRowStore(rows: Iterable<Row>, options: RowStoreOptions = {}): RowStore {
  const { maximumPageSize, endOfList = 'empty', zeroBased, bare, hides } = options;
  const world = { settings: { inputLimits: undefined, endOfList } };
  const stored = new Map(Array.from(rows, (row) => [row.id, row]));
  const asked: Criteria[] = [];

  function find(criteria: Criteria) {
    return searchBy({ query: {}, world }, criteria, {
      rows: stored.values(),
      has: (field) => COLUMNS.includes(field),
      column: (row, field) => (field in row ? row[field] : row.id),
      render: (row) => row,
      unknownField: 'hidden',
    });
  }

  function result(given: Criteria): Json {
    const { pageSize = 0, currentPage = 1 } = given;
    if (maximumPageSize !== undefined && pageSize > maximumPageSize) {
      const template = 'Maximum SearchCriteria pageSize is %max';
      throw failure(400, template, { max: maximumPageSize });
    }
    const criteria = { ...given, currentPage: zeroBased ? currentPage + 1 : currentPage };
    const found = find(criteria);
    const items = (found.items as Row[]).filter((row) => !hides?.(row));
    if (bare) return items;
    return { ...found, items, total_count: hides ? items.length : found.total_count };
  }

  function answer(url: string): RowAnswer {
    const query = parsePhpQuery(new URL(url, 'https://shop.example.com').search.slice(1));
    const criteria = readCriteria({ query, world });
    asked.push(criteria);
    options.before?.(asked.length);
    try {
      const fields = typeof query.fields === 'string' ? query.fields : '';
      return { status: 200, body: JSON.stringify(filterFields(result(criteria), fields)) };
    } catch (error) {
      return failureAnswer(error, 'json');
    }
  }

  const store: RowStore = {
    rows: stored,
    asked,
    answer,
    async fetch(input, init) {
      init?.signal?.throwIfAborted();
      const { status, body } = store.answer(String(input));
      return new Response(body, { status, headers: { 'content-type': 'application/json' } });
    },
  };
  return store;
}
