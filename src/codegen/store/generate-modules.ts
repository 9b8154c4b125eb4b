import type { Client } from '../../client/types.js';
import { createWarnings } from '../warning.js';
import type { AttributeOwner } from './attributes.js';
import { checkNames } from './check-names.js';
import { readAttributes } from './read-attributes.js';
import { readSchema } from './read-schema.js';
import { loadReference, type Reference } from './reference.js';
import { storeModules } from './store-modules.js';
import type { GeneratedModules, GenerateModulesOptions } from './types.js';

/**
 * Reads a store's schema and attributes through a client, and generates modules for what differs from the
 * built-in ones. Writes nothing, in the store or elsewhere. What the schema has depends on the caller's
 * rights.
 * @throws InputError for names that are none; nothing was read
 * @throws MagentoError if not even a part of the schema can be read
 */
export async function generateModules(
  client: Client,
  options: GenerateModulesOptions = {},
): Promise<GeneratedModules> {
  const { signal, attributes: wanted = true } = options;
  const names = checkNames(options.names ?? {});
  const services = [...(options.services ?? []), ...(names.services ?? [])];
  const { warn, all } = createWarnings();
  const reference = await loadReference();
  const schema = await readSchema(client, { services, signal }, warn);
  const attributes = wanted
    ? await readAttributes(client, membersOf(reference), signal, warn)
    : undefined;
  return storeModules({ schema, attributes, warnings: all() }, reference, options);
}

const DEFINITIONS: Readonly<Record<AttributeOwner, string>> = {
  product: 'catalog-data-product-interface',
  category: 'catalog-data-category-interface',
  customer: 'customer-data-customer-interface',
  customerAddress: 'customer-data-address-interface',
};

/** What is a member of the thing itself is not among its custom attributes. */
function membersOf({ input }: Reference): Readonly<Record<AttributeOwner, ReadonlySet<string>>> {
  const members = (owner: AttributeOwner) =>
    new Set(Object.keys(input.schema.definitions?.[DEFINITIONS[owner]]?.properties ?? {}));
  return {
    product: members('product'),
    category: members('category'),
    customer: members('customer'),
    customerAddress: members('customerAddress'),
  };
}
