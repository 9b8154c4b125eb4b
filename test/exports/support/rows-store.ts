import { anonymous, createClient } from '../../../src/core.js';
import type { Client } from '../../../src/index.js';
import type { Json, JsonObject } from '../../../src/sandbox/json.js';
import { filterFields } from '../../../src/sandbox/search/fields.js';
import { search } from '../../../src/sandbox/search/run.js';
import { parsePhpQuery } from '../../../src/sandbox/wire/php-query.js';

/** A store that answers every list with the rows it is given, searched as Magento does. */
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
    const tree = parsePhpQuery(query);
    const settings = { inputLimits: undefined, endOfList: 'empty' } as const;
    const found = search(
      { query: tree, world: { settings } },
      {
        rows: rows(),
        column: (row, field) => row[field],
        has: () => true,
        render: (row) => row,
        unknownField: 'hidden',
      },
    );
    const { fields } = tree;
    const body =
      typeof fields === 'string' ? filterFields(found as unknown as Json, fields) : found;
    const headers = {
      'content-type': 'application/json',
      date: new Date(now()).toUTCString(),
    };
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
