/**
 * Three clients borrow one budget. The store bears four requests at once and refuses the rest; the budget
 * finds that out and shares it: the export queues everything at once, the others still get their turn.
 *
 *   npx tsx examples/borrow.ts
 */
import { createBudget, createMagento, type Magento, oauth1 } from '../src/index.js';
import { createSandbox } from '../src/sandbox/index.js';
import { heading, step, table } from './support/print.js';
import { smallStore } from './support/small-store.js';

const sandbox = createSandbox();
const store = smallStore(sandbox.fetch, { limit: 4, answerMs: 20 });
const budget = createBudget({ target: 20 });

/** A client on the shared budget: to borrow is to pass the same object. */
function connect(name: string, weight: number): Magento {
  return createMagento({
    baseUrl: sandbox.url,
    auth: oauth1(sandbox.credentials.integration),
    fetch: store,
    budget,
    name,
    weight,
  });
}

interface Job {
  readonly name: string;
  readonly calls: number;
  readonly weight: number;
  done: number;
}

const jobs: readonly Job[] = [
  { name: 'export', calls: 300, weight: 1, done: 0 },
  { name: 'orders', calls: 60, weight: 1, done: 0 },
  { name: 'stock', calls: 120, weight: 2, done: 0 },
];

async function work(job: Job): Promise<void> {
  const magento = connect(job.name, job.weight);
  const read = async () => {
    await magento.products.get({ sku: '24-MB01' });
    job.done += 1;
  };
  await Promise.all(Array.from({ length: job.calls }, read));
}

function printRow(started: number): void {
  const { level, inFlight, queued } = budget.snapshot();
  const seconds = `${((performance.now() - started) / 1000).toFixed(1)} s`;
  const cells = jobs.map(({ name, done }) => `${done} (${queued[name] ?? 0})`.padStart(11));
  step(
    `${seconds}  ${String(level).padStart(5)}  ${String(inFlight).padStart(9)}  ${cells.join('')}`,
  );
}

heading('Who got how much, and how many wait');
const names = jobs.map(({ name }) => name.padStart(11)).join('');
step(`time   level  in flight  ${names}`);
const started = performance.now();
const live = setInterval(() => printRow(started), 250);
await Promise.all(jobs.map(work));
clearInterval(live);
printRow(started);

heading('In the end');
const { throttled, retried, waits } = budget.snapshot();
table(jobs.map(({ name, weight, done }) => ({ client: name, weight, done })));
step(`${throttled} refused by the store, ${retried} sent again`);
step(
  `waits: ${waits
    .filter(({ count }) => count > 0)
    .map(({ belowMs, count }) => `${count} under ${belowMs} ms`)
    .join(', ')}`,
);
step(budget.explain());
