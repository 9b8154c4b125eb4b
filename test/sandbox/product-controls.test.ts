import { describe, expect, it } from 'vitest';
import { type ArrivingRequest, createSandbox } from '../../src/sandbox/index.js';
import { adminToken, ask } from './ask.js';
import { products } from './list-url.js';

const when = new Date('2026-06-01T12:00:00Z');

async function skus(sandbox: ReturnType<typeof createSandbox>, token: string) {
  const { body } = await products(sandbox, token, { fields: 'items[sku]' });
  return body.items.map(({ sku }: { sku: string }) => sku) as string[];
}

describe('products that change without a request', () => {
  it('come, change and go', async () => {
    const sandbox = createSandbox({ products: 10 });
    const token = await adminToken(sandbox);
    const one = sandbox.products.add({ sku: 'One', price: 3, updatedAt: when });
    const other = sandbox.products.add();
    expect(other).toEqual({ id: one.id + 1, sku: `NEW-${one.id + 1}` });
    const get = (): Promise<{ body: object }> =>
      ask(sandbox, 'GET', '/V1/products/one', undefined, token);
    expect((await get()).body).toMatchObject({
      id: one.id,
      sku: 'One',
      price: 3,
      status: 1,
      created_at: '2026-06-01 12:00:00',
      updated_at: '2026-06-01 12:00:00',
      extension_attributes: { stock_item: { qty: 100, is_in_stock: true } },
    });
    const later = new Date(when.getTime() + 1500);
    sandbox.products.change('ONE', { status: 2, name: 'Other name', updatedAt: later });
    expect((await get()).body).toMatchObject({
      status: 2,
      name: 'Other name',
      price: 3,
      updated_at: '2026-06-01 12:00:01',
    });
    sandbox.products.remove('one');
    expect(await skus(sandbox, token)).not.toContain('One');
    expect(await skus(sandbox, token)).toContain(other.sku);
  });

  it('are refused when they exist already, or do not', () => {
    const sandbox = createSandbox({ products: 10, generatedProducts: 5 });
    expect(() => sandbox.products.add({ sku: '24-mb01' })).toThrow('24-mb01');
    expect(() => sandbox.products.add({ sku: 'GEN-00000005' })).toThrow('GEN-00000005');
    expect(() => sandbox.products.remove('nope')).toThrow("doesn't exist");
  });

  it('leave no trace in the log, and are gone after a reset', async () => {
    const sandbox = createSandbox({ products: 10 });
    sandbox.products.add({ sku: 'one' });
    expect(sandbox.requests).toEqual([]);
    sandbox.reset();
    expect(() => sandbox.products.remove('one')).toThrow();
  });

  it('are cheap: a keyset page of 20,000 takes less than 20 ms, the best of five', async () => {
    const sandbox = createSandbox({ products: 10 });
    for (let n = 0; n < 20_000; n++) sandbox.products.add({ updatedAt: when });
    const token = await adminToken(sandbox);
    const times: number[] = [];
    for (let n = 0; n < 5; n++) {
      const filters = [['entity_id', 'gt', String(n * 3000)]] as const;
      const start = process.cpuUsage();
      const { body } = await products(sandbox, token, {
        filters,
        sorts: ['entity_id'],
        pageSize: 100,
      });
      times.push(process.cpuUsage(start).user / 1000);
      expect(body.items).toHaveLength(100);
    }
    expect(Math.min(...times)).toBeLessThan(20);
  });
});

describe('onRequest', () => {
  it('is called before each request is answered, with its number', async () => {
    const sandbox = createSandbox({ products: 10 });
    const token = await adminToken(sandbox);
    const before = await skus(sandbox, token);
    const seen: [number, string, string][] = [];
    sandbox.configure({
      onRequest: ({ number, method, path, url }) => {
        seen.push([number, method, path]);
        expect(url).toContain('fields=items');
        if (number === 4) sandbox.products.remove('24-MB01');
      },
    });
    expect(await skus(sandbox, token)).toEqual(before);
    expect(await skus(sandbox, token)).toEqual(before.filter((sku) => sku !== '24-MB01'));
    expect(seen).toEqual([
      [3, 'GET', '/rest/V1/products'],
      [4, 'GET', '/rest/V1/products'],
    ]);
    sandbox.reset();
    expect(await skus(sandbox, await adminToken(sandbox))).toEqual(before);
    expect(seen).toHaveLength(2);
  });

  it('counts anew after a reset', async () => {
    const numbers: number[] = [];
    const onRequest = ({ number }: ArrivingRequest) => numbers.push(number);
    const sandbox = createSandbox({ products: 10, onRequest });
    await sandbox.fetch(sandbox.url);
    await sandbox.fetch(sandbox.url);
    sandbox.reset();
    await sandbox.fetch(sandbox.url);
    expect(numbers).toEqual([1, 2, 1]);
  });

  it('fails the request by what it throws', async () => {
    const refuse = (): never => {
      throw new Error('not now');
    };
    const sandbox = createSandbox({ products: 10, onRequest: refuse });
    await expect(sandbox.fetch(sandbox.url)).rejects.toThrow('not now');
    expect(sandbox.requests).toEqual([]);
  });
});
