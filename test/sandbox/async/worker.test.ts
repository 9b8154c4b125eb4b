import { describe, expect, it } from 'vitest';
import { createSandbox, type SandboxOptions, startSandbox } from '../../../src/sandbox/index.js';
import { clockAt } from '../clock.js';
import { type BulkStore, bulkStore, newProduct, newProducts } from './bulk.js';

async function store(options: SandboxOptions = {}) {
  const clock = clockAt();
  const sandbox = createSandbox({ products: 10, clock, ...options });
  return { clock, sandbox, ...(await bulkStore(sandbox)) };
}

/** The sentence that kills a consumer: PHP asks for the product of no SKU. */
const killer = { sku: 'x', product: { name: 'no SKU' } };

/** New products in the order they were made. */
async function made({ call }: BulkStore): Promise<readonly string[]> {
  const query =
    'searchCriteria[sortOrders][0][field]=entity_id&searchCriteria[sortOrders][0][direction]=ASC';
  const { body } = await call('GET', `/V1/products?${query}&fields=items[sku]`);
  return body.items
    .map(({ sku }: { sku: string }) => sku)
    .filter((sku: string) => sku.startsWith('new-'));
}

describe('the worker', () => {
  it('is through before the next request when nothing delays it', async () => {
    const { queue, statuses, sandbox } = await store();
    const uuid = await queue('POST', '/V1/products', newProducts(3));
    expect(sandbox.queue.waiting).toBe(0);
    expect(await statuses(uuid)).toEqual([1, 1, 1]);
  });

  it('takes its time by the clock, one message after the other', async () => {
    const { queue, statuses, clock, call } = await store({ worker: { delayMs: 1000 } });
    const start = clock.now();
    const uuid = await queue('POST', '/V1/products', newProducts(3));
    expect(await statuses(uuid)).toEqual([4, 4, 4]);
    clock.pass(0.999);
    expect(await statuses(uuid)).toEqual([4, 4, 4]);
    clock.pass(0.001);
    expect(await statuses(uuid)).toEqual([1, 4, 4]);
    clock.pass(60);
    expect(await statuses(uuid)).toEqual([1, 1, 1]);
    // Done when it was due, not when somebody asked.
    const { body } = await call('GET', '/V1/products/new-2');
    expect(Date.parse(`${body.created_at}Z`) - start).toBe(3000);
  });

  it('leaves everything open while it is stopped, and can be driven by hand', async () => {
    const { queue, statuses, clock, sandbox } = await store({ worker: { running: false } });
    const uuid = await queue('POST', '/V1/products', newProducts(4));
    clock.pass(3000);
    expect(await statuses(uuid)).toEqual([4, 4, 4, 4]);
    expect(sandbox.queue.waiting).toBe(4);
    expect(sandbox.queue.process(1)).toBe(1);
    expect(await statuses(uuid)).toEqual([1, 4, 4, 4]);
    expect(sandbox.queue.process()).toBe(3);
    expect(sandbox.queue.process()).toBe(0);
    expect(await statuses(uuid)).toEqual([1, 1, 1, 1]);
  });

  it('puts back what it holds when it is stopped, and starts it again', async () => {
    const { queue, statuses, clock, sandbox } = await store({ worker: { delayMs: 1000 } });
    const uuid = await queue('POST', '/V1/products', newProducts(3));
    clock.pass(1.5);
    sandbox.queue.stop();
    clock.pass(100);
    expect(await statuses(uuid)).toEqual([1, 4, 4]);
    expect(sandbox.queue.waiting).toBe(2);
    sandbox.queue.start();
    clock.pass(0.9);
    expect(await statuses(uuid)).toEqual([1, 4, 4]);
    clock.pass(0.1);
    expect(await statuses(uuid)).toEqual([1, 1, 4]);
  });

  it('keeps the order with one consumer and loses it with several', async () => {
    const skus = newProducts(30).map((_, n) => `new-${n}`);
    for (const consumers of [1, 4]) {
      const shop = await store({ worker: { consumers } });
      await shop.queue('POST', '/V1/products', newProducts(30));
      const order = await made(shop);
      expect(order.toSorted()).toEqual(skus.toSorted());
      expect(order.join() === skus.join()).toBe(consumers === 1);
      // Nobody waits for ever.
      const late = order.map((sku, at) => at - skus.indexOf(sku));
      expect(Math.max(...late)).toBeLessThan(consumers === 1 ? 1 : 20);
    }
  });

  it('is as many times faster as it has consumers', async () => {
    const { queue, statuses, clock } = await store({ worker: { consumers: 5, delayMs: 1000 } });
    const uuid = await queue('POST', '/V1/products', newProducts(50));
    clock.pass(5);
    expect((await statuses(uuid)).filter((status) => status === 1)).toHaveLength(25);
  });

  it('does what was due under the old settings before it takes new ones', async () => {
    const { queue, statuses, clock, sandbox } = await store({ worker: { delayMs: 1000 } });
    const uuid = await queue('POST', '/V1/products', newProducts(3));
    clock.pass(1.5);
    sandbox.configure({ worker: { delayMs: 5000 } });
    clock.pass(4.9);
    expect(await statuses(uuid)).toEqual([1, 4, 4]);
    clock.pass(0.1);
    expect(await statuses(uuid)).toEqual([1, 1, 4]);
  });

  it('follows configure, and a reset forgets the queue', async () => {
    const { queue, statuses, sandbox, call } = await store({ worker: { running: false } });
    const uuid = await queue('POST', '/V1/products', newProducts(2));
    sandbox.configure({ versionPage: false });
    expect(await statuses(uuid)).toEqual([4, 4]);
    sandbox.configure({ worker: { consumers: 2 } });
    expect(sandbox.queue.consumers).toBe(2);
    expect(await statuses(uuid)).toEqual([1, 1]);
    sandbox.reset();
    expect(sandbox.queue.consumers).toBe(1);
    expect((await call('GET', `/V1/bulk/${uuid}/status`)).status).toBe(404);
  });

  it('works behind a server', async () => {
    await using running = await startSandbox({ products: 10, worker: { running: false } });
    const { queue, statuses } = await bulkStore(running);
    const uuid = await queue('POST', '/V1/products', newProducts(2));
    expect(await statuses(uuid)).toEqual([4, 4]);
    running.queue.start();
    expect(await statuses(uuid)).toEqual([1, 1]);
  });

  // Work of about two seconds; what grew with the catalogue would take minutes.
  it('works 20,000 products off in seconds', { timeout: 120_000 }, async () => {
    const { queue, call } = await store({
      webServer: { maximumBodyBytes: Number.POSITIVE_INFINITY },
    });
    const uuid = await queue('POST', '/V1/products', newProducts(20_000));
    const before = process.cpuUsage();
    const { body } = await call('GET', `/V1/bulk/${uuid}/operation-status/1`);
    expect(body).toBe(20_000);
    const { user, system } = process.cpuUsage(before);
    expect(user + system).toBeLessThan(10_000_000);
  });
});

describe('a message that kills the consumer', () => {
  it('stays open for ever and holds up the others until a restart', async () => {
    const { queue, statuses, sandbox } = await store();
    const first = await queue('PUT', '/V1/products/bySku', [killer]);
    const second = await queue('POST', '/V1/products', newProducts(2));
    expect(await statuses(first)).toEqual([4]);
    expect(await statuses(second)).toEqual([4, 4]);
    expect(sandbox.queue).toMatchObject({ consumers: 0, waiting: 2 });
    expect(sandbox.queue.process()).toBe(0);
    sandbox.queue.start();
    expect(await statuses(first)).toEqual([4]);
    expect(await statuses(second)).toEqual([1, 1]);
    expect(sandbox.queue).toMatchObject({ consumers: 1, waiting: 0 });
  });

  it('takes one of several consumers with it', async () => {
    const { queue, statuses, sandbox } = await store({ worker: { consumers: 2 } });
    const uuid = await queue('PUT', '/V1/products/bySku', [killer, ...newProducts(3)]);
    expect(await statuses(uuid)).toEqual([4, 1, 1, 1]);
    expect(sandbox.queue.consumers).toBe(1);
  });
});

describe('failures on demand', () => {
  it.each([
    ['deadlock', 2, 1213, /1213 Deadlock/],
    ['lockWait', 2, 1205, /1205 Lock wait/],
    ['connectionLost', 2, 2006, /2006 MySQL/],
    ['rejected', 5, 0, /rejected/],
  ] as const)('a %s ends with status %d and writes nothing', async (as, status, code, message) => {
    const { queue, call, sandbox } = await store();
    sandbox.queue.fail(({ route, id }) => route === 'POST /V1/products' && id === 1, { as });
    const uuid = await queue('POST', '/V1/products', newProducts(3));
    const { body } = await call('GET', `/V1/bulk/${uuid}/detailed-status`);
    expect(body.operations_list[1]).toMatchObject({
      status,
      error_code: code,
      result_message: expect.stringMatching(message),
      serialized_data: expect.stringContaining('new-1'),
    });
    expect(body.operations_list.map((one: { status: number }) => one.status)).toEqual([
      1,
      status,
      1,
    ]);
    expect((await call('GET', '/V1/products/new-1')).status).toBe(404);
  });

  it('happen once, or as often as asked', async () => {
    const { queue, statuses, sandbox } = await store();
    const again = async (): Promise<readonly number[]> =>
      statuses(await queue('POST', '/V1/products', [newProduct('new-1')]));
    sandbox.queue.fail(() => true);
    expect([await again(), await again()]).toEqual([[2], [1]]);
    sandbox.queue.fail(({ item }) => JSON.stringify(item).includes('new-1'), { times: 2 });
    expect([await again(), await again(), await again()]).toEqual([[2], [2], [1]]);
  });

  it('can kill the consumer', async () => {
    const { queue, statuses, sandbox } = await store();
    sandbox.queue.fail(() => true, { as: 'crash' });
    expect(await statuses(await queue('POST', '/V1/products', newProducts(2)))).toEqual([4, 4]);
    sandbox.queue.start();
    expect(sandbox.queue.waiting).toBe(0);
  });
});
