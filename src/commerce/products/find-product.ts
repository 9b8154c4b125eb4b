import { list } from '../../../generated/resources/products.js';
import type { CatalogProduct } from '../../../generated/types/catalog.js';
import type { Client } from '../../client/types.js';

const OWN = 'sku,id,type_id,attribute_set_id';
const VALUES = 'name,price,status,visibility,weight,custom_attributes';

/**
 * The product of a SKU with its global values, or undefined. By a search, as a SKU with a slash in the path
 * does not get through every web server.
 */
export async function findProduct(
  client: Client,
  sku: string,
  withValues: boolean,
  signal: AbortSignal | undefined,
): Promise<CatalogProduct | undefined> {
  const searchCriteria = {
    filterGroups: [{ filters: [{ field: 'sku', value: sku.trim() }] }],
    pageSize: 1,
  };
  const fields = `items[${withValues ? `${OWN},${VALUES}` : OWN}]`;
  const { items } = await list(client, { searchCriteria }, { store: 'all', fields, signal });
  return items[0];
}
