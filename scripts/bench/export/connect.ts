import type { ClientOptions } from '../../../src/client/options.js';
import type { Client } from '../../../src/client/types.js';
import type { SearchCriteria } from '../../../src/search/index.js';

/** Where the store is, and the token it takes. */
export interface Connection {
  readonly baseUrl: string;
  readonly token: string;
}

const built = (path: string) => new URL(`../../../dist/${path}`, import.meta.url).href;
const { createClient } = (await import(built('core.js'))) as typeof import('../../../src/core.js');
const { integrationBearer } = (await import(
  built('auth/integration-bearer.js')
)) as typeof import('../../../src/auth/integration-bearer.js');

type Products = typeof import('../../../generated/resources/products.js');
type Exports = typeof import('../../../src/exports/index.js');

/** The built library, as a program would load it. */
export const products: Products = await import(built('resources/products.js'));
export const exports: Exports = await import(built('exports.js'));

/** The connection a script was started with. */
export const connection: Connection = JSON.parse(process.argv[2] ?? '');

/** A client of the store. */
export const connect = (options: Partial<ClientOptions> = {}): Client =>
  createClient({
    baseUrl: connection.baseUrl,
    auth: integrationBearer({ token: connection.token }),
    ...options,
  });

/** Products with ids above one, and up to another. */
export const between = (after: number, upTo: number, pageSize: number): SearchCriteria => ({
  filterGroups: [
    { filters: [{ field: 'entity_id', conditionType: 'gt', value: after }] },
    { filters: [{ field: 'entity_id', conditionType: 'lteq', value: upTo }] },
  ],
  pageSize,
});
