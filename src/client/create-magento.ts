import { resources } from '../../generated/resources.js';
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
   * Tries whether the connection works, step by step: address, TLS, route, store code, credentials, a
   * right, version, clock. Resolves to a report also when it does not work, with a hint at each finding.
   */
  testConnection(options?: TestConnectionOptions): Promise<ConnectionReport>;
}

/** Binds a resource when it is first asked for, as most programs use a handful of the 77. */
function addResource(target: object, client: Client, name: keyof Resources): void {
  let bound: object | undefined;
  Object.defineProperty(target, name, {
    enumerable: true,
    get() {
      bound ??= bind(client, resources[name]);
      return bound;
    },
  });
}

function withResources(client: Client): Magento {
  const magento = {
    ...client,
    store: (code: string) => withResources(client.store(code)),
    testConnection: (options?: TestConnectionOptions) => testConnection(client, options),
  };
  for (const name of Object.keys(resources)) addResource(magento, client, name as keyof Resources);
  return magento as Magento;
}

/**
 * Connects to a store, with every operation at hand. Nothing is sent until the first call. Where
 * bundle size matters use `createClient` and the functions of `magekit/resources/*` instead.
 * @throws ConfigError that names the wrong option and the fix
 */
export function createMagento(options: ClientOptions): Magento {
  return withResources(createClient(options));
}
