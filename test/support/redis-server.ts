import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A redis-server process of its own, with its data in a temporary folder. */
export interface RedisServer {
  readonly url: string;
  readonly port: number;
  /** Where `SAVE` writes dump.rdb, uncompressed. */
  readonly folder: string;
  stop(): Promise<void>;
}

const isInstalled = spawnSync('redis-server', ['--version']).status === 0;

/**
 * Whether tests with Redis are left out: on a machine without redis-server, and said aloud. In CI they
 * run, and fail when it is missing.
 */
export const skipRedis: boolean = !isInstalled && !process.env.CI;
if (skipRedis) {
  console.warn('NOT RUN: tests with a real Redis. For them: apt-get install redis-server');
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

function untilReady(server: ChildProcess): Promise<void> {
  return new Promise((ready, fail) => {
    let output = '';
    server.stdout?.on('data', (part) => {
      output += String(part);
      if (output.includes('Ready to accept connections')) ready();
    });
    server.once('error', (error: NodeJS.ErrnoException) => {
      const missing =
        'redis-server is missing, and these tests need it: apt-get install redis-server';
      fail(error.code === 'ENOENT' ? new Error(missing) : error);
    });
    server.once('exit', () => fail(new Error(`redis-server has ended:\n${output}`)));
  });
}

/**
 * Starts a redis-server without data on the wanted port, or on a free one: then once more when somebody
 * else was faster to take it.
 */
export async function startRedisServer(wanted?: number, attempts = 3): Promise<RedisServer> {
  const folder = await mkdtemp(join(tmpdir(), 'magekit-redis-'));
  const port = wanted ?? (await freePort());
  const data = { dir: folder, save: '', appendonly: 'no', rdbcompression: 'no' };
  const settings = { port, bind: '127.0.0.1', ...data };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const server = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const kill = () => server.kill('SIGKILL');
  process.once('exit', kill);
  try {
    await untilReady(server);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    if (attempts > 1 && String(error).includes('in use'))
      return startRedisServer(wanted, attempts - 1);
    throw error;
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    folder,
    async stop() {
      const hasEnded = server.exitCode !== null || server.signalCode !== null;
      const ended = hasEnded || new Promise((done) => server.once('exit', done));
      kill();
      await ended;
      process.off('exit', kill);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
