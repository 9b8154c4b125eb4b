/**
 * Custom attributes as plain values: labels instead of ids, numbers, booleans, days.
 *
 *   npx tsx examples/commerce/attributes.ts
 */
import { commerce, fromMagentoDate } from '../../src/commerce/index.js';
import { createMagento, isMagentoError } from '../../src/index.js';
import { askStore } from '../support/ask-store.js';
import { heading, step, table } from '../support/print.js';

/** The shop's own attributes; reading and writing knows them by these types. */
interface OurAttributes {
  readonly color: string;
  readonly activity: readonly string[];
  readonly gift_message_available: boolean;
  readonly special_from_date: string;
}

const store = await askStore();
const magento = createMagento({ baseUrl: store.baseUrl, auth: store.admin });
const shop = commerce<OurAttributes>(magento);

heading('What products are like');
const { items } = await magento.products.list({ searchCriteria: { pageSize: 3 } });
const rows = items.map(async (product) => {
  const { color } = await shop.attributes.read(product);
  const made = product.created_at && fromMagentoDate(product.created_at).toISOString();
  return { sku: product.sku, color, made };
});
table(await Promise.all(rows));

heading('What is sent for labels');
const written = await shop.attributes.write({
  color: 'Blue',
  activity: ['Gym', 'Travel'],
  gift_message_available: true,
  special_from_date: '2026-05-04',
});
table(written.map(({ attribute_code, value }) => ({ attribute_code, value })));

heading('A label the store does not have');
await shop.attributes.write({ color: 'Gren' }).catch((error: unknown) => {
  if (!isMagentoError(error)) throw error;
  step(error.message);
});
await store.close();
