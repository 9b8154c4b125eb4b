// A store with the capacity of a scenario, in a process of its own. Started with the scenario's id, the
// seed and the speed; prints its port, starts its clock when told to, and ends with its parent.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRandom, createSpread, MEAN, scenario } from './scenarios.js';

const [id = '', seed = '1', speed = '10'] = process.argv.slice(2);
const plan = scenario(id, Number(seed));
const random = createRandom(Number(seed) * 7_919 + 13);
const spread = createSpread(random, 0.5);
const body = Buffer.from('{"sku":"24-MB01"}');
const JSON_TYPE = { 'content-type': 'application/json' };
let started = performance.now();
let running = 0;
let tokens = plan.rate?.burst ?? 0;
let filledAt = 0;

const now = () => ((performance.now() - started) / 1000) * Number(speed);
const later = (seconds: number, action: () => void) =>
  setTimeout(action, (seconds * 1000) / Number(speed));

function refuse(response: ServerResponse, status: number, headers: Record<string, string>): void {
  later(0.02 + 0.01 * random(), () => {
    response.writeHead(status, { ...JSON_TYPE, ...headers }).end('{"message":"no"}');
  });
}

function overRate(at: number): boolean {
  if (!plan.rate) return false;
  const { perSecond, burst } = plan.rate;
  tokens = Math.min(burst, tokens + (at - filledAt) * perSecond);
  filledAt = at;
  if (tokens < 1) return true;
  tokens -= 1;
  return false;
}

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  request.resume();
  const at = now();
  if (plan.outage?.(at)) return refuse(response, 503, {});
  if (overRate(at)) return refuse(response, 429, { 'retry-after': String(plan.rate?.wait) });
  if (running >= plan.limit(at)) return refuse(response, 429, {});
  running += 1;
  later(MEAN * spread(), () => {
    running -= 1;
    response.writeHead(200, JSON_TYPE).end(body);
  });
});

server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('message', () => {
  started = performance.now();
  filledAt = 0;
});
process.on('disconnect', () => process.exit());
