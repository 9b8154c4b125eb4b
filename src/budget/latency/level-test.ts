import { EVIDENCE, GUARD } from './latency-rules.js';

/** Sums of a regression of latency on level, both on a log scale. */
export interface Sums {
  readonly n: number;
  readonly x: number;
  readonly y: number;
  readonly xx: number;
  readonly xy: number;
  readonly yy: number;
}

/** Two levels that take turns in blocks, low high high low or the other way round, which cancels drift. */
export interface LevelTest {
  readonly low: number;
  readonly high: number;
  /** Whether the higher one is the new one. */
  readonly up: boolean;
  readonly startedAt: number;
  /** Which of the two is in force. */
  readonly atHigh: boolean;
  /** Completions of requests sent in this block. */
  readonly completions: number;
  readonly blocks: number;
  readonly sums: Sums;
}

/** What a test has found: `better` is the higher level, `worse` costs latency for nothing. */
export interface Verdict {
  readonly finding: 'better' | 'worse' | 'unclear';
  readonly elasticity: number;
}

const NOTHING: Sums = { n: 0, x: 0, y: 0, xx: 0, xy: 0, yy: 0 };

/** A standard error of few samples is too small by chance. */
const WIDER = 1.2;
/** As if some samples had shown this much noise. */
const PRIOR = { samples: 2, squares: 4 * 0.09 } as const;

/** Begins with the level that is in force already. */
export function startTest(low: number, high: number, up: boolean, now: number): LevelTest {
  return {
    low,
    high,
    up,
    startedAt: now,
    atHigh: up,
    completions: 0,
    blocks: 0,
    sums: NOTHING,
  };
}

export const testLevel = ({ atHigh, low, high }: LevelTest): number => (atHigh ? high : low);

/** One more sample: the log of the level over its time, and of its latency against its class. */
export function withSample(test: LevelTest, x: number, y: number): LevelTest {
  const { sums } = test;
  return {
    ...test,
    sums: {
      n: sums.n + 1,
      x: sums.x + x,
      y: sums.y + y,
      xx: sums.xx + x * x,
      xy: sums.xy + x * y,
      yy: sums.yy + y * y,
    },
  };
}

/** One more completion of this block, and the next block when it was the last. */
export function withCompletion(test: LevelTest): LevelTest {
  const completions = test.completions + 1;
  if (completions < Math.max(GUARD.shortestBlock, testLevel(test))) {
    return { ...test, completions };
  }
  const blocks = test.blocks + 1;
  return {
    ...test,
    completions: 0,
    blocks,
    atHigh: blocks % 2 === 1 ? !test.atHigh : test.atHigh,
  };
}

/** What the store has shown so far, which decides how much evidence is enough. */
export interface Experience {
  /** True until congestion has been seen. */
  readonly searching: boolean;
  /** Whether it has refused something lately. */
  readonly refuses: boolean;
}

function evidence({ up }: LevelTest, { searching, refuses }: Experience) {
  if (up) return searching || refuses ? EVIDENCE.upBoldly : EVIDENCE.up;
  return refuses ? EVIDENCE.downReluctantly : EVIDENCE.down;
}

/** What the samples say so far; undefined while more are needed. */
export function verdict(test: LevelTest, experience: Experience): Verdict | undefined {
  const { n, x, y, xx, xy, yy } = test.sums;
  const varX = xx - (x * x) / n;
  const covariance = xy - (x * y) / n;
  const varY = yy - (y * y) / n;
  const elasticity = varX > 1e-6 ? covariance / varX : 0;
  const residual = Math.max(0, varY - elasticity * covariance) + PRIOR.squares;
  const error = Math.sqrt(residual / (n + PRIOR.samples) / Math.max(varX, 1e-6)) * WIDER;
  const z = (GUARD.elasticity - elasticity) / error;
  const { better, worse } = evidence(test, experience);
  if (z > better) return { finding: 'better', elasticity };
  if (z < -worse) return { finding: 'worse', elasticity };
  return n >= GUARD.longestTest ? { finding: 'unclear', elasticity } : undefined;
}
