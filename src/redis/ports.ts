/** What the stores ask of Redis; make one with the adapter of your client. */
export interface RedisPort {
  /** The text under a key, or null. */
  get(key: string): Promise<string | null>;
  /** Writes a text for `pxMs` whole milliseconds; answers whether it was written. */
  set(
    key: string,
    value: string,
    options: { readonly pxMs: number; readonly onlyIfAbsent?: boolean },
  ): Promise<boolean>;
  /** Runs a Lua script. */
  eval(script: string, keys: readonly string[], args: readonly string[]): Promise<unknown>;
}

/** The part of a node-redis client (`redis` 4 to 6) that is used. */
export interface NodeRedisClient {
  get(key: string): Promise<string | null>;
  set(key: string, value: string, options: { PX: number; NX?: true }): Promise<unknown>;
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
}

/** The part of an ioredis client or cluster that is used. */
export interface IoredisClient {
  get(key: string): Promise<string | null>;
  set(key: string, value: string, px: 'PX', ms: number): Promise<unknown>;
  set(key: string, value: string, px: 'PX', ms: number, nx: 'NX'): Promise<unknown>;
  eval(script: string, keyCount: number, ...keysAndArgs: string[]): Promise<unknown>;
}

/** The part of an `@upstash/redis` client that is used. */
export interface UpstashClient {
  get(key: string): Promise<unknown>;
  set(key: string, value: string, options: { px: number }): Promise<unknown>;
  set(key: string, value: string, options: { px: number; nx: true }): Promise<unknown>;
  eval(script: string, keys: string[], args: string[]): Promise<unknown>;
}

/** Adapts a connected client of `redis` (node-redis). The caller opens and closes it. */
export function nodeRedisPort(client: NodeRedisClient): RedisPort {
  return {
    get: (key) => client.get(key),
    async set(key, value, { pxMs, onlyIfAbsent }) {
      const options = onlyIfAbsent ? ({ PX: pxMs, NX: true } as const) : { PX: pxMs };
      return (await client.set(key, value, options)) === 'OK';
    },
    eval: (script, keys, args) => client.eval(script, { keys: [...keys], arguments: [...args] }),
  };
}

/** Adapts a client of `ioredis`. The caller opens and closes it. */
export function ioredisPort(client: IoredisClient): RedisPort {
  return {
    get: (key) => client.get(key),
    async set(key, value, { pxMs, onlyIfAbsent }) {
      const answer = onlyIfAbsent
        ? client.set(key, value, 'PX', pxMs, 'NX')
        : client.set(key, value, 'PX', pxMs);
      return (await answer) === 'OK';
    },
    eval: (script, keys, args) => client.eval(script, keys.length, ...keys, ...args),
  };
}

/**
 * Adapts a client of `@upstash/redis`, whether or not its `automaticDeserialization` is on. The token of
 * the Upstash database must be allowed to write and to run scripts.
 */
export function upstashPort(client: UpstashClient): RedisPort {
  return {
    async get(key) {
      const value = await client.get(key);
      // The client decodes what looks like JSON; nothing that the stores write does.
      return typeof value === 'string' ? value : null;
    },
    async set(key, value, { pxMs, onlyIfAbsent }) {
      const answer = onlyIfAbsent
        ? client.set(key, value, { px: pxMs, nx: true })
        : client.set(key, value, { px: pxMs });
      return (await answer) === 'OK';
    },
    eval: (script, keys, args) => client.eval(script, [...keys], [...args]),
  };
}
