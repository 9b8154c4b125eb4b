// The same work by magekit, by other clients of Magento and by bare HTTP clients, against the same sandbox in
// turns. Writes its table into docs/benchmarks.md.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { installPeers } from './peers/install.js';
import { type Row, writePage } from './peers/page.js';
import { type JobResult, startWorker, type Worker } from './peers/worker.js';
import { median, medianRatio } from './statistics.js';

const NAMES = [
  'magekit',
  'magento-api-rest',
  'magento2-rest-client',
  'magento-client',
  '@adobe/aio-commerce-lib-api',
  'fetch',
  'ky',
  'axios',
] as const;
type Name = (typeof NAMES)[number];

const COLD_ROUNDS = 5;
const READ_ROUNDS = 10;
const WALK_ROUNDS = 5;
const READS = 1_000;
const BASE: Name = 'fetch';

const { folder, versions } = installPeers();
const dist = new URL('../../dist', import.meta.url).href;
const program = fileURLToPath(new URL('./peers/store.ts', import.meta.url));
const storeProcess = fork(program);
const [store] = await once(storeProcess, 'message');
const start = (name: Name, login = false) =>
  startWorker(name, { store, place: { folder, dist, login } });
/** How often the store has refused since the last word. */
async function tellStore(wanted: 'narrow' | 'wide' | 'end'): Promise<number> {
  storeProcess.send(wanted);
  const [refused] = await once(storeProcess, 'message');
  return refused;
}

/** Lets each client work, another one first in each round. */
async function inTurns(rounds: number, work: (name: Name) => Promise<void>): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const first = round % NAMES.length;
    for (const name of [...NAMES.slice(first), ...NAMES.slice(0, first)]) await work(name);
  }
}

const lists = (): Record<Name, number[]> =>
  Object.fromEntries(NAMES.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
const imports = lists();
const firsts = lists();
const reads = lists();
const walks = lists();
const walked = new Map<Name, JobResult>();
const failures = new Map<Name, string>();
await inTurns(COLD_ROUNDS, async (name) => {
  const worker = await start(name);
  imports[name].push(worker.imported);
  firsts[name].push(worker.first.ms ?? Number.NaN);
  if (worker.first.error) failures.set(name, worker.first.error);
  worker.stop();
});

const workers = new Map<Name, Worker>();
for (const name of NAMES) workers.set(name, await start(name));
const run = async (name: Name, job: string, count?: number): Promise<JobResult> =>
  (await workers.get(name)?.run(job, count)) ?? { error: 'no worker', ms: Number.NaN };

await inTurns(READ_ROUNDS, async (name) => {
  if (failures.has(name)) return;
  const { ms } = await run(name, 'sequential', READS / READ_ROUNDS);
  reads[name].push(ms);
});

const said = (result: JobResult, isRight: (value: JobResult['value']) => boolean): string => {
  if (result.error === 'cannot') return '–';
  if (result.error) return `fails: ${result.error}`;
  return isRight(result.value) ? 'ok' : `wrong: ${result.value}`;
};

async function eachOnce(job: string, count?: number): Promise<Map<Name, JobResult>> {
  const results = new Map<Name, JobResult>();
  await inTurns(1, async (name) => {
    results.set(name, await run(name, job, count));
  });
  return results;
}

const narrow = new Map<Name, JobResult & { readonly refused: number }>();
await inTurns(1, async (name) => {
  await tellStore('narrow');
  const result = await run(name, 'parallel', READS);
  narrow.set(name, { ...result, refused: await tellStore('wide') });
});
const filters = await eachOnce('filter');
const slashes = await eachOnce('slash');
await inTurns(WALK_ROUNDS, async (name) => {
  const result = await run(name, 'walk');
  walked.set(name, result);
  walks[name].push(result.ms);
});
for (const worker of workers.values()) worker.stop();

const ended = new Map<Name, string>();
for (const name of NAMES) {
  const isSigned = ['magento-api-rest', '@adobe/aio-commerce-lib-api'].includes(name);
  if (isSigned || failures.has(name)) continue;
  const worker = await start(name, true);
  const before = await worker.run('parallel', 50);
  await tellStore('end');
  const after = await worker.run('parallel', 50);
  ended.set(name, `${Number(before.value ?? 0) + Number(after.value ?? 0)}`);
  worker.stop();
}

const ratio = (values: Record<Name, number[]>, name: Name): number | undefined =>
  failures.has(name) ? undefined : medianRatio(values[name], values[BASE]);
const shown = (value: number | undefined, ms: number) =>
  value === undefined ? 'fails' : `${value.toFixed(2)} × (${ms.toFixed(0)} ms)`;
const own: Readonly<Record<string, string>> = { magekit: '', fetch: '' };

const rows = NAMES.map((name): Row => {
  const failure = failures.get(name);
  const walk = walked.get(name);
  const waited = narrow.get(name);
  const imported =
    name === BASE ? '–' : shown(medianRatio(imports[name], imports.ky), median(imports[name]));
  const ratios = [ratio(firsts, name), ratio(reads, name), ratio(walks, name)];
  const cells = failure
    ? [imported, `fails: ${failure}`, '', '', '', '', '', '']
    : [
        imported,
        shown(ratios[0], median(firsts[name])),
        shown(ratios[1], median(reads[name])),
        waited?.error ??
          `${waited?.value} in ${((waited?.ms ?? 0) / 1000).toFixed(1)} s, ${waited?.refused} refused`,
        said(filters.get(name) ?? { ms: 0 }, (value) => Number(value) > 0),
        said(slashes.get(name) ?? { ms: 0 }, (value) => value === 'A/B'),
        walk?.error
          ? `fails: ${walk.error}`
          : `${walk?.value} items, ${shown(ratios[2], median(walks[name]))}`,
        ended.get(name) ?? '–',
      ];
  return { name, version: own[name] ?? versions[name] ?? '', cells, ratios };
});
const heads = [
  'import, against ky',
  'first call',
  'reads',
  'narrow store',
  '12 filters',
  'slash',
  'walk',
];
writePage([...heads, 'token ends'], rows);
for (const { name, cells } of rows) console.log([name, ...cells].join('  |  '));
storeProcess.disconnect();
rmSync(folder, { recursive: true });
