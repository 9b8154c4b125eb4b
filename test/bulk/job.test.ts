import { describe, expect, test } from 'vitest';
import * as products from '../../generated/resources/products.js';
import { adminToken } from '../../src/auth/admin-token.js';
import { ims } from '../../src/auth/ims.js';
import { bulk, resumeJob, sendAsync } from '../../src/bulk/index.js';
import { createClient } from '../../src/core.js';
import { createMagento } from '../../src/index.js';
import { collect, losing, products as many, openShop, product, rename, sentTo } from './shop.js';

describe('a job', () => {
  test('can be followed by another process, which gets results by index and key', async () => {
    const { client, settled, sandbox } = openShop({ worker: { running: false } });
    const first = bulk(client, products.create).run(many(150), { mode: 'async' });
    await expect(settled(first.wait())).rejects.toThrow('Nothing has moved');
    const text = JSON.stringify(first);
    expect(text.length).toBeLessThan(6_000);

    sandbox.queue.start();
    const job = resumeJob(client, JSON.parse(text), { entities: true });
    const results = await settled(collect(job));
    expect(results.map(({ index }) => index).sort((a, b) => a - b)).toEqual([...Array(150).keys()]);
    expect(results[0]).toMatchObject({
      key: 'IMP-0',
      state: 'done',
      item: undefined,
      entity: { sku: 'IMP-0' },
    });
    expect(JSON.parse(JSON.stringify(job))).toMatchObject({ bulks: [] });
    expect(sentTo(sandbox, '/async/bulk/')).toHaveLength(2);
  });

  test('keeps a bulk in its handle until its results are taken', async () => {
    const { client, settled } = openShop();
    const job = bulk(client, products.create).run(many(3), { mode: 'async' });
    const results = job[Symbol.asyncIterator]();
    await settled(results.next());
    expect(job.toJSON().bulks[0]?.items).toHaveLength(2);
    await settled(results.next());
    await settled(results.next());
    expect(job.toJSON().bulks).toEqual([]);
  });

  test.each([
    [null],
    [{ version: 1 }],
    [{ version: 2, operation: 'x', bulks: [] }],
    [{ version: 1, operation: 'x', bulks: [{ uuid: 'u', items: [['0']] }] }],
  ])('does not come of %j', (handle) => {
    const { client } = openShop();
    expect(() => resumeJob(client, handle as never)).toThrow(
      expect.objectContaining({ code: 'INPUT' }),
    );
  });

  test('can be waited for after it was iterated over, and not iterated over after that', async () => {
    const { client, settled } = openShop();
    const job = bulk(client, products.create).run(many(5));
    expect(await settled(collect(job))).toHaveLength(5);
    expect(await settled(job.wait())).toMatchObject({ done: 5 });
    const other = bulk(client, products.create).run(many(5));
    await settled(other.wait());
    expect(() => other[Symbol.asyncIterator]()).toThrow('Iterate first');
  });

  test('goes on when a wait is given up', async () => {
    const { client, settled, sandbox } = openShop({ worker: { running: false } });
    const job = bulk(client, products.create).run(many(5), { mode: 'async' });
    await expect(settled(job.wait({ deadlineMs: 10_000 }))).rejects.toMatchObject({
      code: 'DEADLINE',
      stage: 'job',
    });
    const patience = new AbortController();
    const waiting = job.wait({ signal: patience.signal });
    patience.abort(new Error('enough'));
    await expect(settled(waiting)).rejects.toThrow('enough');
    sandbox.queue.start();
    expect(await settled(job.wait())).toMatchObject({ done: 5 });
  });

  test('that is stopped says of every item it has read what is known', async () => {
    const { client, settled, sandbox } = openShop({ worker: { running: false } });
    const stop = new AbortController();
    const failures: string[] = [];
    const options = {
      mode: 'async',
      parallel: 1,
      signal: stop.signal,
      onFailure: ({ state }: { readonly state: string }) => failures.push(state),
    } as const;
    const job = bulk(client, products.create).run(many(250), options);
    await expect(settled(job.wait({ deadlineMs: 5_000 }))).rejects.toThrow();
    stop.abort(new Error('stop'));
    await expect(settled(job.wait())).rejects.toThrow('stop');
    expect(new Set(failures)).toEqual(new Set(['unknown']));
    expect(job.status()).toMatchObject({ state: 'ended', read: 100, unknown: 100, done: 0 });
    sandbox.queue.start();
    expect(await settled(resumeJob(client, job.toJSON()).wait())).toMatchObject({ done: 100 });
  });

  test('stops reading and sending when its iteration is left, and ends what is on its way first', async () => {
    const { client, settled, sandbox } = openShop();
    let closed = false;
    async function* endless() {
      try {
        for (let number = 0; ; number += 1) yield product(`E-${number}`);
      } finally {
        closed = true;
      }
    }
    const job = bulk(client, products.create).run(endless(), { mode: 'direct' });
    const some = (async () => {
      for await (const { index } of job) if (index > 20) break;
    })();
    await settled(some);
    expect(job.status().state).toBe('ended');
    const sent = sandbox.requests.length;
    await settled(new Promise((resolve) => setImmediate(resolve)));
    expect(sandbox.requests.length).toBe(sent);
    expect(closed).toBe(true);
    expect(job.status().read).toBeLessThan(60);
  });

  test('reads no further than its results are taken', async () => {
    const { client, clock } = openShop();
    let read = 0;
    function* counted() {
      for (const item of many(3_000)) {
        read += 1;
        yield item;
      }
    }
    const job = bulk(client, products.create).run(counted(), { mode: 'direct' });
    for (let round = 0; round < 3_000; round += 1) await clock.advance(1);
    expect(read).toBeLessThan(1_050);
    expect(job.status().done).toBeGreaterThan(900);
  });

  test('ends with the error of its input, after the results of what was read', async () => {
    const { client, settled } = openShop();
    function* broken() {
      yield* many(3);
      throw new Error('no more rows');
    }
    const job = bulk(client, products.create).run(broken(), { mode: 'direct' });
    await expect(settled(job.wait())).rejects.toThrow('no more rows');
    expect(job.status()).toMatchObject({ read: 3, done: 3 });
  });

  test('sends what it has when its input takes its time', async () => {
    const { client, settled, sandbox, clock } = openShop();
    async function* slowly() {
      yield product('A');
      await new Promise<void>((resolve) => clock.after(60_000, resolve));
      yield product('B');
    }
    const job = bulk(client, products.create).run(slowly(), { mode: 'async' });
    expect(await settled(job.wait())).toMatchObject({ done: 2 });
    expect(sentTo(sandbox, '/async/bulk/')).toHaveLength(2);
  });

  test('is stopped by an onFailure that throws', async () => {
    const { client, settled } = openShop();
    const items = [product('A', { attribute_set_id: 9999 }), ...many(200)];
    const onFailure = () => {
      throw new Error('one is enough');
    };
    const job = bulk(client, products.create).run(items, { mode: 'direct', onFailure });
    await expect(settled(job.wait())).rejects.toThrow('one is enough');
    expect(job.status().done).toBeLessThan(50);
  });
});

describe('one operation through the queue', () => {
  test('says what came of it, with what the store saved', async () => {
    const { client, settled, sandbox } = openShop();
    const operation = await settled(
      sendAsync(client, products.update, {
        ...rename('A', 'x'),
        product: { sku: 'A', name: 'x', attribute_set_id: 4, type_id: 'simple', price: 1 },
      }),
    );
    expect(operation.uuid).toMatch(/^[0-9a-f-]{36}$/);
    expect(sentTo(sandbox, '/async/V1/products/A')[0]?.path).toBe('/rest/all/async/V1/products/A');
    expect(await settled(operation.wait())).toMatchObject({
      state: 'done',
      key: 'A',
      entity: { sku: 'A' },
    });
  });

  test('a failed one has the reason; waiting twice asks once', async () => {
    const { client, settled, sandbox } = openShop();
    const operation = await settled(
      sendAsync(client, products.create, product('A', { attribute_set_id: 9999 })),
    );
    const results = await settled(Promise.all([operation.wait(), operation.wait()]));
    expect(results[0]).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('attribute set'),
    });
    expect(results[1]).toBe(results[0]);
    expect(sentTo(sandbox, `/bulk/${operation.uuid}/`)).toHaveLength(2);
  });

  test('is not sent twice when its answer is lost', async () => {
    const { client, settled, sandbox } = openShop(
      {},
      {},
      losing(() => true),
    );
    await expect(settled(sendAsync(client, products.create, product('A')))).rejects.toMatchObject({
      code: 'NETWORK',
    });
    expect(sentTo(sandbox, '/async/V1/products')).toHaveLength(1);
  });

  test('can be waited for again after a stall', async () => {
    const { client, settled, sandbox } = openShop({ worker: { running: false } });
    const operation = await settled(sendAsync(client, products.create, product('A')));
    await expect(settled(operation.wait())).rejects.toMatchObject({ code: 'BULK_STALLED' });
    sandbox.queue.start();
    expect(await settled(operation.wait())).toMatchObject({ state: 'done' });
    const resumed = resumeJob(client, JSON.parse(JSON.stringify(operation)));
    expect(await settled(resumed.wait())).toMatchObject({ done: 1 });
  });
});

describe('what is given', () => {
  test('may be a function with its client, also on createMagento', async () => {
    const { sandbox, settled, clock } = openShop();
    const auth = adminToken(sandbox.credentials.admin);
    const magento = createMagento({ baseUrl: sandbox.url, auth, fetch: sandbox.fetch, clock });
    const job = magento.bulk(magento.products.create).run(many(3));
    expect(await settled(job.wait())).toMatchObject({ done: 3 });
    const other = bulk(magento, magento.products.delete).run([{ sku: 'IMP-0' }]);
    expect(await settled(other.wait())).toMatchObject({ done: 1 });
  });

  test('is no read, and nothing else either', () => {
    const { client } = openShop();
    for (const call of [products.get, products.iterate, () => 1, 'products.update', undefined]) {
      expect(() => bulk(client, call as never)).toThrow(expect.objectContaining({ code: 'INPUT' }));
    }
    expect(() => bulk(client, products.get as never)).toThrow('products.get only reads');
  });

  test('goes into the queue of a cloud service by its paths', async () => {
    const { sandbox, clock, settled } = openShop({ flavour: 'saas' });
    const { clientId, clientSecret } = sandbox.credentials.ims;
    const auth = ims({ clientId, clientSecret, tokenUrl: sandbox.imsTokenUrl });
    const { url: baseUrl, fetch } = sandbox;
    const client = createClient({ baseUrl, auth, fetch, clock, flavour: 'saas' });
    const job = bulk(client, products.create).run(many(3), { mode: 'async' });
    expect(await settled(job.wait())).toMatchObject({ done: 3 });
    const operation = await settled(sendAsync(client, products.delete, { sku: 'IMP-0' }));
    expect(await settled(operation.wait())).toMatchObject({ state: 'done' });
    expect(
      sentTo(sandbox, '/async/').map(({ path }) => path.split('/').slice(2).join('/')),
    ).toEqual(['V1/async/bulk/products', 'V1/async/products/IMP-0']);
  });
});
