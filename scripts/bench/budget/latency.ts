import { demands } from './demands.js';
import type { LatencyOptions, LatencyResult } from './latency-run.js';
import { runAll } from './pool.js';
import { percent, printTable } from './print.js';
import { measureRecovery, type Recovery, type RecoveryOptions } from './recovery.js';

const LEVELS = [1, 2, 3, 4, 6, 8, 10] as const;
const SEEDS = [1, 2, 3, 4, 5] as const;
const SECONDS = 240;
const SHORTER = 120;

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function runs(speed: number): LatencyOptions[] {
  return [
    ...LEVELS.flatMap((limiter) =>
      [1, 2].map((seed) => ({ limiter, seed, seconds: SHORTER, speed })),
    ),
    ...SEEDS.map((seed) => ({ limiter: 'guard', seed, seconds: SECONDS, speed }) as const),
    ...[1, 2].map((seed) => ({ limiter: 'no guard', seed, seconds: SHORTER, speed }) as const),
  ];
}

/** The slower, the less there is to do at any moment. */
const atOnce = (speed: number) => (speed < 10 ? 9 : 3);

/** A store that slows down instead of refusing. */
async function silentStore(speed: number): Promise<string[]> {
  const results = await runAll<LatencyOptions, LatencyResult>(
    './latency-run.ts',
    runs(speed),
    atOnce(speed),
  );
  const of = (limiter: LatencyOptions['limiter']) =>
    results.filter((one) => one.limiter === limiter);
  const throughput = (limiter: LatencyOptions['limiter']) =>
    mean(of(limiter).map((one) => one.throughput));
  const best = Math.max(...LEVELS.map(throughput));
  const calm = mean(of(2).map(({ p95 }) => p95));
  printTable(
    ['two cores, no refusals', 'throughput', 'p95', 'p95 of the second half', 'level at the end'],
    [...LEVELS, 'no guard' as const, 'guard' as const].map((limiter) => [
      typeof limiter === 'number' ? `fixed ${limiter}` : limiter,
      `${(throughput(limiter) / best).toFixed(2)} × best fixed`,
      `${(mean(of(limiter).map(({ p95 }) => p95)) / calm).toFixed(2)} × fixed 2`,
      `${(mean(of(limiter).map(({ laterP95 }) => laterP95)) / calm).toFixed(2)} × fixed 2`,
      of(limiter)
        .map(({ lastLevel }) => lastLevel)
        .join(', '),
    ]),
  );
  const guarded = mean(of('guard').map(({ laterP95 }) => laterP95)) / calm;
  return [
    ...(throughput('guard') < 0.93 * best ? ['guard: throughput below 0.93 × best fixed'] : []),
    ...(guarded > 1.3 ? ['guard: p95 of the second half above 1.3 × fixed 2'] : []),
  ];
}

/** What the guard costs where the store does refuse. */
function printCost({ summary }: Recovery): string[] {
  const missed: string[] = [];
  const rows = Object.keys(demands).map((id) => {
    const [plain, guarded] = [summary(id, 'magekit'), summary(id, 'magekit + guard')];
    if (plain.goodput - guarded.goodput > 0.02) missed.push(`${id}: the guard costs over 2 points`);
    // A tenth of a point is one request in a thousand, and what runs differ by anyway.
    if (guarded.waste > plain.waste + 0.001) missed.push(`${id}: more refused with the guard`);
    return [
      id,
      plain.goodput.toFixed(3),
      guarded.goodput.toFixed(3),
      percent(plain.waste),
      percent(guarded.waste),
    ];
  });
  printTable(['', 'goodput', 'with guard', 'refused', 'with guard'], rows);
  return missed;
}

/** The tables of the latency guard; returns what is not as demanded. */
export async function measureLatency(speed: number): Promise<string[]> {
  const missed = await silentStore(speed);
  const options: RecoveryOptions = {
    seeds: [1],
    speed,
    // One at a time: the guard cannot tell a busy store from a busy caller.
    atOnce: speed < 10 ? 4 : 1,
    subjects: ['magekit', 'magekit + guard'],
    withRivals: false,
  };
  return [...missed, ...printCost(await measureRecovery(options))];
}
