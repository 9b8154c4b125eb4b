// A process whose workers run one call after the other under a shared budget, and tell of each.
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'redis';
import { createRedisBudget, nodeRedisPort, type RedisPort } from '../../../../src/redis/index.js';
import type { Told, WorkerOptions } from './crew.js';

const options = JSON.parse(process.argv[2] ?? '') as WorkerOptions;
const { port, key, target, leaseMs, workers, holdMs, commandMs } = options;
const tell = (told: Told) => process.send?.(told);

const url = `redis://127.0.0.1:${port}`;
const socket = { reconnectStrategy: 100 };
const client = createClient({ url, disableOfflineQueue: true, socket });
const subscriber = client.duplicate();
for (const one of [client, subscriber]) {
  one.on('error', () => {});
  await one.connect();
}
const plain = nodeRedisPort(client, { subscriber });

let named = false;
/** The scripts learn who calls; so does the parent. */
const store: RedisPort = {
  ...plain,
  evalSha(sha, keys, args) {
    if (!named) tell({ kind: 'named', id: args[6] ?? '' });
    named = true;
    return plain.evalSha?.(sha, keys, args) ?? Promise.reject(new Error('no evalSha'));
  },
};

const budget = await createRedisBudget({
  store,
  key,
  target,
  leaseMs,
  ...(commandMs !== undefined && { commandMs }),
  autoRecover: false,
  expectedProcesses: 4,
});
budget.on('leaseLost', (change) => tell({ kind: 'leaseLost', at: Date.now(), ...change }));
budget.on('store', ({ state }) => tell({ kind: 'store', at: Date.now(), state }));
tell({ kind: 'ready' });

async function work(): Promise<void> {
  for (;;) {
    const asked = Date.now();
    try {
      await budget.run(async () => {
        tell({ kind: 'start', at: Date.now(), waitedMs: Date.now() - asked });
        await sleep(holdMs);
        tell({ kind: 'end', at: Date.now() });
      });
    } catch (error) {
      tell({ kind: 'failed', message: String(error) });
      return;
    }
  }
}

for (let started = 0; started < workers; started += 1) void work();
