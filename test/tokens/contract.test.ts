import type { Clock } from '../../src/clock.js';
import { fileTokenStore } from '../../src/tokens/file.js';
import {
  encryptedTokenStore,
  generateSealingKey,
  keyValueTokenStore,
  memoryTokenStore,
  type RedisPort,
  redisTokenStore,
  type TokenStore,
} from '../../src/tokens/index.js';
import { useRedis } from '../support/redis-clients.js';
import { skipRedis } from '../support/redis-server.js';
import { describeTokenStore, type StoreSubject } from './support/contract.js';
import { temporaryFolder } from './support/places.js';

const redis = useRedis();

/** Two stores over one place that `make` opens anew each time. */
const twice = (make: () => TokenStore) => [make(), make()] as const;

async function openFile(clock: Clock) {
  const directory = temporaryFolder();
  return twice(() => fileTokenStore({ directory, clock }));
}

function openRedis(connect: () => RedisPort | Promise<RedisPort>) {
  return async (clock: Clock) => {
    const prefix = `${crypto.randomUUID()}:`;
    const ports = [await connect(), await connect()] as const;
    const [store, peer] = ports.map((port) => redisTokenStore(port, { prefix, clock }));
    return [store, peer] as readonly [TokenStore, TokenStore];
  };
}

async function openMap(clock: Clock, withLock = false) {
  const map = new Map<string, string>();
  const locks = memoryTokenStore({ clock });
  const service = {
    get: async (key: string) => map.get(key) ?? null,
    set: async (key: string, value: string) => map.set(key, value),
    delete: async (key: string) => map.delete(key),
  };
  const lock = withLock ? locks.lock : undefined;
  return twice(() => keyValueTokenStore(service, { clock, ...(lock && { lock }) }));
}

const plain: readonly StoreSubject[] = [
  {
    name: 'memory',
    async open(clock) {
      const store = memoryTokenStore({ clock });
      return [store, store];
    },
    locks: true,
    atomic: true,
  },
  { name: 'file', open: openFile, locks: true, atomic: true },
  ...Object.entries(redis.connect).map(([client, connect]) => ({
    name: `Redis through ${client}`,
    open: openRedis(connect),
    locks: true,
    atomic: true,
    foreignClock: true,
  })),
  { name: 'key-value over a Map', open: openMap, locks: false, atomic: false },
  {
    name: 'key-value with a lock',
    open: (clock) => openMap(clock, true),
    locks: true,
    atomic: false,
  },
];

const encrypted = plain.map((subject): StoreSubject => {
  const key = generateSealingKey();
  return {
    ...subject,
    name: `${subject.name}, encrypted`,
    async open(clock) {
      const [store, peer] = await subject.open(clock);
      return [encryptedTokenStore(store, key), encryptedTokenStore(peer, key)];
    },
  };
});

for (const subject of [...plain, ...encrypted]) {
  if (!skipRedis || !subject.name.startsWith('Redis')) describeTokenStore(subject);
}
