import { resources } from '../../generated/resources.js';
import { type Bulk, bulk } from '../bulk/bulk.js';
import type { InputOf, OutputOf, WriteFunction } from '../bulk/operation-of.js';
import type { ConnectionReport, TestConnectionOptions } from '../connection/report.js';
import { type Bound, bind } from './bind.js';
import { createClient } from './create-client.js';
import type { ClientOptions } from './options.js';
import { testConnection } from './test-connection.js';
import type { Client } from './types.js';

type Resources = typeof resources;

/** Every resource of the API, bound to one client. */
export type BoundResources = {
  readonly [Name in keyof Resources]: Bound<Resources[Name]>;
};

/** A client with every resource on it: `magento.products.get({ sku })`. */
export interface Magento extends Omit<Client, 'store'>, BoundResources {
  /** The same store in another store view; `all` is the global scope. */
  store(code: string): Magento;
  /**
   * Does one operation for many inputs, with a result for each:
   * `magento.bulk(magento.products.update).run(items)`. See `magekit/bulk`.
   * @throws InputError for a function that only reads
   */
  bulk<Call extends WriteFunction>(call: Call): Bulk<InputOf<Call>, OutputOf<Call>>;
  /**
   * Tries whether the connection works, step by step: address, TLS, route, store code, credentials, a
   * right, version, clock. Resolves to a report also when it does not work, with a hint at each finding.
   */
  testConnection(options?: TestConnectionOptions): Promise<ConnectionReport>;
}

/**
 * Getters for all resources, shared by all clients: an app may hold thousands of these. A resource is bound
 * when it is first asked for, as most programs use a handful of the 77.
 */
const withResources: object = Object.defineProperties(
  {},
  Object.fromEntries(Object.keys(resources).map((name) => [name, resourceGetter(name)])),
);

function resourceGetter(name: string): PropertyDescriptor {
  return {
    enumerable: true,
    get(this: Client) {
      const value = bind(this, resources[name as keyof Resources]);
      Object.defineProperty(this, name, { value, enumerable: true });
      return value;
    },
  };
}

function toMagento(client: Client): Magento {
  return Object.assign(Object.create(withResources), client, {
    store: (code: string) => toMagento(client.store(code)),
    bulk: <Call extends WriteFunction>(call: Call) => bulk(client, call),
    testConnection: (options?: TestConnectionOptions) => testConnection(client, options),
  });
}

/**
 * Connects to a store, with every operation at hand. Nothing is sent until the first call. Where
 * bundle size matters use `createClient` and the functions of `magekit/resources/*` instead.
 * @throws ConfigError that names the wrong option and the fix
 */
export function createMagento(options: ClientOptions): Magento {
  return toMagento(createClient(options));
}
