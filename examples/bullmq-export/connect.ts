import { Redis } from 'ioredis';
import { createMagento, fromEnv, type Magento } from '../../src/index.js';
import { createRedisBudget, ioredisPort } from '../../src/redis/index.js';
import type { Settings } from './settings.js';

/** A client whose budget is shared by all processes that connect to this store. */
export interface Connection {
  readonly magento: Magento;
  close(): Promise<void>;
}

export async function connect({ redisUrl, target, stalledMs }: Settings): Promise<Connection> {
  const redis = new Redis(redisUrl, { maxRetriesPerRequest: 1 });
  const subscriber = redis.duplicate();
  const options = fromEnv();
  const budget = await createRedisBudget({
    store: ioredisPort(redis, { subscriber }),
    key: new URL(options.baseUrl).host,
    target,
    // What a killed worker held comes back about when its job does.
    leaseMs: Math.min(10_000, stalledMs * 2),
  });
  return {
    magento: createMagento({ ...options, budget }),
    async close() {
      await budget.close();
      redis.disconnect();
      subscriber.disconnect();
    },
  };
}
