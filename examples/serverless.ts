/**
 * A function whose host freezes it between calls, beside others of its kind: they share one budget through
 * Redis, and each gives back what it has before it returns.
 *
 *   REDIS_URL=redis://127.0.0.1:6379 npx tsx examples/serverless.ts
 */
import { createClient } from 'redis';
import { createMagento } from '../src/index.js';
import { createRedisBudget, nodeRedisPort } from '../src/redis/index.js';
import { askStore, type Store } from './support/ask-store.js';
import { heading, step } from './support/print.js';

/** What an instance makes once and keeps while it is frozen. */
async function start(store: Store, redis: Parameters<typeof nodeRedisPort>[0]) {
  const budget = await createRedisBudget({
    // No connection that listens: a frozen one would hear of leases and do nothing with them.
    store: nodeRedisPort(redis),
    key: new URL(store.baseUrl).host.replace(':', '-'),
    target: 2,
    // An instance that is thrown away in the middle of a call keeps its permits for no longer than this.
    leaseMs: 3_000,
    pollMs: 50,
  });
  return { budget, magento: createMagento({ baseUrl: store.baseUrl, auth: store.admin, budget }) };
}

type Instance = Awaited<ReturnType<typeof start>>;

/** The function itself. */
async function handler({ budget, magento }: Instance, sku: string): Promise<string> {
  try {
    const { name } = await magento.products.get({ sku });
    return `${sku} is ${name}`;
  } finally {
    // The host may freeze the instance as soon as this has returned, before Redis has heard of it.
    await budget.flush();
  }
}

const redis = createClient({ url: process.env.REDIS_URL ?? '', disableOfflineQueue: true });
redis.on('error', (error) => console.error(String(error)));
await redis.connect();
const store = await askStore();

heading('Three instances, six calls, two permits');
const instances = await Promise.all([0, 1, 2].map(() => start(store, redis)));
const calls = [...instances, ...instances].map((one) => handler(one, '24-MB01'));
for (const answer of await Promise.all(calls)) step(answer);

heading('What the budget says');
step(instances[0]?.budget.explain() ?? '');

await Promise.all(instances.map(({ budget }) => budget.close()));
await store.close();
redis.destroy();
