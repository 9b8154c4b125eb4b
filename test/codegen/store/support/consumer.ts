/** A program of a shop, as its developer would write it. Its lines are what it prints. */
export const consumer = `import { createClient, where } from 'magekit/core';
import { oauth1 } from 'magekit/auth/oauth1';
import { commerce } from 'magekit/commerce';
import * as products from 'magekit/resources/products';
import { bindAll, type ProductAttributes } from './magento/index.js';
import * as acmeCards from './magento/resources/acmeCards.js';

const env = (name: string): string => process.env[name] ?? '';
const client = createClient({
  baseUrl: env('BASE_URL'),
  auth: oauth1(JSON.parse(env('CREDENTIALS')) as Parameters<typeof oauth1>[0]),
});
const shop = bindAll(client);

const { items, total_count } = await shop.acmeCards.list({
  searchCriteria: where('points', 'gteq', 100).sortBy('id', 'ASC').pageSize(2),
});
console.log(items.map((card) => card.number).join(), total_count);

let count = 0;
for await (const card of acmeCards.iterate(client)) count += card.number === '' ? 0 : 1;
console.log(count);

const one = await acmeCards.get(client, { cardId: 7 }, { fields: ['points'] });
console.log(Object.keys(one).join(), one.points);

const changed = await shop.acmeCards.update({ cardId: 7, card: { number: 'X', points: 1 } });
console.log(changed.id, changed.number, await shop.acmeCards.block({ cardId: 7 }));
console.log((await shop.products.listAcmeLabels({ sku: 'a/b' }))[0]);

const { sku, extension_attributes } = await shop.products.get({ sku: env('SKU') });
const points: number | undefined = extension_attributes?.loyalty_points;
console.log(sku, typeof points);
await products.update(client, {
  sku,
  product: { extension_attributes: { loyalty_points: 3, loyalty_card: { points: 2 } } },
});

const attributes = commerce<ProductAttributes>(client).attributes;
const [grade] = await attributes.write({ acme_grade: 'Gold' });
console.log(grade?.attribute_code, typeof grade?.value);

export async function wrong(): Promise<void> {
  // @ts-expect-error an id is a number
  await shop.acmeCards.get({ cardId: 'x' });
  // @ts-expect-error no card has a colour
  await shop.acmeCards.update({ cardId: 1, card: { colour: 'red' } });
  // @ts-expect-error a card has no such column
  await shop.acmeCards.list({ searchCriteria: where('points', 'like a', 1) });
  // @ts-expect-error what was not asked for is not there
  console.log(one.number);
  // @ts-expect-error the grades are Gold and Silver
  await attributes.write({ acme_grade: 'Bronze' });
  // @ts-expect-error points are a number
  await products.update(client, { sku, product: { extension_attributes: { loyalty_points: 'x' } } });
}
`;
