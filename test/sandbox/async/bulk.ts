import type { Sandbox } from '../../../src/sandbox/index.js';
import { type Answer, adminToken, ask } from '../ask.js';

/** Talks to a sandbox as an administrator. */
export interface BulkStore {
  call(method: string, path: string, body?: unknown): Promise<Answer>;
  /** Queues a bulk; its UUID. */
  queue(method: string, path: string, items: readonly unknown[]): Promise<string>;
  /** Statuses of a bulk's operations, in order. */
  statuses(uuid: string): Promise<readonly number[]>;
}

/** Logs in once. */
export async function bulkStore(sandbox: Sandbox): Promise<BulkStore> {
  const token = await adminToken(sandbox);
  const call: BulkStore['call'] = (method, path, body) => ask(sandbox, method, path, body, token);
  return {
    call,
    queue: async (method, path, items) => {
      const { status, body } = await call(method, `/async/bulk${path}`, items);
      if (status !== 202) throw new Error(`${status} ${JSON.stringify(body)}`);
      return body.bulk_uuid;
    },
    statuses: async (uuid) => {
      const { body } = await call('GET', `/V1/bulk/${uuid}/status`);
      return body.operations_list.map(({ status }: { status: number }) => status);
    },
  };
}

/** A new product as an item. */
export function newProduct(sku: string): object {
  return { product: { sku, name: `Product ${sku}`, attribute_set_id: 4, price: 1 } };
}

/** New products as items. */
export function newProducts(count: number): readonly object[] {
  return Array.from({ length: count }, (_, n) => newProduct(`new-${n}`));
}
