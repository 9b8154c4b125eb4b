/** What stores and budgets ask of Redis; make one with the adapter of your client. */
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
  /** Runs a script that Redis knows already, by its SHA-1; rejects with `NOSCRIPT` where it does not. */
  evalSha?(sha: string, keys: readonly string[], args: readonly string[]): Promise<unknown>;
  /** Listens to a channel; returns the function that stops. Only with a connection for subscriptions. */
  subscribe?(
    channel: string,
    onMessage: (message: string) => void,
  ): Promise<() => Promise<unknown>>;
}

/** The part of a node-redis client (`redis` 4 to 6) that is used. */
export interface NodeRedisClient {
  get(key: string): Promise<string | null>;
  set(key: string, value: string, options: { PX: number; NX?: true }): Promise<unknown>;
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
  evalSha(sha: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
}

/** The part of a node-redis client that is used for subscriptions. */
export interface NodeRedisSubscriber {
  subscribe(channel: string, listener: (message: string) => void): Promise<unknown>;
  unsubscribe(channel: string, listener: (message: string) => void): Promise<unknown>;
}

/** The part of an ioredis client or cluster that is used. */
export interface IoredisClient {
  get(key: string): Promise<string | null>;
  set(key: string, value: string, px: 'PX', ms: number): Promise<unknown>;
  set(key: string, value: string, px: 'PX', ms: number, nx: 'NX'): Promise<unknown>;
  eval(script: string, keyCount: number, ...keysAndArgs: string[]): Promise<unknown>;
  evalsha(sha: string, keyCount: number, ...keysAndArgs: string[]): Promise<unknown>;
}

/** The part of an ioredis client that is used for subscriptions. */
export interface IoredisSubscriber {
  readonly status: string;
  once(event: 'ready', listener: () => void): unknown;
  subscribe(channel: string): Promise<unknown>;
  unsubscribe(channel: string): Promise<unknown>;
  on(event: 'message', listener: (channel: string, message: string) => void): unknown;
  off(event: 'message', listener: (channel: string, message: string) => void): unknown;
}

/** The part of an `@upstash/redis` client that is used. */
export interface UpstashClient {
  get(key: string): Promise<unknown>;
  set(key: string, value: string, options: { px: number }): Promise<unknown>;
  set(key: string, value: string, options: { px: number; nx: true }): Promise<unknown>;
  eval(script: string, keys: string[], args: string[]): Promise<unknown>;
  evalsha?(sha: string, keys: string[], args: string[]): Promise<unknown>;
}

/** What an adapter may be given besides the client. */
export interface SubscriberOption<S> {
  /**
   * A second connection, as one that listens can do nothing else: `client.duplicate()`. Budgets use it;
   * without one they ask again and again. The caller opens and closes it.
   */
  readonly subscriber?: S;
}

/** Adapts a connected client of `redis` (node-redis). The caller opens and closes it. */
export function nodeRedisPort(
  client: NodeRedisClient,
  { subscriber }: SubscriberOption<NodeRedisSubscriber> = {},
): RedisPort {
  return {
    get: (key) => client.get(key),
    async set(key, value, { pxMs, onlyIfAbsent }) {
      const options = onlyIfAbsent ? ({ PX: pxMs, NX: true } as const) : { PX: pxMs };
      return (await client.set(key, value, options)) === 'OK';
    },
    eval: (script, keys, args) => client.eval(script, { keys: [...keys], arguments: [...args] }),
    evalSha: (sha, keys, args) => client.evalSha(sha, { keys: [...keys], arguments: [...args] }),
    ...(subscriber && {
      async subscribe(channel, onMessage) {
        await subscriber.subscribe(channel, onMessage);
        return () => subscriber.unsubscribe(channel, onMessage);
      },
    }),
  };
}

/** Adapts a client of `ioredis`. The caller opens and closes it. */
export function ioredisPort(
  client: IoredisClient,
  { subscriber }: SubscriberOption<IoredisSubscriber> = {},
): RedisPort {
  return {
    get: (key) => client.get(key),
    async set(key, value, { pxMs, onlyIfAbsent }) {
      const answer = onlyIfAbsent
        ? client.set(key, value, 'PX', pxMs, 'NX')
        : client.set(key, value, 'PX', pxMs);
      return (await answer) === 'OK';
    },
    eval: (script, keys, args) => client.eval(script, keys.length, ...keys, ...args),
    evalSha: (sha, keys, args) => client.evalsha(sha, keys.length, ...keys, ...args),
    ...(subscriber && {
      async subscribe(channel, onMessage) {
        const onAny = (from: string, message: string) => {
          if (from === channel) onMessage(message);
        };
        // While it connects it asks Redis for its state, which a connection that listens may not.
        if (subscriber.status === 'connecting' || subscriber.status === 'connect') {
          await new Promise<void>((ready) => subscriber.once('ready', ready));
        }
        subscriber.on('message', onAny);
        await subscriber.subscribe(channel);
        return async () => {
          subscriber.off('message', onAny);
          await subscriber.unsubscribe(channel);
        };
      },
    }),
  };
}

/**
 * Adapts a client of `@upstash/redis`, whether or not its `automaticDeserialization` is on. The token of
 * the Upstash database must be allowed to write and to run scripts.
 */
export function upstashPort(client: UpstashClient): RedisPort {
  const { evalsha } = client;
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
    ...(evalsha && {
      evalSha: (sha, keys, args) => evalsha.call(client, sha, [...keys], [...args]),
    }),
  };
}
