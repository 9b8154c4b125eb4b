export {
  type IoredisClient,
  ioredisPort,
  type NodeRedisClient,
  nodeRedisPort,
  type RedisPort,
  type UpstashClient,
  upstashPort,
} from '../redis/ports.js';
export { generateSealingKey, type SealingKey, type SealingKeys } from '../sealing/key.js';
export { encryptedTokenStore } from './encrypted.js';
export {
  type KeyValuePort,
  type KeyValueTokenStoreOptions,
  keyValueTokenStore,
} from './key-value.js';
export { type MemoryTokenStoreOptions, memoryTokenStore } from './memory.js';
export { type RedisTokenStoreOptions, redisTokenStore } from './redis.js';
export type { Release, StoredToken, TokenStore } from './token-store.js';
