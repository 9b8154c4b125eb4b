import { describe, expect, it } from 'vitest';
import { createSandbox, type DeadlockOptions, type Sandbox } from '../../src/sandbox/index.js';
import { adminToken, ask } from './ask.js';
import { bulkStore, newProduct } from './async/bulk.js';

/** Statuses of a number of the same writes. */
async function writes(sandbox: Sandbox, count: number): Promise<readonly number[]> {
  const { call } = await bulkStore(sandbox);
  const statuses: number[] = [];
  for (let n = 0; n < count; n++) {
    statuses.push((await call('POST', '/V1/products', newProduct('same'))).status);
  }
  return statuses;
}

function shop(deadlocks: DeadlockOptions): Sandbox {
  return createSandbox({ products: 10, deadlocks });
}

describe('deadlocks of synchronous writes', () => {
  it('meet the next writes of a path, which then succeed', async () => {
    const sandbox = shop({ next: 2, path: '/V1/products' });
    const { call } = await bulkStore(sandbox);
    const source = { sku: '24-MB01', source_code: 'default', quantity: 1, status: 1 };
    const other = { sourceItems: [source] };
    expect((await call('POST', '/V1/inventory/source-items', other)).status).toBe(200);
    expect((await call('GET', '/V1/products/24-MB01')).status).toBe(200);
    expect(await writes(sandbox, 3)).toEqual([400, 400, 200]);
  });

  it('write nothing', async () => {
    const sandbox = shop({ next: 1 });
    await writes(sandbox, 1);
    const { call } = await bulkStore(sandbox);
    expect((await call('GET', '/V1/products/same')).status).toBe(404);
  });

  it.each([
    ['deadlock', 'Database deadlock found when trying to get lock', 1213],
    ['lockWait', 'Database lock wait timeout exceeded', 1205],
    ['connectionLost', 'Database connection error', 2006],
    ['sourceItem', 'Could not save Source Item Configuration', undefined],
  ] as const)('say what Magento says: %s', async (as, message, code) => {
    const { call } = await bulkStore(shop({ as }));
    const answer = await call('POST', '/V1/products', newProduct('a'));
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ message, ...(code !== undefined && { code }) });
  });

  it('come by a rate, the same for the same seed', async () => {
    const failed = async (): Promise<readonly number[]> => writes(shop({ rate: 0.3 }), 50);
    const first = await failed();
    const share = first.filter((status) => status === 400).length;
    expect(share).toBeGreaterThan(5);
    expect(share).toBeLessThan(27);
    expect(await failed()).toEqual(first);
  });

  it('spare logins, refused and wrong calls, and the queue', async () => {
    const sandbox = shop({});
    expect(typeof (await adminToken(sandbox))).toBe('string');
    expect((await ask(sandbox, 'POST', '/V1/products', newProduct('a'))).status).toBe(401);
    const { call, queue, statuses } = await bulkStore(sandbox);
    expect((await call('POST', '/V1/products', {})).body.message).toContain('is required');
    expect(await statuses(await queue('POST', '/V1/products', [newProduct('a')]))).toEqual([1]);
  });

  it('can be switched on, counted anew and switched off', async () => {
    const sandbox = createSandbox({ products: 10 });
    expect(await writes(sandbox, 1)).toEqual([200]);
    sandbox.configure({ deadlocks: { next: 1 } });
    expect(await writes(sandbox, 2)).toEqual([400, 200]);
    sandbox.configure({ deadlocks: { next: 1 } });
    expect(await writes(sandbox, 1)).toEqual([400]);
    sandbox.configure({ deadlocks: {} });
    sandbox.configure({ deadlocks: false });
    expect(await writes(sandbox, 1)).toEqual([200]);
  });
});
