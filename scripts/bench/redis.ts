// What sharing a budget through Redis costs, beside redis-semaphore with the poll it has by default and with
// its shortest: 2 × 50 workers want 10 permits for 20 ms each, over two connections. Rounds take turns. Fails
// when a ratio is past its bound.
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { Semaphore } from 'redis-semaphore';
import { startRedisServer } from '../../test/support/redis-server.js';
import { report } from './report.js';
import { median, medianRatio } from './statistics.js';

const LIMIT = 10;
const WORKERS = 50;
const HOLD_MS = 20;
const ROUND_MS = 4_000;
const ROUNDS = 3;
const POLLS_MS = [10, 1];

const built = new URL('../../dist/redis.js', import.meta.url).href;
const { createRedisBudget, ioredisPort } = (await import(
  built
)) as typeof import('../../src/redis/index.js');
type RedisPort = ReturnType<typeof ioredisPort>;

const server = await startRedisServer();

/** One way to share permits: how a worker of a process takes one and gives it back. */
interface Subject {
  turn(process: number, task: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

const trips = { count: 0 };

/** The same port, with its round trips counted. */
function counted(port: RedisPort): RedisPort {
  const { evalSha } = port;
  return {
    ...port,
    ...(evalSha && {
      evalSha(sha, keys, args) {
        trips.count += 1;
        return evalSha(sha, keys, args);
      },
    }),
  };
}

async function magekit(): Promise<Subject> {
  const clients = [0, 1].map(() => new Redis(server.port));
  const subscribers = clients.map((client) => client.duplicate());
  const budgets = await Promise.all(
    clients.map((client, process) => {
      const subscriber = subscribers[process];
      const store = counted(ioredisPort(client, subscriber && { subscriber }));
      return createRedisBudget({ store, key: 'bench', target: LIMIT, autoRecover: false });
    }),
  );
  return {
    turn: async (process, task) => budgets[process]?.run(task),
    async close() {
      await Promise.all(budgets.map((budget) => budget.close()));
      for (const client of [...clients, ...subscribers]) client.disconnect();
    },
  };
}

async function redisSemaphore(retryInterval: number): Promise<Subject> {
  const clients = [0, 1].map(() => new Redis(server.port));
  return {
    async turn(process, task) {
      const client = clients[process];
      if (!client) return;
      const options = { lockTimeout: 10_000, acquireTimeout: 60_000, retryInterval };
      const semaphore = new Semaphore(client, 'bench', LIMIT, options);
      await semaphore.acquire();
      try {
        await task();
      } finally {
        await semaphore.release();
      }
    },
    async close() {
      for (const client of clients) client.disconnect();
    },
  };
}

interface Round {
  readonly turns: number;
  readonly turnsPerSecond: number;
  readonly longestWaitMs: number;
  readonly commandsPerTurn: number;
  readonly most: number;
}

async function play(make: () => Promise<Subject>): Promise<Round> {
  const subject = await make();
  const watch = new Redis(server.port);
  await watch.config('RESETSTAT');
  let turns = 0;
  let running = 0;
  let most = 0;
  let longestWaitMs = 0;
  const began = performance.now();
  const isOver = () => performance.now() - began > ROUND_MS;

  async function work(process: number): Promise<void> {
    while (!isOver()) {
      const asked = performance.now();
      await subject.turn(process, async () => {
        longestWaitMs = Math.max(longestWaitMs, performance.now() - asked);
        running += 1;
        most = Math.max(most, running);
        await sleep(HOLD_MS);
        running -= 1;
        turns += 1;
      });
    }
  }
  const workers = [0, 1].flatMap((process) => Array.from({ length: WORKERS }, () => work(process)));
  await Promise.all(workers);
  const seconds = (performance.now() - began) / 1000;
  const stats = await watch.info('commandstats');
  const commands = [...stats.matchAll(/calls=(\d+)/g)].reduce((sum, [, n]) => sum + Number(n), 0);
  watch.disconnect();
  await subject.close();
  return {
    turns,
    turnsPerSecond: turns / seconds,
    longestWaitMs,
    commandsPerTurn: commands / turns,
    most,
  };
}

/** Round trips of one process whose permits are free when it asks. */
async function tripsPerRequest(): Promise<number> {
  const subject = await magekit();
  await subject.turn(0, async () => undefined);
  await sleep(50);
  trips.count = 0;
  for (let done = 0; done < 200; done += 1) await subject.turn(0, async () => undefined);
  await subject.close();
  return trips.count / 200;
}

const ours: Round[] = [];
const theirs = POLLS_MS.map((poll) => ({ poll, rounds: [] as Round[] }));
const oursTrips: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  trips.count = 0;
  const own = await play(magekit);
  ours.push(own);
  oursTrips.push(trips.count / own.turns);
  for (const { poll, rounds } of theirs) rounds.push(await play(() => redisSemaphore(poll)));
}
const free = await tripsPerRequest();
await server.stop();

const of = (rounds: readonly Round[], figure: keyof Round) => rounds.map((round) => round[figure]);
const middle = (rounds: readonly Round[], figure: keyof Round, digits = 0) =>
  median(of(rounds, figure)).toFixed(digits);

report(`2 × ${WORKERS} workers, ${LIMIT} permits, ${HOLD_MS} ms each, median of ${ROUNDS} rounds`, [
  ...theirs.flatMap(({ poll, rounds }) => [
    {
      name: 'time per turn',
      value: medianRatio(of(rounds, 'turnsPerSecond'), of(ours, 'turnsPerSecond')),
      unit: `× redis-semaphore (${poll} ms)`,
      ceiling: 1 / 0.8,
      note: `${middle(ours, 'turnsPerSecond')} to ${middle(rounds, 'turnsPerSecond')} turns/s`,
    },
    {
      name: 'longest wait',
      value: medianRatio(of(ours, 'longestWaitMs'), of(rounds, 'longestWaitMs')),
      unit: `× redis-semaphore (${poll} ms)`,
      ceiling: 0.2,
      note: `${middle(ours, 'longestWaitMs')} to ${middle(rounds, 'longestWaitMs')} ms`,
    },
    {
      name: 'commands in Redis per turn',
      value: medianRatio(of(ours, 'commandsPerTurn'), of(rounds, 'commandsPerTurn')),
      unit: `× redis-semaphore (${poll} ms)`,
      note: `${middle(ours, 'commandsPerTurn')} to ${middle(rounds, 'commandsPerTurn')}`,
    },
  ]),
  { name: 'round trips per request, permits free', value: free, unit: '', ceiling: 2 },
  { name: 'round trips per request, all wait', value: median(oursTrips), unit: '', ceiling: 2.1 },
  {
    name: 'permits in use at most',
    value: Math.max(...of(ours, 'most')),
    unit: '',
    ceiling: LIMIT,
  },
]);
