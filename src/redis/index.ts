export type { OnStoreFailure, RedisBudgetOptions } from '../budget/redis/options.js';
export { createRedisBudget } from '../budget/redis/redis-budget.js';
export type { RedisBudgetSnapshot } from '../budget/redis/snapshot.js';
export type { RedisBudget } from '../budget/redis/types.js';
export {
  type IoredisClient,
  type IoredisSubscriber,
  ioredisPort,
  type NodeRedisClient,
  type NodeRedisSubscriber,
  nodeRedisPort,
  type RedisPort,
  type SubscriberOption,
  type UpstashClient,
  upstashPort,
} from './ports.js';
