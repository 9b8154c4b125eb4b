import { BUCKET, type RunResult, sum } from './result.js';
import { capacity, scenario } from './scenarios.js';

/** What a run comes to, against an oracle. */
export interface Figures {
  readonly goodput: number;
  /** Refused requests, of all that were sent. */
  readonly waste: number;
  /** Seconds from the return of the capacity to the use of nine tenths of it; undefined where none returns. */
  readonly recovery: number | undefined;
  readonly lost: number;
  readonly inPause: number;
}

/** Samples that must be good together. */
const WINDOW = 4;

/**
 * Answers per second of an oracle, which at every moment has as many requests in flight as the store bears,
 * each taking `latency`.
 */
function oracleRate(run: RunResult, latency: number, now: number): number {
  const plan = scenario(run.scenario, run.seed);
  return plan.rate?.perSecond ?? capacity(plan, now) / latency;
}

function oracleDone(run: RunResult, latency: number): number {
  const { warmUp, seconds } = scenario(run.scenario, run.seed);
  let done = 0;
  for (let now = warmUp; now < seconds; now += BUCKET) {
    done += oracleRate(run, latency, now + BUCKET / 2) * BUCKET;
  }
  return done;
}

function recovery(run: RunResult): number | undefined {
  const { returnsAt, seconds } = scenario(run.scenario, run.seed);
  if (returnsAt === undefined) return undefined;
  const after = run.samples.filter(({ at }) => at >= returnsAt);
  for (const [start, { at }] of after.entries()) {
    const window = after.slice(start, start + WINDOW);
    const used = sum(window.map(({ inFlight, capacity }) => Math.min(inFlight, capacity)));
    if (used >= 0.9 * sum(window.map(({ capacity }) => capacity))) return at - returnsAt;
  }
  return seconds - returnsAt;
}

/**
 * @param latency of a request for the oracle, in seconds: as long as it took the budget in this run, so that
 * the time over the wire counts for both, and a limiter that overloads the processor is not forgiven
 */
export function figuresOf(run: RunResult, latency: number): Figures {
  return {
    goodput: run.done / oracleDone(run, latency),
    waste: run.refused / Math.max(1, run.sent),
    recovery: recovery(run),
    lost: run.lost,
    inPause: run.inPause,
  };
}
