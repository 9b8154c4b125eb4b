import { anonymous, createClient } from '../../../src/core.js';
import type { Client } from '../../../src/index.js';
import type { Json, JsonObject } from '../../../src/sandbox/json.js';
import { compare, meets } from '../../../src/sandbox/search/conditions.js';
import { filterFields } from '../../../src/sandbox/search/fields.js';
import { type PhpTree, parsePhpQuery } from '../../../src/sandbox/wire/php-query.js';

/** A store that answers every list with the rows it is given, compared as Magento compares. */
export interface RowsStore {
  readonly client: Client;
  /** Queries so far, oldest first. */
  readonly queries: readonly string[];
}

/** What a store holds and when. */
export interface RowsStoreOptions {
  /** The rows anybody can see at this moment. */
  readonly rows: () => Iterable<JsonObject>;
  /** By the clock of the store. Default: that of this machine. */
  readonly now?: () => number;
  /** Called before each answer. */
  readonly onRequest?: (query: string) => void;
}

const branches = (tree: PhpTree, name: string): readonly PhpTree[] =>
  Object.values(tree[name] ?? {}) as readonly PhpTree[];

const scalar = (value: Json | undefined): string | number =>
  typeof value === 'number' ? value : String(value ?? '');

function holds(row: JsonObject, criteria: PhpTree): boolean {
  return branches(criteria, 'filterGroups').every((group) =>
    branches(group, 'filters').some(({ field, conditionType = 'eq', value }) =>
      meets(row[String(field)], String(conditionType), String(value)),
    ),
  );
}

function byOrder(criteria: PhpTree) {
  const orders = branches(criteria, 'sortOrders');
  return (a: JsonObject, b: JsonObject): number => {
    for (const { field, direction } of orders) {
      const [x, y] = [a, b].map((row) => scalar(row[String(field)]));
      const difference = compare(x ?? '', String(y));
      if (difference !== 0) return direction === 'ASC' ? difference : -difference;
    }
    return 0;
  };
}

function find(rows: Iterable<JsonObject>, criteria: PhpTree): JsonObject {
  const found = [...rows].filter((row) => holds(row, criteria)).sort(byOrder(criteria));
  const size = Number(criteria.pageSize);
  const start = (Number(criteria.currentPage ?? 1) - 1) * size;
  return { items: found.slice(start, start + size), total_count: found.length };
}

export function createRowsStore({
  rows,
  now = () => Date.now(),
  onRequest,
}: RowsStoreOptions): RowsStore {
  const queries: string[] = [];
  const answer = (url: string): Response => {
    const query = new URL(url).search.slice(1);
    queries.push(query);
    onRequest?.(query);
    const { searchCriteria, fields } = parsePhpQuery(query);
    const found = find(rows(), searchCriteria as PhpTree);
    const body = typeof fields === 'string' ? filterFields(found, fields) : found;
    const headers = { 'content-type': 'application/json', date: new Date(now()).toUTCString() };
    return new Response(JSON.stringify(body), { headers });
  };
  const client = createClient({
    baseUrl: 'https://shop.test',
    auth: anonymous(),
    retry: { soft: 0 },
    fetch: async (input) => answer(input instanceof Request ? input.url : String(input)),
  });
  return { client, queries };
}
