import type { Fairness } from './fair-run.js';
import { runAll } from './pool.js';
import { MEAN } from './scenarios.js';

/** Measures how the budget shares itself out. */
export async function measureFairness(speed: number): Promise<Fairness> {
  const [found] = await runAll<{ speed: number }, Fairness>('./fair-run.ts', [{ speed }], 1);
  if (!found) throw new Error('no result');
  return found;
}

/** Prints it; returns what is not as demanded. */
export function printFairness({ lightWait, jain, shares }: Fairness): string[] {
  console.log(`beside 400 queued calls, two light clients wait ${lightWait.toFixed(2)} s (p95)`);
  console.log(
    `clients of 100, 10 and 30 calls at once get ${shares.join(', ')} answers: Jain ${jain.toFixed(4)}`,
  );
  return [
    ...(lightWait > MEAN ? [`light clients wait longer than a request takes (${MEAN} s)`] : []),
    ...(jain < 0.99 ? ['Jain below 0.99'] : []),
  ];
}
