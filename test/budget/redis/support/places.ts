import { Redis } from 'ioredis';
import { createClient } from 'redis';
import {
  createRedisBudget,
  ioredisPort,
  nodeRedisPort,
  type RedisBudget,
  type RedisBudgetOptions,
  type RedisPort,
  upstashPort,
} from '../../../../src/redis/index.js';
import type { RedisServer } from '../../../support/redis-server.js';
import { upstashClient } from '../../../tokens/support/places.js';

/** A port with its connections. */
export interface Place {
  readonly port: RedisPort;
  /** Resolves when Redis has answered everything that was sent before. */
  answered(): Promise<void>;
  close(): void;
}

export async function nodeRedisPlace({ url }: RedisServer): Promise<Place> {
  const client = createClient({ url, disableOfflineQueue: true });
  const subscriber = client.duplicate();
  for (const one of [client, subscriber]) {
    one.on('error', () => {});
    await one.connect();
  }
  return {
    port: nodeRedisPort(client, { subscriber }),
    answered: async () => void (await client.ping()),
    close() {
      for (const one of [client, subscriber]) if (one.isOpen) one.destroy();
    },
  };
}

export async function ioredisPlace({ port }: RedisServer): Promise<Place> {
  const client = new Redis(port, { maxRetriesPerRequest: 0, retryStrategy: () => 100 });
  const subscriber = client.duplicate();
  for (const one of [client, subscriber]) one.on('error', () => {});
  return {
    port: ioredisPort(client, { subscriber }),
    answered: async () => void (await client.ping()),
    close() {
      client.disconnect();
      subscriber.disconnect();
    },
  };
}

/** A client over REST: no subscriptions, and answers decoded as JSON where that works. */
export async function upstashPlace({ port }: RedisServer): Promise<Place> {
  const client = new Redis(port, { maxRetriesPerRequest: 0, retryStrategy: () => 100 });
  client.on('error', () => {});
  const send = ([name = '', ...args]: readonly string[]) => client.call(name, ...args);
  return {
    port: upstashPort(upstashClient(send)),
    answered: async () => void (await client.ping()),
    close: () => client.disconnect(),
  };
}

export const places: Readonly<Record<string, (server: RedisServer) => Promise<Place>>> = {
  'node-redis': nodeRedisPlace,
  ioredis: ioredisPlace,
  upstash: upstashPlace,
};

/** Opens budgets and closes them, with their connections, at the end. */
export interface Opener {
  open(options?: Partial<RedisBudgetOptions>, place?: Place): Promise<RedisBudget>;
  place(kind?: string): Promise<Place>;
  close(): Promise<void>;
}

export function createOpener(server: () => RedisServer): Opener {
  const budgets: RedisBudget[] = [];
  const opened: Place[] = [];

  async function place(kind = 'node-redis'): Promise<Place> {
    const made = await (places[kind] ?? nodeRedisPlace)(server());
    opened.push(made);
    return made;
  }

  return {
    place,
    async open(options = {}, given) {
      const { port } = given ?? (await place());
      const budget = await createRedisBudget({
        store: port,
        key: 'shop',
        random: () => 0,
        ...options,
      });
      budgets.push(budget);
      return budget;
    },
    async close() {
      await Promise.all(budgets.splice(0).map((budget) => budget.close()));
      for (const one of opened.splice(0)) one.close();
    },
  };
}
