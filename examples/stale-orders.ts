/**
 * A script for every night: orders that have been pending for too long, one line each.
 *
 *   npx tsx examples/stale-orders.ts
 *
 * Takes the store of MAGENTO_BASE_URL, or a sandbox where there is none.
 */
import { createMagento, where } from '../src/index.js';
import { askStore } from './support/ask-store.js';
import { heading, step } from './support/print.js';

const DAYS = 7;

const store = await askStore();
const magento = createMagento({ baseUrl: store.baseUrl, auth: store.admin });
const before = new Date(Date.now() - DAYS * 86_400_000);

heading(`Pending for more than ${DAYS} days (${store.description})`);
const criteria = where('status', 'eq', 'pending').andWhere('created_at', 'lt', before);
const fields = ['increment_id', 'created_at', 'grand_total', 'customer_email'] as const;
let count = 0;
for await (const order of magento.orders.iterate(criteria, { fields })) {
  count += 1;
  step(`${order.increment_id}  ${order.created_at}  ${order.grand_total}  ${order.customer_email}`);
}
step(count === 0 ? 'None.' : `${count} of them.`);
await store.close();
