// How fast the sandbox answers lists, so that a bench of the client measures the client: pages of 300 of a
// million generated products and of 20,000 ordinary ones, over kept-alive loopback connections from another
// process. What is printed is the processor time of the server, which a busy machine hardly changes.
// Before that, how long a sandbox with the default data takes to start, and what simple reads cost it.
import { fork } from 'node:child_process';
import { Agent, get } from 'node:http';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/index.js';
import { median } from './statistics.js';

const pages = 200;

type Kind = 'generated' | 'ordinary' | 'simple';

interface Server {
  readonly url: string;
  readonly token: string;
}

const kind = process.argv[2];
if (kind === 'generated' || kind === 'ordinary' || kind === 'simple') await serve(kind);
else {
  await measureStart();
  await measureSimple();
  for (const name of ['generated', 'ordinary'] as const) await measure(name);
}

/** Starts sandboxes one after the other; the first one compiles what the others find compiled. */
async function measureStart(): Promise<void> {
  const times: number[] = [];
  const cpu: number[] = [];
  for (let n = 0; n < 11; n++) {
    const [started, used] = [performance.now(), process.cpuUsage()];
    const sandbox = await startSandbox();
    times.push(performance.now() - started);
    const { user, system } = process.cpuUsage(used);
    cpu.push((user + system) / 1000);
    await sandbox.close();
  }
  const [first = 0, ...others] = times;
  console.log(
    `start with the default data: ${first.toFixed(0)} ms the first time (${cpu[0]?.toFixed(0)} ms of ` +
      `processor time), ${median(others).toFixed(0)} ms after that (at most 150)`,
  );
}

/** One read after the other over eight connections. */
async function measureSimple(): Promise<void> {
  const child = childOf('simple');
  const server = await child.next<Server>();
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  for (const path of ['/V1/store/storeConfigs', '/V1/products/24-MB01', '/V1/customers/1']) {
    const walkOnce = async (count: number): Promise<void> => {
      const url = `${server.url}/rest${path}`;
      const lane = async (): Promise<void> => {
        for (let n = 0; n < count / 8; n++) await answerSize(url, agent, server.token);
      };
      await Promise.all(Array.from({ length: 8 }, lane));
    };
    await walkOnce(2_000);
    const before = await child.cpuMs();
    const started = performance.now();
    await walkOnce(8_000);
    const [cpu, wall] = [(await child.cpuMs()) - before, performance.now() - started];
    console.log(
      `GET ${path}: ${(cpu / 8_000).toFixed(3)} ms of processor time, ` +
        `${Math.round((8_000 * 1000) / cpu)} requests/s on a core of its own (at least 3000); ` +
        `${Math.round((8_000 * 1000) / wall)} requests/s here and now`,
    );
  }
  agent.destroy();
  child.end();
}

async function serve(name: Kind): Promise<void> {
  const sandbox = await startSandbox({
    ...(name !== 'simple' && { products: 10 }),
    integrationAsBearer: true,
    ...(name === 'generated' && { generatedProducts: 1_000_000 }),
  });
  if (name === 'ordinary') for (let n = 0; n < 20_000; n++) sandbox.products.add();
  process.on('message', () => process.send?.(process.cpuUsage()));
  process.on('disconnect', () => void sandbox.close());
  process.send?.({ url: sandbox.url, token: tokenOf(sandbox) } satisfies Server);
}

function tokenOf(sandbox: RunningSandbox): string {
  return sandbox.credentials.integration.accessToken;
}

async function measure(name: 'generated' | 'ordinary'): Promise<void> {
  const child = childOf(name);
  const { cpuMs } = child;
  const server = await child.next<Server>();
  const places = name === 'generated' ? [0, 500_000, 940_000] : [0, 10_000, 14_000];
  for (const place of places) {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    await walk(server, agent, place, 30);
    const before = await cpuMs();
    const started = performance.now();
    const bytes = await walk(server, agent, place, pages);
    const [cpu, wall] = [(await cpuMs()) - before, performance.now() - started];
    console.log(
      `${name}, after id ${place}: ${(cpu / pages).toFixed(2)} ms of processor time a page of 300 ` +
        `(${Math.round(bytes / pages / 1024)} KB), ${Math.round((pages * 1000) / cpu)} pages/s on a core ` +
        `of its own; ${Math.round((pages * 1000) / wall)} pages/s here and now`,
    );
    agent.destroy();
  }
  child.end();
}

/** A sandbox in a process of its own, and its processor time. */
function childOf(name: Kind): {
  readonly next: <Message>() => Promise<Message>;
  readonly cpuMs: () => Promise<number>;
  readonly end: () => void;
} {
  const child = fork(new URL(import.meta.url), [name], { execArgv: ['--import', 'tsx'] });
  const next = <Message>(): Promise<Message> =>
    new Promise((resolve) => child.once('message', (message) => resolve(message as Message)));
  const cpuMs = async (): Promise<number> => {
    const usage = next<NodeJS.CpuUsage>();
    child.send('usage');
    const { user, system } = await usage;
    return (user + system) / 1000;
  };
  return { next, cpuMs, end: () => child.disconnect() };
}

/** Asks for pages by keyset, one after the other, and says how many bytes came. */
async function walk(server: Server, agent: Agent, after: number, count: number): Promise<number> {
  let bytes = 0;
  for (let page = 0; page < count; page++) {
    const at = 'searchCriteria[filter_groups][0][filters][0]';
    const sort = 'searchCriteria[sortOrders][0]';
    const query = new URLSearchParams({
      [`${at}[field]`]: 'entity_id',
      [`${at}[condition_type]`]: 'gt',
      [`${at}[value]`]: String(after + page * 20),
      [`${sort}[field]`]: 'entity_id',
      [`${sort}[direction]`]: 'ASC',
      'searchCriteria[pageSize]': '300',
    });
    bytes += await answerSize(`${server.url}/rest/V1/products?${query}`, agent, server.token);
  }
  return bytes;
}

function answerSize(url: string, agent: Agent, token: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}` };
    get(url, { agent, headers }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`status ${response.statusCode}`));
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('end', () => resolve(bytes));
    }).on('error', reject);
  });
}
