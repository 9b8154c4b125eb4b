/** The numbers of the latency guard, as found by simulation. Times are in milliseconds. */
export const GUARD = {
  /** d ln(latency) / d ln(level) above which more permits only make each request slower. */
  elasticity: 0.35,
  /** Completions before the first test. */
  warmUp: 40,
  /** Samples after which a test without a verdict ends. */
  longestTest: 160,
  /** Completions of a block at least; the level, when that is more. */
  shortestBlock: 5,
  /** Fraction of the level by which a test goes up or down: at first, at least, and at most. */
  firstStep: 0.5,
  shortestStep: 0.12,
  longestStep: 1,
  /** Fraction of the level that a step down takes at most. */
  longestStepDown: 0.5,
  /** Wait before the next test upwards, and by what it grows while they fail. */
  upWaitMs: 2_000,
  longestUpWaitMs: 10_000,
  upWaitGrowth: 1.6,
  /** The same downwards; it doubles while nothing is wrong. */
  downWaitMs: 5_000,
  longestDownWaitMs: 120_000,
  /** After part of a step down has been taken, the rest is tried this soon. */
  againWaitMs: 1_000,
  /** No test downwards for this long after a refusal, while the level is held by it. */
  quietMs: 15_000,
  /** For this long after a refusal the store is taken for one that refuses rather than slows down. */
  refusesMs: 300_000,
  /** Changes of the level that are remembered. */
  ringSize: 10,
  /** Use of the level without which a latency says nothing about it. */
  leastUse: 0.75,
  /** Between tests: a shift of the mean this large brings the next one forward. */
  shift: 0.4,
} as const;

/** Evidence, in standard errors, to conclude "move" or "stay". Staying is cheap, moving is not. */
export const EVIDENCE = {
  up: { better: 1.3, worse: 0.5 },
  /** While no congestion has been seen yet, or the store refuses by itself what it cannot bear. */
  upBoldly: { better: 0.3, worse: 1.8 },
  down: { better: 0.5, worse: 1.5 },
  /** Where the store refuses. */
  downReluctantly: { better: 0.5, worse: 2.1 },
} as const;
