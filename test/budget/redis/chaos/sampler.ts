import { Redis } from 'ioredis';
import { budgetKeys } from '../../../../src/budget/redis/calls.js';

const LIVE = `
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
return redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. now, '+inf')`;

/** Looks at the leases again and again, from outside. */
export interface Sampler {
  readonly samples: number;
  /** Most live leases ever seen, and by how many samples. */
  readonly most: number;
  /** When each process was last seen to have a lease. */
  readonly lastSeen: ReadonlyMap<string, number>;
  /** Live leases of the latest sample. */
  readonly live: number;
  stop(): Promise<void>;
}

export function startSampler(port: number, key: string): Sampler {
  const redis = new Redis(port);
  redis.on('error', () => {});
  const lastSeen = new Map<string, number>();
  const state = { samples: 0, most: 0, live: 0, stopped: false };

  async function sample(): Promise<void> {
    while (!state.stopped) {
      const ids = (await redis.eval(LIVE, 1, budgetKeys(key)[0] ?? '')) as string[];
      state.samples += 1;
      state.live = ids.length;
      state.most = Math.max(state.most, ids.length);
      for (const id of ids) lastSeen.set(id.slice(1).split(':')[0] ?? '', Date.now());
      await new Promise((done) => setTimeout(done, 3));
    }
  }
  const sampling = sample();

  return {
    get samples() {
      return state.samples;
    },
    get most() {
      return state.most;
    },
    get live() {
      return state.live;
    },
    lastSeen,
    async stop() {
      state.stopped = true;
      await sampling;
      redis.disconnect();
    },
  };
}
