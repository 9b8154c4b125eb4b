import * as orders from '../../../generated/resources/orders.js';
import * as products from '../../../generated/resources/products.js';
import { bulk } from '../../../src/bulk/index.js';
import type { Client } from '../../../src/core.js';
import { isMagentoError } from '../../../src/errors/index.js';
import { exportTo } from '../../../src/exports/index.js';
import { rename } from '../../bulk/shop.js';
import { collect } from '../../exports/support/collect.js';
import type { About } from './faults.js';

/** A call as a program makes it, and what it should come to. */
export interface CallCase {
  readonly name: string;
  readonly about: About;
  /** Makes the call; what the caller gets, in a word. */
  readonly run: (client: Client) => Promise<string>;
  /** How often the store has done it, from its own data; undefined for what only reads. */
  readonly done?: (reader: Client) => Promise<number>;
}

const SKU = '24-MB01';
const ITEMS = 6;
const comment = { comment: 'once', is_customer_notified: 0, is_visible_on_front: 0, parent_id: 1 };

/** The kinds of call. */
export const CALLS: readonly CallCase[] = [
  {
    name: 'A read: `products.get`',
    about: { method: 'GET', path: '/rest/V1/products/' },
    async run(client) {
      return (await products.get(client, { sku: SKU })).sku === SKU ? 'the product' : 'another';
    },
  },
  {
    name: 'A write that may be repeated: `products.update`',
    about: { method: 'PUT', path: '/rest/all/V1/products/' },
    async run(client) {
      const { name } = await products.update(client, rename(SKU, 'renamed'));
      return name === 'renamed' ? 'the saved product' : 'another';
    },
    async done(reader) {
      return (await products.get(reader, { sku: SKU })).name === 'renamed' ? 1 : 0;
    },
  },
  {
    name: 'A POST that must not be repeated: `orders.addComment`',
    about: { method: 'POST', path: '/rest/all/V1/orders/1/comments' },
    async run(client) {
      const added = await orders.addComment(client, { id: 1, statusHistory: comment });
      return added === true ? 'done' : 'another';
    },
    async done(reader) {
      const { items } = await orders.listComments(reader, { id: 1 });
      return items.filter((one) => one.comment === 'once').length;
    },
  },
  {
    name: 'A login: the first call with `adminToken`',
    about: { method: 'POST', path: '/rest/V1/integration/admin/token' },
    async run(client) {
      return (await products.get(client, { sku: SKU })).sku === SKU ? 'the product' : 'another';
    },
  },
  {
    name: `A bulk of ${ITEMS} comments, item by item: \`bulk(…).run(…)\``,
    about: { method: 'POST', path: '/rest/all/V1/orders/' },
    async run(client) {
      const items = Array.from({ length: ITEMS }, (_, at) => ({
        id: (at % 2) + 1,
        statusHistory: { ...comment, comment: `bulk ${at}`, parent_id: (at % 2) + 1 },
      }));
      const job = bulk(client, orders.addComment).run(items, { mode: 'direct' });
      const { done, failed, unknown, notSent } = await job.wait();
      const rest = { failed, unknown, 'not sent': notSent };
      const words = Object.entries(rest).filter(([, count]) => count > 0);
      return [`${done} done`, ...words.map(([word, count]) => `${count} ${word}`)].join(', ');
    },
    async done(reader) {
      const lists = [1, 2].map((id) => orders.listComments(reader, { id }));
      const all = (await Promise.all(lists)).flatMap(({ items }) => items);
      const texts = all.map((one) => one.comment).filter((text) => text?.startsWith('bulk '));
      const twice = texts.length - new Set(texts).size;
      if (twice > 0) throw new Error(`${twice} comments are there twice.`);
      return texts.length;
    },
  },
  {
    name: 'An export of 42 products, 10 at a time: `exportTo(products.pages(…), …)`',
    about: { method: 'GET', path: '/rest/V1/products' },
    async run(client) {
      const sink = collect<{ readonly sku: string }>();
      const ended = await exportTo(products.pages(client, { pageSize: 10 }), sink).then(
        () => '',
        (error: unknown) => {
          if (isMagentoError(error) && error.cursor) return ` (${error.code} with a cursor)`;
          throw error;
        },
      );
      const skus = new Set(sink.items.map(({ sku }) => sku));
      const twice = sink.items.length - skus.size;
      return `${skus.size} products${twice > 0 ? `, ${twice} twice` : ''}${ended}`;
    },
  },
];
