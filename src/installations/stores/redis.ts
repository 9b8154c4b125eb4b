import { type Clock, systemClock } from '../../clock.js';
import { ConfigError } from '../../errors/config-error.js';
import type { RedisPort } from '../../redis/ports.js';
import type { InstallationStore } from '../store.js';
import { concealingChange } from './conceal-change.js';
import { GET_FIELD, LIST_FIELDS, SWAP_FIELD, SWAP_KEY } from './redis-scripts.js';

/** How a store in Redis works. */
export interface RedisInstallationStoreOptions {
  /** Comes before each key. Stores that are to share installations need the same. Default `magekit:`. */
  readonly prefix?: string;
  /** Tells how far off an end is; when it has come is by the clock of Redis. Default: the platform's clock. */
  readonly clock?: Pick<Clock, 'now'>;
}

/** Comes before each text, as some clients decode on their own what looks like JSON. */
const FORM = 'magekit:1:';
/** How the scripts say that there is nothing. */
const NOTHING = '';
const PAGE = '100';
/** About 30,000 years: no end is farther off, and every number stays a whole one. */
const LONGEST_MS = 1e15;

const entryOf = (text: string | undefined) => (text === undefined ? NOTHING : FORM + text);

function textOf(entry: unknown, where: string): string | undefined {
  if (entry === null || entry === NOTHING) return undefined;
  if (typeof entry === 'string' && entry.startsWith(FORM)) return entry.slice(FORM.length);
  throw new ConfigError(`redisInstallationStore: the key "${where}" holds something else.`, {
    hint: 'Give the store a "prefix" of its own.',
  });
}

/**
 * Keeps installations in Redis: all of them in one hash, so that they can be listed, and each activation
 * under a key of its own that Redis forgets by itself. Every command touches one key, so a cluster will
 * do. Redis must not evict keys (`maxmemory-policy noeviction`) and should write to disk, or merchants
 * will have to activate the app again.
 *
 * A Redis that fails rejects with the error of the client, from which the texts are taken out.
 *
 * @example
 * redisInstallationStore(nodeRedisPort(await createClient({ url }).connect()));
 */
export function redisInstallationStore(
  redis: RedisPort,
  options: RedisInstallationStoreOptions = {},
): InstallationStore {
  const { prefix = 'magekit:', clock = systemClock } = options;
  const hash = `${prefix}installations`;
  const keyOf = (id: string) => `${prefix}activation:${id}`;

  /** How long a record lives, in whole milliseconds; 0 for always. */
  const lifeOf = (expiresAt: number) =>
    expiresAt === Number.POSITIVE_INFINITY
      ? 0
      : Math.min(Math.ceil(expiresAt - clock.now()), LONGEST_MS);

  return {
    async get(kind, id) {
      if (kind === 'activation') return textOf(await redis.get(keyOf(id)), keyOf(id));
      return textOf(await redis.eval(GET_FIELD, [hash], [id]), hash);
    },
    async swap(change) {
      const { kind, id, from, to, expiresAt = Number.POSITIVE_INFINITY } = change;
      const life = lifeOf(expiresAt);
      const ended = expiresAt !== Number.POSITIVE_INFINITY && life <= 0;
      const args = [entryOf(from), ended ? NOTHING : entryOf(to), String(Math.max(0, life))];
      const swapped = await concealingChange(change, () =>
        kind === 'activation'
          ? redis.eval(SWAP_KEY, [keyOf(id)], args)
          : redis.eval(SWAP_FIELD, [hash], [...args, id]),
      );
      return Number(swapped) === 1;
    },
    async *installations() {
      // The same field may come twice while Redis makes room for more.
      const seen = new Set<string>();
      let cursor = '0';
      do {
        const page = await redis.eval(LIST_FIELDS, [hash], [cursor, PAGE]);
        const [next, ...fields] = Array.isArray(page) ? page.map(String) : ['0'];
        for (let i = 0; i + 1 < fields.length; i += 2) {
          const [id = '', entry] = fields.slice(i, i + 2);
          const text = seen.has(id) ? undefined : textOf(entry, hash);
          seen.add(id);
          if (text !== undefined) yield text;
        }
        cursor = next ?? '0';
      } while (cursor !== '0');
    },
  };
}
