import { demands } from './demands.js';
import type { LatencyOptions, LatencyResult } from './latency-run.js';
import type { LimiterName } from './limiters.js';
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

/**
 * A store that slows down instead of refusing. Not above fivefold: a millisecond of the machine is a tenth of
 * what the shortest request takes then.
 */
async function silentStore(fastest: number): Promise<string[]> {
  const speed = Math.min(fastest, 5);
  const results = await runAll<LatencyOptions, LatencyResult>(
    './latency-run.ts',
    runs(speed),
    fastest < 5 ? 9 : 3,
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

/** What the guard costs where the store does refuse, in the mean of the seeds: one run may be unlucky. */
function printCost({ figures }: Recovery, scenarios: readonly string[]): string[] {
  const meanOf = (id: string, limiter: LimiterName) => ({
    goodput: mean(figures(id, limiter).map(({ goodput }) => goodput)),
    waste: mean(figures(id, limiter).map(({ waste }) => waste)),
  });
  const missed: string[] = [];
  const rows = scenarios.map((id) => {
    const [plain, guarded] = [meanOf(id, 'magekit'), meanOf(id, 'magekit + guard')];
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

/**
 * The tables of the latency guard; returns what is not as demanded.
 * @param only one scenario, with more seeds and without the silent store
 */
export async function measureLatency(speed: number, only?: string): Promise<string[]> {
  const missed = only === undefined ? await silentStore(speed) : [];
  const scenarios = only === undefined ? Object.keys(demands) : [only];
  const options: RecoveryOptions = {
    scenarios,
    seeds: only === undefined ? [1, 2, 3] : [1, 2, 3, 4, 5, 6, 7, 8],
    // Not above twofold: the guard cannot tell a busy store from a busy caller.
    speed: Math.min(speed, 2),
    // Of more, the same row climbs at the same moments, and the machine is busy just then.
    atOnce: 3,
    subjects: ['magekit', 'magekit + guard'],
    withRivals: false,
  };
  return [...missed, ...printCost(await measureRecovery(options), scenarios)];
}
