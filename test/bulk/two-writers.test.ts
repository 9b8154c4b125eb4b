import { describe, expect, test } from 'vitest';
import * as orders from '../../generated/resources/orders.js';
import * as products from '../../generated/resources/products.js';
import { type BulkOptions, bulk } from '../../src/bulk/index.js';
import { commerce } from '../../src/commerce/index.js';
import type { Client } from '../../src/core.js';
import { losing, products as many, openShop, product, sentTo } from './shop.js';

const SKUS = Array.from({ length: 25 }, (_, number) => `IMP-${number}`);
const MODES = ['direct', 'async'] as const;

/** A shop that has the products, and whose writes fall into deadlocks now and then. */
async function busyShop(...[options, client, wire]: Parameters<typeof openShop>) {
  const shop = openShop({ seed: 7, ...options }, { retry: { soft: 8 }, ...client }, wire);
  await shop.settled(
    bulk(shop.client, products.create).run(many(SKUS.length), { mode: 'direct' }).wait(),
  );
  shop.sandbox.configure({ deadlocks: { rate: 0.25 } });
  return shop;
}

/** Changes members of all products, each of them several times; the number of the last time stays. */
function write(
  client: Client,
  rounds: number,
  members: (round: number) => object,
  mode: BulkOptions<never>['mode'],
) {
  const items = Array.from({ length: rounds }, (_, round) =>
    SKUS.map((sku) => ({ sku, product: { sku, ...members(round) } })),
  ).flat();
  return bulk(client, products.update).run(items, { mode }).wait();
}

async function readAll(client: Client) {
  const all = SKUS.map((sku) => products.get(client, { sku }));
  return (await Promise.all(all)).map(({ name, price }) => ({ name, price }));
}

describe.each(MODES)('two jobs over the same products, %s', (mode) => {
  test('with different members, both are kept', async () => {
    const { client, settled } = await busyShop();
    const both = Promise.all([
      write(client, 3, (round) => ({ name: `Name ${round}` }), mode),
      write(client, 3, (round) => ({ price: 100 + round }), mode),
    ]);
    const done = { done: 3 * SKUS.length, failed: 0, notSent: 0, unknown: 0 };
    expect(await settled(both)).toMatchObject([done, done]);
    const found = await settled(readAll(client));
    expect(found).toEqual(SKUS.map(() => ({ name: 'Name 2', price: 102 })));
  });

  test('with the same member, the last value of one of them stays, never an earlier one', async () => {
    const { client, settled } = await busyShop();
    const both = Promise.all([
      write(client, 4, (round) => ({ name: `One ${round}` }), mode),
      write(client, 4, (round) => ({ name: `Two ${round}` }), mode),
    ]);
    await settled(both);
    for (const { name } of await settled(readAll(client))) {
      expect(['One 3', 'Two 3']).toContain(name);
    }
  });

  test('one job keeps the order of each product, though answers are lost', async () => {
    const lossy = losing((_, count) => count > SKUS.length && count % 4 === 0);
    const { client, settled } = await busyShop({}, {}, lossy);
    const summary = await settled(write(client, 6, (round) => ({ name: `Name ${round}` }), mode));
    expect(summary).toMatchObject({ done: 6 * SKUS.length, unknown: 0 });
    const found = await settled(readAll(client));
    expect(found.map(({ name }) => name)).toEqual(SKUS.map(() => 'Name 5'));
  });
});

test('two that put products together touch only what they name', async () => {
  const { client, settled } = await busyShop();
  const helpers = commerce(client);
  const puts = SKUS.flatMap((sku) => [
    helpers.products.upsert({ sku, name: 'New name' }, { scope: 'all' }),
    helpers.products.upsert({ sku, price: 55 }, { scope: 'all' }),
  ]);
  await settled(Promise.all(puts));
  const found = await settled(readAll(client));
  expect(found).toEqual(SKUS.map(() => ({ name: 'New name', price: 55 })));
});

describe('a refusal', () => {
  test.each(['deadlock', 'lockWait', 'connectionLost', 'sourceItem'] as const)(
    'for a fault that passes (%s) is no refusal: the item is sent again',
    async (as) => {
      const { client, settled, sandbox } = await busyShop();
      sandbox.configure({ deadlocks: { next: 12, as } });
      const summary = await settled(write(client, 1, () => ({ name: 'Again' }), 'direct'));
      expect(summary).toMatchObject({ done: SKUS.length, failed: 0 });
      const refused = sentTo(sandbox, '/V1/products/').filter(({ status }) => status === 400);
      expect(refused).toHaveLength(12);
    },
  );

  test('for a fault of the item stays one: it is sent once', async () => {
    const { client, settled, sandbox } = await busyShop();
    sandbox.configure({ deadlocks: false });
    const bad = product('IMP-3', { attribute_set_id: 9999 });
    const before = sandbox.requests.length;
    const job = bulk(client, products.create).run([bad], { mode: 'direct' });
    expect(await settled(job.wait())).toMatchObject({ failed: 1 });
    const sent = sandbox.requests.slice(before).filter(({ path }) => path.endsWith('/products'));
    expect(sent.map(({ status }) => status)).toEqual([400]);
  });

  test('for a deadlock is one where a second sending could do harm', async () => {
    const { client, settled, sandbox } = await busyShop();
    sandbox.configure({ deadlocks: { next: 1, path: '/V1/orders/' } });
    const statusHistory = {
      comment: 'x',
      is_customer_notified: 0,
      is_visible_on_front: 0,
      parent_id: 1,
    };
    const job = bulk(client, orders.addComment).run([{ id: 1, statusHistory }]);
    const { failures } = await settled(job.wait());
    expect(failures).toMatchObject([
      { state: 'failed', message: expect.stringMatching(/deadlock/i) },
    ]);
    expect(sentTo(sandbox, '/comments')).toHaveLength(1);
  });
});
