import type { Figures } from './figures.js';

/** What the worst seed must keep to. */
export interface Demand {
  readonly goodput: number;
  readonly waste: number;
  /** Seconds; the median of the seeds must be within the second. */
  readonly recovery?: readonly [worst: number, median: number];
}

/** The acceptance table of the budget. */
export const demands: Readonly<Record<string, Demand>> = {
  S1: { goodput: 0.98, waste: 0.01 },
  S2: { goodput: 0.95, waste: 0.005, recovery: [15, 8] },
  S3: { goodput: 0.92, waste: 0.015 },
  S4: { goodput: 0, waste: 0.005, recovery: [10, 10] },
  S5: { goodput: 0.97, waste: 0.025 },
  S7: { goodput: 0.87, waste: 0.02 },
};

/** The worst of the seeds in each figure, and the median recovery. */
export interface Summary extends Figures {
  readonly medianRecovery: number | undefined;
}

export function summarise(all: readonly Figures[]): Summary {
  const times = all.flatMap(({ recovery }) => (recovery === undefined ? [] : [recovery]));
  const sorted = times.toSorted((a, b) => a - b);
  return {
    goodput: Math.min(...all.map(({ goodput }) => goodput)),
    waste: Math.max(...all.map(({ waste }) => waste)),
    recovery: sorted.at(-1),
    medianRecovery: sorted[sorted.length >> 1],
    lost: Math.max(...all.map(({ lost }) => lost)),
    inPause: Math.max(...all.map(({ inPause }) => inPause)),
  };
}

/** Which demands are not met, in words. */
export function misses(id: string, found: Summary): string[] {
  const demand = demands[id];
  if (!demand) return [];
  const [worst, median] = demand.recovery ?? [];
  const slow = (time: number | undefined, most: number | undefined) =>
    time !== undefined && most !== undefined && time > most;
  return [
    ...(found.goodput < demand.goodput ? [`goodput below ${demand.goodput}`] : []),
    ...(found.waste > demand.waste ? [`waste above ${demand.waste * 100} %`] : []),
    ...(slow(found.recovery, worst) ? [`recovery over ${worst} s`] : []),
    ...(slow(found.medianRecovery, median) ? [`median recovery over ${median} s`] : []),
    ...(found.inPause > 0 ? ['requests in a pause'] : []),
    ...(id === 'S4' && found.lost > 0 ? ['calls lost'] : []),
  ];
}
