import { describe, expect, test } from 'vitest';
import * as orders from '../../generated/resources/orders.js';
import * as products from '../../generated/resources/products.js';
import { bulk } from '../../src/bulk/index.js';
import { broken, collect, losing, products as many, openShop, product, sentTo } from './shop.js';

const losingShop = (...lost: Parameters<typeof losing>) => openShop({}, {}, losing(...lost));

const comment = (text: string) => ({
  id: 1,
  statusHistory: { comment: text, is_customer_notified: 0, is_visible_on_front: 0, parent_id: 1 },
});

describe('items one by one', () => {
  test('come with what the store answered, and fail each for itself', async () => {
    const { client, settled } = openShop();
    const items = [
      product('A'),
      product('B', { attribute_set_id: 9999 }),
      product('C', { bogus: 1 }),
    ];
    const results = await settled(
      collect(bulk(client, products.create).run(items, { mode: 'direct' })),
    );
    expect(results.map(({ state }) => state).sort()).toEqual(['done', 'failed', 'failed']);
    expect(results.find(({ key }) => key === 'A')).toMatchObject({ entity: { sku: 'A' } });
    const failed = results.find(({ key }) => key === 'B');
    expect(failed).toMatchObject({ error: { status: 400, code: 'BAD_REQUEST' } });
  });

  test('go in order for one entity, and never two at once', async () => {
    let now = 0;
    let most = 0;
    const { client, settled } = openShop({}, {}, (fetch) => async (...request) => {
      const isWrite = new Request(...request).url.endsWith('/products');
      now += isWrite ? 1 : 0;
      most = Math.max(most, now);
      await new Promise((resolve) => setImmediate(resolve));
      const answer = await fetch(...request);
      now -= isWrite ? 1 : 0;
      return answer;
    });
    const items = Array.from({ length: 20 }, (_, number) =>
      product('A', { name: `name ${number}` }),
    );
    const results = await settled(collect(bulk(client, products.create).run(items)));
    expect(results.map(({ index }) => index)).toEqual(items.map((_, index) => index));
    expect(most).toBe(1);
    expect((await settled(products.get(client, { sku: 'A' }))).name).toBe('name 19');
  });

  test('that meet a deadlock are sent again', async () => {
    const { client, settled } = openShop({ deadlocks: { next: 3, as: 'sourceItem' } });
    const summary = await settled(bulk(client, products.create).run(many(5)).wait());
    expect(summary).toMatchObject({ done: 5, failed: 0 });
  });

  test('an error answer that was cut is asked for again, as its reason is missing', async () => {
    let cuts = 1;
    const cutting: Parameters<typeof openShop>[2] = (fetch) => async (input, init) => {
      const answer = await fetch(input, init);
      if (answer.status !== 400 || cuts-- <= 0) return answer;
      return new Response((await answer.text()).slice(0, 30), { status: 400 });
    };
    const { client, settled } = openShop({}, {}, cutting);
    const items = [product('A', { attribute_set_id: 9999 })];
    const [result] = await settled(collect(bulk(client, products.create).run(items)));
    expect(result).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('Invalid attribute set entity type'),
    });
  });

  test('a deletion whose answer was lost is done, though the second one finds nothing', async () => {
    // The first write creates it.
    const { client, settled } = losingShop((_, count) => count === 2);
    await settled(
      bulk(client, products.create)
        .run([product('A')])
        .wait(),
    );
    const job = bulk(client, products.delete).run([{ sku: 'A' }, { sku: 'NOPE' }]);
    const results = await settled(collect(job));
    expect(results.find(({ key }) => key === 'A')).toMatchObject({ state: 'done' });
    expect(results.find(({ key }) => key === 'NOPE')).toMatchObject({ state: 'failed' });
  });

  test('nothing more is sent after a refused right; what was not sent says so', async () => {
    const { client, settled, sandbox } = openShop(
      {},
      { auth: () => ({ authorization: 'Bearer x' }) },
    );
    const job = bulk(client, products.create).run(many(30), { parallel: 2 });
    const states: string[] = [];
    const all = (async () => {
      for await (const { state } of job) states.push(state);
    })();
    await expect(settled(all)).rejects.toThrow('Magento_Catalog::products');
    expect(new Set(states)).toEqual(new Set(['not-sent']));
    expect(sandbox.requests.length).toBeLessThan(5);
    expect(job.status()).toMatchObject({ state: 'ended', done: 0 });
  });
});

describe('what may not be sent twice', () => {
  const lostOnce = () => losingShop((path, count) => path.endsWith('/comments') && count === 1);

  test('ends as unknown when nobody can tell, and is not sent again', async () => {
    const { client, settled, sandbox } = lostOnce();
    const job = bulk(client, orders.addComment).run([comment('a'), comment('b')]);
    const results = await settled(collect(job));
    expect(results[0]).toMatchObject({
      state: 'unknown',
      message: expect.stringContaining('"verify"'),
    });
    expect(results[1]).toMatchObject({ state: 'done' });
    expect(sentTo(sandbox, '/comments')).toHaveLength(2);
  });

  test('is looked up after a while, and sent again only when it is not there', async () => {
    const { client, settled, sandbox, clock } = losingShop((_, count) => count <= 2);
    const asked: number[] = [];
    const started = clock.now();
    const job = bulk(client, orders.addComment).run([comment('a')], {
      verify: async () => {
        asked.push(clock.now() - started);
        return asked.length > 1;
      },
    });
    const [result] = await settled(collect(job));
    expect(result).toMatchObject({ state: 'done' });
    expect(sentTo(sandbox, '/comments')).toHaveLength(2);
    expect(asked[0]).toBeGreaterThanOrEqual(5_000);
  });

  test('stays unknown when the look-up fails', async () => {
    const { client, settled } = lostOnce();
    const verify = async () => {
      throw new Error('no idea');
    };
    const [result] = await settled(
      collect(bulk(client, orders.addComment).run([comment('a')], { verify })),
    );
    expect(result).toMatchObject({ state: 'unknown', message: 'no idea' });
  });

  test('is sent again after the maintenance page, behind which nothing is done', async () => {
    let pages = 3;
    const closed: Parameters<typeof openShop>[2] = (fetch) => async (input, init) => {
      const isComment = new Request(input, init).url.endsWith('/comments');
      if (!isComment || pages-- <= 0) return fetch(input, init);
      const page = '<html><title>Service Temporarily Unavailable</title>Under maintenance</html>';
      return new Response(page, { status: 503, headers: { 'content-type': 'text/html' } });
    };
    const { client, settled } = openShop({}, { retry: { soft: 0, throttled: 0 } }, closed);
    const [result] = await settled(collect(bulk(client, orders.addComment).run([comment('a')])));
    expect(result).toMatchObject({ state: 'done' });
  });

  test('is sent again after a refused connection, which cannot have done anything', async () => {
    let refusals = 3;
    const refusing: Parameters<typeof openShop>[2] = (fetch) => async (input, init) => {
      const isComment = new Request(input, init).url.endsWith('/comments');
      if (isComment && refusals-- > 0) throw broken('ECONNREFUSED');
      return fetch(input, init);
    };
    const { client, settled } = openShop({}, { retry: { soft: 0 } }, refusing);
    const [result] = await settled(collect(bulk(client, orders.addComment).run([comment('a')])));
    expect(result).toMatchObject({ state: 'done' });
  });
});
