/** A module's own extension attributes, declared once, are known in answers and requests. Never run. */
import * as products from '../../generated/resources/products.js';
import type { CatalogProductInput } from '../../generated/types/catalog.js';
import type { Client } from '../../src/client/types.js';

declare module '../../generated/types/catalog.js' {
  interface CatalogProductExtension {
    acme_warranty_months?: number;
  }
}

declare const client: Client;

export async function merged(): Promise<number | undefined> {
  const { extension_attributes } = await products.get(client, { sku: 'a' });
  await products.update(client, {
    sku: 'a',
    product: {
      extension_attributes: { acme_warranty_months: 24, website_ids: [1], stock_item: { qty: 5 } },
    },
  });
  const input: CatalogProductInput = { extension_attributes: { acme_warranty_months: 12 } };
  // @ts-expect-error declared as a number
  const text: CatalogProductInput = { extension_attributes: { acme_warranty_months: '24' } };
  // @ts-expect-error declared by nobody
  const unknown: CatalogProductInput = { extension_attributes: { acme_colour: 1 } };
  console.log(input, text, unknown);
  return extension_attributes?.acme_warranty_months;
}
