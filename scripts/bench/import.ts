// Cold start: how long importing an entry takes, as a ratio to importing ky alone, which it needs anyway.
// Each import runs in a fresh process, the entries taking turns. Fails when a ratio is above its ceiling.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { report } from './report.js';
import { median, medianRatio } from './statistics.js';

const ROUNDS = 21;
const root = fileURLToPath(new URL('../..', import.meta.url));
const TIMED = `const start = performance.now();
await import(process.argv[1]);
console.log(performance.now() - start);`;

const entries = {
  ky: { specifier: 'ky' },
  'magekit/core': { specifier: './dist/core.js', ceiling: 0.8 },
  magekit: { specifier: './dist/index.js', ceiling: 1.2 },
} as const;

/** Milliseconds of one import in a new process. */
function timeImport(specifier: string): number {
  // An evaluated module resolves from the working directory.
  const args = ['--input-type=module', '--eval', TIMED, specifier];
  return Number(execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' }));
}

const specifiers = Object.values(entries).map(({ specifier }) => specifier);
const times = new Map<string, number[]>(specifiers.map((specifier) => [specifier, []]));
const timesOf = (specifier: string): number[] => times.get(specifier) ?? [];

for (const specifier of specifiers) timeImport(specifier);
for (let round = 0; round < ROUNDS; round += 1) {
  // Another one goes first each time, as the first of a round tends to be slower.
  const first = round % specifiers.length;
  for (const specifier of [...specifiers.slice(first), ...specifiers.slice(0, first)]) {
    timesOf(specifier).push(timeImport(specifier));
  }
}

const base = timesOf(entries.ky.specifier);
report(
  `import time, median of ${ROUNDS} fresh processes`,
  Object.entries(entries).map(([name, entry]) => {
    const own = timesOf(entry.specifier);
    const note = `${median(own).toFixed(0)} ms`;
    const figure = { name, value: medianRatio(own, base), unit: '× ky', note };
    return 'ceiling' in entry ? { ...figure, ceiling: entry.ceiling } : figure;
  }),
);
