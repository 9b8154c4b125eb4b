import { tmpdir } from 'node:os';
import { PassThrough } from 'node:stream';
import { run } from '../../../src/cli/run.js';

/** How a command line has ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The world of a command line. */
export interface World {
  readonly env?: Readonly<Record<string, string>>;
  readonly folder?: string;
  readonly stdin?: string;
  readonly signal?: AbortSignal;
}

function collect(): { readonly stream: PassThrough; readonly text: () => string } {
  const stream = new PassThrough();
  const chunks: string[] = [];
  stream.on('data', (chunk) => chunks.push(String(chunk)));
  return { stream, text: () => chunks.join('') };
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

/** Runs a command line in this process, without a terminal. */
export async function runCli(argv: readonly string[], world: World = {}): Promise<Ended> {
  const { env = {}, folder = tmpdir(), stdin = '', signal } = world;
  const stdout = collect();
  const stderr = collect();
  const code = await run(argv, {
    env,
    folder,
    stdin: once(stdin),
    stdout: stdout.stream,
    stderr: stderr.stream,
    signal: signal ?? new AbortController().signal,
    now: () => performance.now(),
  });
  await new Promise((resolve) => setImmediate(resolve));
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}
