import type { CreateInput } from '../../../generated/resources/products.js';

const built = (path: string) => new URL(`../../../dist/${path}`, import.meta.url).href;
const { createClient } = (await import(built('core.js'))) as typeof import('../../../src/core.js');
const { bulk } = (await import(built('bulk.js'))) as typeof import('../../../src/bulk/index.js');
const products = (await import(
  built('resources/products.js')
)) as typeof import('../../../generated/resources/products.js');

/** A store in this process that takes everything and forgets it; its queue is always finished. */
async function answer(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const url = String(input);
  if (url.includes('/status')) {
    const operations_list = Array.from({ length: 100 }, (_, id) => ({ id, status: 1 }));
    return Response.json({ operations_list, operation_count: 100 });
  }
  if (url.includes('/V1/bulk?')) return Response.json({ items: [], total_count: 0 });
  if (!url.includes('/async/')) return Response.json({ id: 1 });
  const { length } = JSON.parse(String(init?.body)) as readonly unknown[];
  const request_items = Array.from({ length }, (_, id) => ({ id, status: 'accepted' }));
  return Response.json({ bulk_uuid: crypto.randomUUID(), request_items }, { status: 202 });
}

/** Waits are over at once, as only memory matters here. */
const hasty = {
  now: () => Date.now(),
  after(_: number, callback: () => void) {
    const timer = setTimeout(callback, 1);
    return () => clearTimeout(timer);
  },
};

/** Bytes in use when nothing is left to collect. */
function usedBytes(): number {
  const { gc } = globalThis;
  if (gc === undefined) throw new Error('run it with node --expose-gc');
  gc();
  gc();
  return process.memoryUsage().heapUsed;
}

/** Bytes in use when nine tenths of a stream of products are imported, half a kilobyte each. */
export async function heapAfter(mode: 'async' | 'direct', count: number): Promise<number> {
  let used = 0;
  async function* stream(): AsyncGenerator<CreateInput> {
    for (let number = 0; number < count; number += 1) {
      if (number === Math.floor(count * 0.9)) used = usedBytes();
      const sku = `STREAM-${number}`;
      const name = `${sku} ${'x'.repeat(500)}`;
      yield { product: { sku, name, price: 1, attribute_set_id: 4, type_id: 'simple' } };
    }
  }
  const auth = { name: 'none', caller: 'admin', authenticate: () => ({}) } as const;
  const client = createClient({ baseUrl: 'http://localhost', auth, fetch: answer });
  const { done } = await bulk(client, products.create).run(stream(), { mode, clock: hasty }).wait();
  if (done !== count) throw new Error(`${done} of ${count} were imported.`);
  return used;
}
