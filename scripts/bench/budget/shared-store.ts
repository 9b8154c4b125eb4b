// A store of two cores that never refuses: everything that runs shares them equally. Started with the seed
// and the speed; prints its port, and ends with its parent.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRandom, createSpread } from './scenarios.js';

const CORES = 2;
/** Seconds of a core that a request of each class takes, in the mean. */
const CLASSES: Readonly<Record<string, number>> = { short: 0.1, middle: 0.3, long: 1 };

interface Job {
  /** The work done for each, at which this one is finished. */
  readonly finishedAt: number;
  readonly response: ServerResponse;
}

const [seed = '1', speed = '10'] = process.argv.slice(2);
const spread = createSpread(createRandom(Number(seed)), 0.3);
const jobs = new Set<Job>();
let worked = 0;
let at = performance.now();
let timer: NodeJS.Timeout | undefined;

const pace = () => (Number(speed) / 1000) * Math.min(1, CORES / Math.max(1, jobs.size));

/** Moves on to now, answers what is finished, and waits for the next. */
function proceed(): void {
  const now = performance.now();
  worked += (now - at) * pace();
  at = now;
  for (const job of jobs) {
    if (job.finishedAt > worked + 1e-9) continue;
    jobs.delete(job);
    job.response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
  }
  clearTimeout(timer);
  const next = Math.min(...[...jobs].map(({ finishedAt }) => finishedAt));
  if (jobs.size > 0) timer = setTimeout(proceed, (next - worked) / pace());
}

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  request.resume();
  proceed();
  const name = request.url?.split('/').at(-1) ?? '';
  jobs.add({ finishedAt: worked + (CLASSES[name] ?? 0.1) * spread(), response });
  proceed();
});

server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit());
