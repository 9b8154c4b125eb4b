// How well the budget finds what a store bears: a real server over loopback whose capacity changes, beside
// a fixed level, p-limit, p-queue and Bottleneck. Time runs tenfold unless `--full`; `--latency` is about
// stores that never refuse, and what the guard costs elsewhere (`--only=S2`: in that row, with eight seeds);
// `--plot` writes pictures to docs/budget; `--own` leaves the others out and takes three seeds at twice the
// speed, for a machine that is busy. Fails when a demand is not met, unless started with `--report`.
import { measureFairness, printFairness } from './budget/fairness.js';
import { measureLatency } from './budget/latency.js';
import { writePlots } from './budget/plot.js';
import { measureRecovery, printRecovery, type RecoveryOptions } from './budget/recovery.js';

const has = (flag: string) => process.argv.includes(flag);
const speed = has('--full') ? 1 : has('--own') ? 2 : 10;
const started = performance.now();
const pace =
  has('--latency') && speed > 5
    ? 'time fivefold, twofold where the store refuses'
    : `time ${speed}-fold`;
console.log(`the budget, ${speed === 1 ? 'in real time' : pace} (node ${process.versions.node})`);

async function main(): Promise<string[]> {
  const only = process.argv.find((word) => word.startsWith('--only='))?.slice('--only='.length);
  if (has('--latency')) return measureLatency(speed, only);
  const options: RecoveryOptions = {
    seeds: has('--own') ? [1, 2, 3] : [1, 2, 3, 4, 5],
    speed,
    // Tenfold, two runs keep two cores busy; more would measure the machine.
    atOnce: speed < 10 ? 9 : 2,
    subjects: ['magekit'],
    withRivals: !has('--own'),
  };
  const recovery = await measureRecovery(options);
  const missed = printRecovery(recovery, options);
  if (has('--plot')) writePlots(recovery.results);
  return [...missed, ...printFairness(await measureFairness(speed))];
}

const missed = await main();
console.log(`${((performance.now() - started) / 60_000).toFixed(1)} min`);
for (const miss of missed) console.log(`MISSED  ${miss}`);
if (missed.length > 0 && !has('--report')) process.exitCode = 1;
