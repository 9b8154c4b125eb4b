import { Redis } from 'ioredis';
import { createClient } from 'redis';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { ioredisPort, nodeRedisPort, type RedisPort, upstashPort } from '../../src/redis/ports.js';
import { upstashClient } from '../tokens/support/places.js';
import { type RedisServer, skipRedis, startRedisServer } from './redis-server.js';

/** A redis-server for the tests of a file, and clients that are closed with it. */
export interface UsedRedis {
  readonly server: RedisServer;
  /** A client to look at what is there. */
  readonly redis: Redis;
  /** What makes a port, by the name of its client. */
  readonly connect: Readonly<Record<string, () => RedisPort | Promise<RedisPort>>>;
}

const upstashOver = (client: Redis) =>
  upstashPort(upstashClient(([name = '', ...args]) => client.call(name, ...args)));

/** Starts a redis-server before the tests of a file, and stops it after them. */
export function useRedis(): UsedRedis {
  const closing: (() => void)[] = [];
  let server: RedisServer;
  let redis: Redis;

  const ioredis = () => {
    const client = new Redis(server.port);
    closing.push(() => client.disconnect());
    return client;
  };
  const nodeRedis = () => {
    const client = createClient({ url: server.url });
    closing.push(() => client.destroy());
    return client.connect();
  };
  beforeAll(async () => {
    if (skipRedis) return;
    server = await startRedisServer();
    redis = ioredis();
  });
  afterAll(async () => {
    for (const close of closing) close();
    await server?.stop();
  });

  return {
    get server() {
      return server;
    },
    get redis() {
      return redis;
    },
    connect: {
      'node-redis': async () => nodeRedisPort(await nodeRedis()),
      ioredis: () => ioredisPort(ioredis()),
      'a client that decodes JSON, as that of Upstash does': () => upstashOver(ioredis()),
    },
  };
}

/** The three adapters over clients that fail at once instead of waiting. */
export async function failFastPorts({
  url,
  port,
}: RedisServer): Promise<Record<string, RedisPort>> {
  const nodeRedis = createClient({ url, disableOfflineQueue: true });
  nodeRedis.on('error', () => {});
  await nodeRedis.connect();
  const ioredis = new Redis(port, { maxRetriesPerRequest: 0, retryStrategy: () => null });
  ioredis.on('error', () => {});
  onTestFinished(() => {
    nodeRedis.destroy();
    ioredis.disconnect();
  });
  return {
    'node-redis': nodeRedisPort(nodeRedis),
    ioredis: ioredisPort(ioredis),
    upstash: upstashOver(ioredis),
  };
}
