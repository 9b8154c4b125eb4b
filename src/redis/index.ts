export type { OnStoreFailure, RedisBudgetOptions } from '../budget/redis/options.js';
export { createRedisBudget, type RedisBudget } from '../budget/redis/redis-budget.js';
export type { RedisBudgetSnapshot } from '../budget/redis/snapshot.js';
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
