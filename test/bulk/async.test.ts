import { describe, expect, test } from 'vitest';
import * as customers from '../../generated/resources/customers.js';
import * as products from '../../generated/resources/products.js';
import { bulk } from '../../src/bulk/index.js';
import { collect, losing, products as many, openShop, product, rename, sentTo } from './shop.js';

const byIndex = <T extends { readonly index: number }>(results: readonly T[]) =>
  [...results].sort((a, b) => a.index - b.index);

describe('items through the queue', () => {
  test('end as done, each with its bulk', async () => {
    const { client, settled, sandbox } = openShop();
    const job = bulk(client, products.create).run(many(250), { mode: 'async' });
    const results = byIndex(await settled(collect(job)));
    expect(results.map(({ state }) => state)).toEqual(Array(250).fill('done'));
    expect(results.map(({ key }) => key).slice(0, 2)).toEqual(['IMP-0', 'IMP-1']);
    expect(new Set(results.map(({ bulkUuid }) => bulkUuid)).size).toBe(3);
    const posts = sentTo(sandbox, '/async/bulk/');
    expect(posts.map(({ path }) => path)).toEqual(
      Array(3).fill('/rest/all/async/bulk/V1/products'),
    );
    const saved = await settled(products.get(client, { sku: 'IMP-249' }));
    expect(saved.name).toBe('P IMP-249');
  });

  test('fail with the reason of the store', async () => {
    const { client, settled } = openShop();
    const items = [product('A'), product('B', { attribute_set_id: 9999 }), product('C')];
    const job = bulk(client, products.create).run(items, { mode: 'async' });
    const results = byIndex(await settled(collect(job)));
    expect(results.map(({ state }) => state)).toEqual(['done', 'failed', 'done']);
    expect(results[1]).toMatchObject({
      key: 'B',
      item: items[1],
      message: 'Invalid product data: Invalid attribute set entity type',
    });
  });

  test('a chunk that is refused for one malformed item is split until that one is alone', async () => {
    const { client, settled, sandbox } = openShop();
    const items = many(20);
    items[13] = product('BAD', { bogus: 1 });
    items[5] = product('WORSE', { price: 'abc' });
    const job = bulk(client, products.create).run(items, { mode: 'async' });
    const summary = await settled(job.wait());
    expect(summary).toMatchObject({ done: 18, failed: 2, notSent: 0, unknown: 0 });
    const reasons = byIndex(summary.failures).map(({ key, message }) => [key, message]);
    expect(reasons).toEqual([
      ['WORSE', expect.stringContaining('The "abc" value\'s type is invalid')],
      ['BAD', expect.stringMatching(/Report ID|bogus/i)],
    ]);
    expect(sentTo(sandbox, '/async/bulk/').filter(({ status }) => status === 202)).not.toHaveLength(
      18,
    );
  });

  test('paths with parameters go by them, and the identifier is put into the body', async () => {
    const { client, settled, sandbox } = openShop();
    await settled(products.create(client, product('A')));
    const items = [rename('A', 'Renamed'), rename('B', 'No such')];
    const job = bulk(client, products.update).run(items, { mode: 'async' });
    const results = byIndex(await settled(collect(job)));
    expect(results[0]).toMatchObject({ state: 'done', key: 'A' });
    expect(sentTo(sandbox, '/async/bulk/V1/products/bySku')).toHaveLength(1);
    expect((await settled(products.get(client, { sku: 'A' }))).name).toBe('Renamed');
    expect(sandbox.queue.consumers).toBe(1);
  });

  test('an item with two identifiers is not sent, and says why', async () => {
    const { client, settled, sandbox } = openShop();
    const items = [{ sku: 'A', product: { sku: 'B', name: 'x' } }];
    const job = bulk(client, products.update).run(items, { mode: 'async' });
    const [result] = await settled(collect(job));
    expect(result).toMatchObject({
      state: 'not-sent',
      key: 'A',
      message: expect.stringContaining('make them equal'),
    });
    expect(sentTo(sandbox, '/async/')).toEqual([]);
  });

  test('two items of one entity are never in the queue at once, and the last one wins', async () => {
    const { client, settled, sandbox, clock } = openShop({ worker: { delayMs: 50 } });
    const items = [
      product('A', { name: 'first' }),
      product('a ', { name: 'second' }),
      product('B'),
    ];
    items.push(product('A', { name: 'third' }));
    const job = bulk(client, products.create).run(items, { mode: 'async' });
    const open = new Map<string, number>();
    const watch = setInterval(() => {
      for (const { uuid, items: list } of job.status().bulks) open.set(uuid, list.length);
    }, 0);
    const results = await settled(collect(job));
    clearInterval(watch);
    expect(results.every(({ state }) => state === 'done')).toBe(true);
    expect(sentTo(sandbox, '/async/bulk/')).toHaveLength(3);
    expect([...open.values()]).toEqual([2, 1, 1]);
    expect((await settled(products.get(client, { sku: 'A' }))).name).toBe('third');
    expect(clock.pending).toBe(0);
  });

  test('what the store saved comes with the result when asked for', async () => {
    const { client, settled, sandbox } = openShop();
    const job = bulk(client, products.create).run(many(3), { mode: 'async', entities: true });
    const [first] = byIndex(await settled(collect(job)));
    expect(first).toMatchObject({ state: 'done', entity: { sku: 'IMP-0', name: 'P IMP-0' } });
    expect(sentTo(sandbox, '/detailed-status')).toHaveLength(1);
  });

  test('what failed in passing is queued once more, and only once', async () => {
    const { client, settled, sandbox } = openShop();
    sandbox.queue.fail(({ item }) => JSON.stringify(item).includes('"IMP-1"'));
    sandbox.queue.fail(({ item }) => JSON.stringify(item).includes('"IMP-2"'), { times: 2 });
    const job = bulk(client, products.create).run(many(4), { mode: 'async' });
    const results = byIndex(await settled(collect(job)));
    expect(results.map(({ state }) => state)).toEqual(['done', 'done', 'failed', 'done']);
    expect(results[2]).toMatchObject({ message: expect.stringMatching(/deadlock/i) });
    expect(sentTo(sandbox, '/async/bulk/')).toHaveLength(2);
  });

  test('chunks have the size they are told, in items and in bytes', async () => {
    const { client, settled, sandbox } = openShop();
    const options = { mode: 'async', chunk: { items: 10 } } as const;
    await settled(bulk(client, products.create).run(many(35), options).wait());
    expect(sentTo(sandbox, '/async/bulk/')).toHaveLength(4);
    const small = { mode: 'async', chunk: { bytes: 1_000 } } as const;
    await settled(bulk(client, products.create).run(many(35), small).wait());
    expect(sentTo(sandbox, '/async/bulk/').length).toBeGreaterThan(7);
  });

  test('writes of customers go through byCustomerId and keep their scope', async () => {
    const { client, settled, sandbox } = openShop();
    const job = bulk(client, customers.update).run(
      [{ customerId: '9999', customer: { email: 'a@example.com', firstname: 'A', lastname: 'B' } }],
      { mode: 'async', store: 'default' },
    );
    const [result] = await settled(collect(job));
    expect(result).toMatchObject({
      state: 'failed',
      message: 'No such entity with customerId = 9999',
    });
    expect(sentTo(sandbox, '/async/bulk/')[0]?.path).toBe(
      '/rest/default/async/bulk/V1/customers/byCustomerId',
    );
  });
});

describe('who may follow', () => {
  test('is found out before anything is put into the queue', async () => {
    const { sandbox, settled, clock } = openShop();
    const { client } = openShop(
      {},
      { auth: { name: 'custom', caller: 'customer', authenticate: () => ({}) } },
    );
    const job = bulk(client, products.create).run(many(3), { mode: 'async', clock });
    await expect(settled(job.wait())).rejects.toThrow(
      'right "Magento_Logging::system_magento_logging_bulk_operations"',
    );
    expect(sandbox.requests).toEqual([]);
    expect(job.status()).toMatchObject({ state: 'ended', read: 0 });
  });

  test('an integration without the right gets the error that names it; auto goes without the queue', async () => {
    const { client, settled, sandbox } = openShop(
      {},
      { auth: () => ({ authorization: 'Bearer nobody' }) },
    );
    const job = bulk(client, products.create).run(many(60), { mode: 'async' });
    await expect(settled(job.wait())).rejects.toThrow('bulk_operations');
    expect(sentTo(sandbox, '/async/')).toEqual([]);
    const auto = bulk(client, products.create).run(many(60));
    await expect(settled(auto.wait())).rejects.toThrow('Magento_Catalog::products');
    expect(auto.status().mode).toBe('direct');
  });

  test.each([
    [49, 'direct'],
    [50, 'async'],
  ])('auto sends %i items %s', async (count, mode) => {
    const { client, settled } = openShop();
    const job = bulk(client, products.create).run(many(count));
    expect(await settled(job.wait())).toMatchObject({ done: count, failed: 0 });
    expect(job.status()).toMatchObject({ mode, read: count });
  });
});

describe('a queue that stands still', () => {
  test('ends the wait with its likely cause, and the job goes on when somebody waits again', async () => {
    const { client, settled, sandbox, clock } = openShop({ worker: { running: false } });
    const started = clock.now();
    const job = bulk(client, products.create).run(many(120));
    await expect(settled(job.wait())).rejects.toMatchObject({
      code: 'BULK_STALLED',
      message: expect.stringMatching(
        /for 5 minutes; 2 bulks.*async\.operations\.all.*cron.*mode: "direct"/s,
      ),
    });
    expect(clock.now() - started).toBeLessThan(330_000);
    expect(job.status()).toMatchObject({ state: 'stalled', done: 0, mode: 'async' });
    expect(sentTo(sandbox, '/async/bulk/')).toHaveLength(2);
    sandbox.queue.start();
    expect(await settled(job.wait())).toMatchObject({ done: 120 });
    expect(sentTo(sandbox, '/async/bulk/')).toHaveLength(2);
  });

  test('is asked ever less often', async () => {
    const { client, settled, sandbox } = openShop({ worker: { running: false } });
    const job = bulk(client, products.create).run(many(3), { mode: 'async' });
    await expect(settled(job.wait())).rejects.toThrow('Nothing has moved');
    const asked = sentTo(sandbox, '/status').length;
    expect(asked).toBeGreaterThan(20);
    expect(asked).toBeLessThan(30);
  });
});

describe('asking for the state of a bulk', () => {
  /** A shop whose answers about bulks are replaced, from the first on, so often. */
  const asked = (times: number, status: number) => {
    let left = times;
    return openShop({}, { retry: { soft: 0, throttled: 0 } }, (fetch) => async (input, init) => {
      if (!String(input).includes('/status') || left-- <= 0) return fetch(input, init);
      return Response.json(
        { message: 'Bulk uuid %bulkUuid not exist', parameters: { bulkUuid: 'x' } },
        { status },
      );
    });
  };

  test.each([502, 500, 404])('goes on after answers of %i', async (status) => {
    const { client, settled } = asked(2, status);
    const job = bulk(client, products.create).run(many(3), { mode: 'async' });
    expect(await settled(job.wait())).toMatchObject({ done: 3 });
  });

  test.each([
    [404, 'not exist'],
    [401, 'not exist'],
  ])(
    'ends as unknown when the store answers %i for good; the handle keeps what is open',
    async (status, message) => {
      const { client, settled } = asked(Number.POSITIVE_INFINITY, status);
      const job = bulk(client, products.create).run(many(3), { mode: 'async' });
      const { unknown, failures } = await settled(job.wait());
      expect(unknown).toBe(3);
      expect(failures[0]).toMatchObject({
        state: 'unknown',
        message: expect.stringContaining(message),
      });
      expect(job.toJSON().bulks[0]?.items).toHaveLength(3);
    },
  );

  test('waits in the band for bulks', async () => {
    const { client, settled } = openShop();
    const bands: (string | undefined)[] = [];
    const { run } = client.budget;
    const budget = {
      ...client.budget,
      run: ((task, options) => {
        bands.push(options?.priority);
        return run(task, options);
      }) as typeof run,
    };
    const other = openShop({}, { budget });
    await other.settled(bulk(other.client, products.create).run(many(3), { mode: 'async' }).wait());
    expect(bands.at(-1)).toBe('bulk');
    expect(bands[0]).toBeUndefined();
    await settled(Promise.resolve());
  });
});

test('a chunk whose answer was lost is sent again when that does no harm', async () => {
  const { client, settled, sandbox } = openShop(
    {},
    { retry: { soft: 0 } },
    losing((_, count) => count <= 2),
  );
  const job = bulk(client, products.create).run(many(3), { mode: 'async' });
  expect(await settled(job.wait())).toMatchObject({ done: 3 });
  expect(sentTo(sandbox, '/async/bulk/')).toHaveLength(3);
});

test('a deletion that was queued twice and found nothing is not called failed', async () => {
  const { client, settled } = openShop(
    {},
    {},
    losing((path, count) => path.includes('bySku') && count === 2),
  );
  await settled(products.create(client, product('A')));
  const job = bulk(client, products.delete).run([{ sku: 'A' }], { mode: 'async' });
  const [result] = await settled(collect(job));
  expect(result).toMatchObject({
    state: 'unknown',
    message: expect.stringContaining("doesn't exist"),
  });
});

test("an answer that names no bulk is nobody's success", async () => {
  const { client, settled } = openShop(
    {},
    {},
    (fetch) => async (input, init) =>
      String(input).includes('/async/bulk/')
        ? Response.json({}, { status: 202 })
        : fetch(input, init),
  );
  const job = bulk(client, products.create).run(many(2), { mode: 'async' });
  expect(await settled(job.wait())).toMatchObject({ done: 0, unknown: 2 });
});
