import type { LimiterName } from './limiters.js';

/** What one run is about. */
export interface RunOptions {
  readonly scenario: string;
  readonly limiter: LimiterName;
  readonly seed: number;
  /** How much faster than real time. */
  readonly speed: number;
}

/** The state at a moment, for plots. */
export interface Sample {
  readonly at: number;
  readonly capacity: number;
  readonly level: number;
  readonly inFlight: number;
  /** Refusals since the sample before. */
  readonly throttled: number;
}

/** What happened in a run. Times in seconds of the scenario, after the warm-up where not said otherwise. */
export interface RunResult extends RunOptions {
  readonly sent: number;
  readonly refused: number;
  readonly done: number;
  /** Seconds of an answered request, in the mean. */
  readonly latency: number;
  /** Calls that ended with an error. */
  readonly lost: number;
  /** Requests sent while the store had asked for a pause. */
  readonly inPause: number;
  /** Highest and lowest level. */
  readonly levels: readonly [lowest: number, highest: number];
  readonly samples: readonly Sample[];
}

/** Seconds between two samples. */
export const BUCKET = 0.5;

export const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, one) => total + one, 0);
