import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { LeaseLoss } from '../../../../src/budget/types.js';
import type { Crew } from './crew.js';
import { startSampler } from './sampler.js';
import { KEY, LEASE_MS, LIMIT, onStage, until } from './stage.js';

/** What became of {@link kills}. */
export interface Killed extends Loss {
  readonly killed: number;
  readonly turnsPerSecond: number;
  readonly samples: number;
  /** Most live leases in any sample. */
  readonly mostLeases: number;
  /** Longest time that a lease was seen after its process was killed. */
  readonly longestOutlivedMs: number;
  readonly failed: number;
}

/** Four processes of eight workers, one of which is killed and replaced every 0.7 s; in the end all are. */
export function kills(seconds: number): Promise<Killed> {
  return onStage(4, {}, async ({ crew, port }) => {
    const living = () => crew.workers.filter(({ killedAt }) => killedAt === undefined);
    const sampler = startSampler(port, KEY);
    const began = Date.now();
    while (Date.now() - began < seconds * 1000) {
      await sleep(700);
      const candidates = living();
      candidates[Math.floor(Math.random() * candidates.length)]?.signal('SIGKILL');
      crew.hire();
    }
    const turns = crew.told('end').length;
    for (const worker of living()) worker.signal('SIGKILL');
    await sleep(LEASE_MS + 1_500);
    await sampler.stop();
    const outlived = crew.workers.map(({ id = '', killedAt = 0 }) =>
      Math.max(0, (sampler.lastSeen.get(id) ?? 0) - killedAt),
    );
    return {
      killed: crew.workers.length,
      turnsPerSecond: Math.round(turns / seconds),
      samples: sampler.samples,
      mostLeases: sampler.most,
      longestOutlivedMs: Math.max(...outlived),
      failed: crew.told('failed').length,
      ...lossOf(crew),
    };
  });
}

/** Leases that were lost, as the processes reported it. */
export interface Loss {
  readonly lost: number;
  readonly causes: readonly LeaseLoss[];
}

function lossOf(crew: Crew): Loss {
  const reports = crew.told('leaseLost');
  return {
    lost: reports.reduce((sum, { count }) => sum + count, 0),
    causes: [...new Set(reports.map(({ cause }) => cause))],
  };
}

/** A process that holds every permit stands still for longer than a lease lasts. */
export function freeze(): Promise<Loss & { readonly servedAfterMs: number }> {
  return onStage(1, { workers: LIMIT, holdMs: 400 }, async ({ crew }) => {
    const [frozen] = crew.workers;
    await until(() => frozen?.running === LIMIT, 'it holds every permit');
    frozen?.signal('SIGSTOP');
    const stoppedAt = Date.now();
    const other = crew.hire();
    await until(() => other.running > 0, 'the other process is served');
    const servedAfterMs = Date.now() - stoppedAt;
    await sleep(Math.max(0, LEASE_MS + 500 - servedAfterMs));
    frozen?.signal('SIGCONT');
    await until(() => crew.told('leaseLost').length > 0, 'the loss is reported');
    return { servedAfterMs, ...lossOf(crew) };
  });
}

/** What became of {@link restart}. */
export interface Restarted extends Loss {
  /** Most calls that ran at once, ever. */
  readonly mostEver: number;
  /** Most that ran at once in the last seconds. */
  readonly mostAfterwards: number;
  /** When the last process trusted Redis again. */
  readonly backAfterMs: number;
  readonly turnsAfter: number;
  readonly failed: number;
}

/** Redis is killed while long calls run, is away for a second and comes back empty. */
export function restart(): Promise<Restarted> {
  return onStage(4, { workers: 4, holdMs: 2_500, commandMs: 500 }, async (stage) => {
    const { crew } = stage;
    const running = () => crew.workers.reduce((sum, one) => sum + one.running, 0);
    await until(() => running() === LIMIT, 'every permit is used');
    await stage.restartRedis(1_000);
    const startedAt = Date.now();
    const back = () => crew.told('store').filter(({ state }) => state === 'shared').length;
    await until(() => back() === 4, 'every process is back');
    const backAfterMs = Date.now() - startedAt;
    // Calls that had begun without Redis end in between.
    await sleep(2_500);
    let mostAfterwards = 0;
    for (const end = Date.now() + 2_000; Date.now() < end; await sleep(5)) {
      mostAfterwards = Math.max(mostAfterwards, running());
    }
    return {
      mostEver: crew.most,
      mostAfterwards,
      backAfterMs,
      turnsAfter: crew.told('end').filter(({ at }) => at > startedAt).length,
      failed: crew.told('failed').length,
      ...lossOf(crew),
    };
  });
}

/** What became of {@link deafness}. */
export interface Deaf {
  readonly waits: number;
  readonly longestWaitMs: number;
}

/** Connections that listen are cut again and again, so that no message arrives. */
export function deafness(seconds: number): Promise<Deaf> {
  return onStage(2, { target: 1, workers: 1, holdMs: 40 }, async ({ crew, port }) => {
    const redis = new Redis(port);
    const began = Date.now();
    while (Date.now() - began < seconds * 1000) {
      await redis.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
      await sleep(10);
    }
    redis.disconnect();
    const waits = crew
      .told('start')
      .filter(({ at }) => at > began)
      .map(({ waitedMs }) => waitedMs);
    return { waits: waits.length, longestWaitMs: Math.max(...waits) };
  });
}
