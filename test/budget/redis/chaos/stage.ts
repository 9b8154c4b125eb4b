import { setTimeout as sleep } from 'node:timers/promises';
import { startRedisServer } from '../../../support/redis-server.js';
import { type Crew, createCrew, type WorkerOptions } from './crew.js';

/** Permits of every scenario. */
export const LIMIT = 6;
export const LEASE_MS = 2_000;
export const KEY = 'chaos';

/** A Redis, and the processes that share a budget through it. */
export interface Stage {
  readonly crew: Crew;
  readonly port: number;
  /** Kills Redis and starts it again, empty, after a while. */
  restartRedis(afterMs: number): Promise<void>;
}

/** Waits until something is so. @throws Error that names it, after `longestMs` */
export async function until(isSo: () => boolean, what: string, longestMs = 20_000): Promise<void> {
  for (const end = Date.now() + longestMs; !isSo(); await sleep(5)) {
    if (Date.now() > end) throw new Error(`It took too long until ${what}.`);
  }
}

/** Starts processes, plays a scenario when all are ready, and ends everything. */
export async function onStage<T>(
  processes: number,
  options: Partial<WorkerOptions>,
  play: (stage: Stage) => Promise<T>,
): Promise<T> {
  let server = await startRedisServer();
  const { port } = server;
  const common = { key: KEY, target: LIMIT, leaseMs: LEASE_MS, workers: 8, holdMs: 25 };
  const crew = createCrew({ ...common, ...options, port });
  try {
    for (let hired = 0; hired < processes; hired += 1) crew.hire();
    await until(() => crew.told('ready').length === processes, 'every process is ready');
    return await play({
      crew,
      port,
      async restartRedis(afterMs) {
        await server.stop();
        await sleep(afterMs);
        server = await startRedisServer(port);
      },
    });
  } finally {
    await crew.end();
    await server.stop();
  }
}
