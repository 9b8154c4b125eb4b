// 200 calls at once for three minutes, 5 % of the requests with a fault, over real sockets. Fails when
// something is left over at the end: a rejection nobody handled, a socket, a timer, a listener, memory.
import { fork } from 'node:child_process';
import { getEventListeners, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import * as products from '../../generated/resources/products.js';
import { createClient, isMagentoError, oauth1 } from '../../src/index.js';
import { report } from './report.js';

const SECONDS = Number(process.argv[2] ?? 180);
const WORKERS = 200;
/** What undici keeps a socket without work for, and some more. */
const SOCKETS_GO_MS = 8_000;

interface Place {
  readonly url: string;
  readonly credentials: Parameters<typeof oauth1>[0];
}

const store = fork(fileURLToPath(new URL('./soak/store.ts', import.meta.url)));
const [{ url, credentials }] = (await once(store, 'message')) as [Place];

const rejections: unknown[] = [];
const warnings: string[] = [];
process.on('unhandledRejection', (reason) => rejections.push(reason));
process.on('warning', ({ name, message }) => warnings.push(`${name}: ${message}`));

const magento = createClient({
  baseUrl: url,
  auth: oauth1(credentials),
  budget: { target: 50 },
});
const stop = new AbortController();
const counts: Record<string, number> = {};
let foreign = 0;

const calls = [
  (sku: string) => products.get(magento, { sku }, { signal: stop.signal }),
  () => products.list(magento, { searchCriteria: { pageSize: 5 } }, { signal: stop.signal }),
  (sku: string) =>
    products.update(magento, { sku, product: { sku, name: sku } }, { signal: stop.signal }),
];

async function work(number: number): Promise<void> {
  for (let at = number; !stop.signal.aborted; at += 1) {
    try {
      await calls[at % calls.length]?.('24-MB01');
      counts.answered = (counts.answered ?? 0) + 1;
    } catch (error) {
      if (stop.signal.aborted) return;
      const code = isMagentoError(error) ? error.code : 'foreign';
      counts[code] = (counts[code] ?? 0) + 1;
      if (code === 'foreign') foreign += 1;
    }
  }
}

/** Bytes in use once everything is collected that can be. */
function heap(): number {
  for (let round = 0; round < 4; round += 1) globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/** Whatever keeps the process alive, but for the pipes of the store's process. */
const left = () =>
  process
    .getActiveResourcesInfo()
    .filter((kind) => kind !== 'PipeWrap' && kind !== 'ProcessWrap' && kind !== 'TTYWrap');

const before = left();
const workers = Array.from({ length: WORKERS }, (_, number) => work(number));
const heaps: number[] = [];
const STEPS = 6;
for (let step = 0; step < STEPS; step += 1) {
  await sleep((SECONDS * 1000) / STEPS);
  heaps.push(heap());
}
const listeners = getEventListeners(stop.signal, 'abort').length;
stop.abort();
await Promise.all(workers);
await sleep(SOCKETS_GO_MS);

const after = left();
const megabytes = (bytes: number) => bytes / 1024 / 1024;
const { inFlight, queued } = magento.budget.snapshot();
const [first = 0] = heaps;
console.log(JSON.stringify({ seconds: SECONDS, counts, heapMB: heaps.map(megabytes) }));
for (const text of [...warnings, ...rejections.map(String)]) console.log(text);
report(`${WORKERS} calls at once for ${SECONDS} s, 5 % faults`, [
  { name: 'calls answered', value: counts.answered ?? 0, unit: '' },
  { name: 'errors that are not ours', value: foreign, unit: '', ceiling: 0 },
  { name: 'unhandled rejections', value: rejections.length, unit: '', ceiling: 0 },
  { name: 'warnings of the platform', value: warnings.length, unit: '', ceiling: 0 },
  { name: 'listeners on the shared signal', value: listeners, unit: '', ceiling: WORKERS },
  {
    name: 'listeners left on it',
    value: getEventListeners(stop.signal, 'abort').length,
    unit: '',
    ceiling: 0,
  },
  {
    name: 'sockets and timers left',
    value: after.length - before.length,
    unit: '',
    ceiling: 0,
    note: after.join(' '),
  },
  {
    name: 'in flight or queued',
    value: inFlight + Object.values(queued).reduce((sum, count) => sum + count, 0),
    unit: '',
    ceiling: 0,
  },
  {
    name: 'memory, at the end against a sixth of the way',
    value: (heaps.at(-1) ?? 0) / first,
    unit: '×',
    ceiling: 1.15,
    note: `${megabytes(first).toFixed(1)} MB at first`,
  },
]);
store.disconnect();
