import type { CreateInput } from '../../../generated/resources/products.js';

const built = (path: string) => new URL(`../../../dist/${path}`, import.meta.url).href;
const { createClient } = (await import(built('core.js'))) as typeof import('../../../src/core.js');
const { adminToken } = (await import(
  built('auth/admin-token.js')
)) as typeof import('../../../src/auth/admin-token.js');
const { bulk } = (await import(built('bulk.js'))) as typeof import('../../../src/bulk/index.js');
const products = (await import(
  built('resources/products.js')
)) as typeof import('../../../generated/resources/products.js');

const AT_ONCE = 10;
const CHUNK = 100;
/** A queue is asked once a second at first by hand, too. */
const POLL_MS = 1_000;

/** Where to import, and as whom. */
export interface StoreAddress {
  readonly baseUrl: string;
  readonly username: string;
  readonly password: string;
}

/** Import so many products, each in its own way. */
export interface Importers {
  readonly direct: (count: number) => Promise<void>;
  /** A loop over the function of the resource. */
  readonly directByHand: (count: number) => Promise<void>;
  /** A loop over `fetch`, without anything for when things go wrong. */
  readonly directByFetch: (count: number) => Promise<void>;
  readonly async: (count: number) => Promise<void>;
  readonly asyncByHand: (count: number) => Promise<void>;
}

let made = 0;

/** Products that are new each time, so that all imports have the same to do. */
function* fresh(count: number): Generator<CreateInput> {
  for (let number = 0; number < count; number += 1) {
    made += 1;
    const sku = `BENCH-${made}`;
    yield { product: { sku, name: sku, price: 1, attribute_set_id: 4, type_id: 'simple' } };
  }
}

function* chunks<T>(items: Iterable<T>): Generator<T[]> {
  let chunk: T[] = [];
  for (const item of items) {
    chunk.push(item);
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

async function forEach<T>(items: Iterator<T>, work: (item: T) => Promise<void>): Promise<void> {
  const worker = async () => {
    for (let next = items.next(); !next.done; next = items.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** The ways to import that are compared. */
export async function importsBy({ baseUrl, username, password }: StoreAddress): Promise<Importers> {
  const client = createClient({
    baseUrl,
    auth: adminToken({ username, password }),
    budget: { target: AT_ONCE, autoRecover: false },
  });
  const login = await fetch(`${baseUrl}/rest/V1/integration/admin/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  const headers = {
    accept: 'application/json',
    authorization: `Bearer ${(await login.json()) as string}`,
    'content-type': 'application/json',
  };

  async function post(path: string, body: unknown): Promise<unknown> {
    const url = `${baseUrl}/rest/all/${path}`;
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(await answer.text());
    return answer.json();
  }

  async function whenDone(uuid: string): Promise<void> {
    while (true) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      const answer = await fetch(`${baseUrl}/rest/V1/bulk/${uuid}/status`, { headers });
      const { operations_list } = (await answer.json()) as {
        readonly operations_list: readonly { readonly status: number }[];
      };
      if (operations_list.every(({ status }) => status !== 4)) return;
    }
  }

  const importWith = async (count: number, mode: 'direct' | 'async') => {
    const { done } = await bulk(client, products.create).run(fresh(count), { mode }).wait();
    if (done !== count) throw new Error(`${done} of ${count} were imported.`);
  };

  return {
    direct: (count) => importWith(count, 'direct'),
    directByHand: (count) =>
      forEach(fresh(count), async (item) => {
        await products.create(client, item);
      }),
    directByFetch: (count) =>
      forEach(fresh(count), async (item) => {
        await post('V1/products', item);
      }),
    async: (count) => importWith(count, 'async'),
    asyncByHand: (count) =>
      forEach(chunks(fresh(count)), async (items) => {
        const { bulk_uuid } = (await post('async/bulk/V1/products', items)) as {
          readonly bulk_uuid: string;
        };
        await whenDone(bulk_uuid);
      }),
  };
}
