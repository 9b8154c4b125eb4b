import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../exports/support/folder.js';
import { skipRedis, startRedisServer } from '../support/redis-server.js';
import { startCountingStore } from './support/counting-store.js';

const TARGET = 4;
const PRODUCTS = 1200;
const example = fileURLToPath(new URL('../../examples/bullmq-export/', import.meta.url));

/** A program of the example, and what it has printed. */
interface Program {
  readonly process: ChildProcess;
  output: string;
  readonly ended: Promise<number | string>;
}

function start(name: string, env: Readonly<Record<string, string>>): Program {
  const args = ['--import', 'tsx', join(example, name)];
  const process_ = spawn(process.execPath, args, { env: { ...process.env, ...env } });
  onTestFinished(() => void process_.kill('SIGKILL'));
  const program: Program = {
    process: process_,
    output: '',
    ended: new Promise((done) =>
      process_.once('exit', (code, signal) => done(signal ?? code ?? 1)),
    ),
  };
  for (const stream of [process_.stdout, process_.stderr]) {
    stream?.on('data', (part) => {
      program.output += String(part);
    });
  }
  return program;
}

async function until(isSo: () => boolean, what: () => string): Promise<void> {
  for (const end = Date.now() + 60_000; !isSo(); await pause(5)) {
    if (Date.now() > end) throw new Error(`It took too long: ${what()}`);
  }
}

/** The parts that a worker says it has taken. */
const taken = ({ output }: Program) => output.match(/part \d+ of/g) ?? [];

test.skipIf(skipRedis)(
  'three workers export each product once within one budget, though one of them is killed',
  async () => {
    const redis = await startRedisServer();
    onTestFinished(() => redis.stop());
    const store = await startCountingStore({ products: PRODUCTS, integrationAsBearer: true }, 25);
    const folder = await temporaryFolder();
    const env = {
      MAGENTO_BASE_URL: store.url,
      MAGENTO_INTEGRATION_TOKEN: store.sandbox.credentials.integration.accessToken,
      REDIS_URL: redis.url,
      EXPORT_FOLDER: folder,
      BUDGET_TARGET: String(TARGET),
      STALLED_MS: '1500',
    };
    const workers = [1, 2, 3].map(() => start('worker.ts', env));
    const output = () => workers.map((worker) => worker.output).join('\n');
    await until(() => workers.every((worker) => worker.output.includes('is ready')), output);

    const producer = start('produce.ts', env);
    const [victim] = workers as [Program, ...Program[]];
    await until(
      () => taken(victim).length > 0,
      () => output() + producer.output,
    );
    const asked = store.sandbox.requests.length;
    await until(() => store.sandbox.requests.length > asked + 8, output);
    victim.process.kill('SIGKILL');
    expect(await victim.ended).toBe('SIGKILL');

    expect(await producer.ended, output() + producer.output).toBe(0);
    const exported = (await readFile(join(folder, 'products.ndjson'), 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { readonly id: number }).id);
    const everything = await store.sandbox.fetch(
      `${store.sandbox.url}/rest/V1/products?searchCriteria=&fields=items[id]`,
      { headers: { authorization: `Bearer ${env.MAGENTO_INTEGRATION_TOKEN}` } },
    );
    const { items } = (await everything.json()) as { items: readonly { readonly id: number }[] };
    expect(exported).toEqual(items.map(({ id }) => id).sort((a, b) => a - b));

    // What the victim had was taken by others; nobody else has taken a part twice.
    const others = workers.slice(1).flatMap(taken);
    expect(taken(victim).some((part) => others.includes(part))).toBe(true);
    expect(new Set(workers.flatMap(taken)).size).toBe(12);
    expect(producer.output).toContain(`${exported.length} products in`);
    expect(producer.output).toMatch(/\d0 % of about/);

    expect(store.most).toBeLessThanOrEqual(TARGET);
    expect(store.most).toBeGreaterThan(1);
  },
  120_000,
);
