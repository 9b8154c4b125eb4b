import { demands, misses, type Summary, summarise } from './demands.js';
import { type Figures, figuresOf } from './figures.js';
import { type LimiterName, rivals } from './limiters.js';
import { runAll } from './pool.js';
import { percent, printTable, ratio, seconds } from './print.js';
import type { RunOptions, RunResult } from './result.js';

/** What the main table is made from. */
export interface RecoveryOptions {
  readonly seeds: readonly number[];
  readonly speed: number;
  readonly atOnce: number;
  /** With rivals, which run with the first seed only. */
  readonly subjects: readonly LimiterName[];
  readonly withRivals: boolean;
  /** Default: all of them. */
  readonly scenarios?: readonly string[];
}

const ids = Object.keys(demands);

/** Where the rivals run as well; elsewhere they tell the same. */
const contested = ['S1', 'S2', 'S4', 'S5'];

const ownRuns = ({ seeds, speed, subjects, scenarios = ids }: RecoveryOptions): RunOptions[] =>
  scenarios.flatMap((scenario) =>
    seeds.flatMap((seed) => subjects.map((limiter) => ({ scenario, limiter, seed, speed }))),
  );

function rivalRuns({ seeds: [seed = 1], speed, withRivals }: RecoveryOptions): RunOptions[] {
  if (!withRivals) return [];
  return contested.flatMap((scenario) =>
    rivals.map((limiter) => ({ scenario, limiter, seed, speed })),
  );
}

/** Results by scenario and limiter. */
export interface Recovery {
  readonly results: readonly RunResult[];
  /** Of each seed. */
  figures(scenario: string, limiter: LimiterName): readonly Figures[];
  summary(scenario: string, limiter: LimiterName): Summary;
}

/** Runs every scenario with every limiter. */
export async function measureRecovery(options: RecoveryOptions): Promise<Recovery> {
  const run = (all: readonly RunOptions[], atOnce: number) =>
    runAll<RunOptions, RunResult>('./run.ts', all, atOnce);
  // What others do differs by more than a busy processor makes of it.
  const results = [
    ...(await run(ownRuns(options), options.atOnce)),
    ...(await run(rivalRuns(options), options.atOnce + 2)),
  ];
  const latencyBeside = (run: RunResult) => {
    const beside = results.filter(
      ({ scenario, seed, limiter }) =>
        scenario === run.scenario && seed === run.seed && options.subjects.includes(limiter),
    );
    return Math.min(...beside.map(({ latency }) => latency));
  };
  const figures = (scenario: string, limiter: LimiterName) =>
    results
      .filter((one) => one.limiter === limiter && one.scenario === scenario)
      .map((one) => figuresOf(one, latencyBeside(one)));
  return {
    results,
    figures,
    summary: (scenario, limiter) => summarise(figures(scenario, limiter)),
  };
}

/** Prints the table; returns what is not as demanded of the budget. */
export function printRecovery({ summary }: Recovery, options: RecoveryOptions): string[] {
  const missed: string[] = [];
  const limitersOf = (id: string) =>
    options.withRivals && contested.includes(id)
      ? [...options.subjects, ...rivals]
      : options.subjects;
  const rows = ids.flatMap((id) =>
    limitersOf(id).map((limiter) => {
      const found = summary(id, limiter);
      const faults = options.subjects.includes(limiter) ? misses(id, found) : [];
      missed.push(...faults.map((fault) => `${id} ${limiter}: ${fault}`));
      return [
        id,
        limiter,
        ratio(found.goodput),
        percent(found.waste),
        seconds(found.recovery),
        String(found.lost),
        String(found.inPause),
        faults.join(', '),
      ];
    }),
  );
  const head = [
    '',
    'limiter',
    'goodput ÷ oracle',
    'refused',
    'back after',
    'lost',
    'in a pause',
    '',
  ];
  printTable(head, rows);
  return missed;
}
