export {
  type HandshakeCode,
  HandshakeError,
  type HandshakeErrorOptions,
} from '../errors/handshake-error.js';
export { NotInstalledError } from '../errors/not-installed-error.js';
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
export { createInstallations } from './create-installations.js';
export type { InstallationsOptions } from './options.js';
export type { InstallationStore, RecordChange, RecordKind } from './store.js';
export { type MemoryInstallationStoreOptions, memoryInstallationStore } from './stores/memory.js';
export { type RedisInstallationStoreOptions, redisInstallationStore } from './stores/redis.js';
export {
  type SqlInstallationStoreOptions,
  type SqlParameter,
  type SqlQuery,
  type SqlRow,
  sqlInstallationStore,
} from './stores/sql.js';
export { installationTableSql, type SqlDialect } from './stores/sql-statements.js';
export type {
  Awaitable,
  HandshakeFailure,
  Identified,
  IdentityVisit,
  Installation,
  InstallationClientOptions,
  Installations,
  InstalledEvent,
  RemovedEvent,
} from './types.js';
