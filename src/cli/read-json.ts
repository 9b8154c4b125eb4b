import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Io } from './io.js';
import { UsageError } from './usage-error.js';

/** Why a file cannot be read, for the middle of a sentence. */
export const whyUnreadable = (error: unknown): string =>
  (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is none' : (error as Error).message;

async function readAll(stdin: Io['stdin']): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

/** Rejects with the signal's reason: who is asked to type may want to leave. */
function stopped(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

async function textOf(file: string, { stdin, stderr, folder, signal }: Io): Promise<string> {
  if (file !== '-') return readFile(resolve(folder, file), 'utf8');
  if (stdin.isTTY) stderr.write('Type or paste JSON; Ctrl-D on a line of its own ends it.\n');
  return Promise.race([readAll(stdin), stopped(signal)]);
}

/**
 * Reads JSON from a file, or from standard input where that is `-`.
 * @param option named in the error
 * @throws UsageError when it cannot be read, or is no JSON
 */
export async function readJson(option: string, file: string, io: Io): Promise<unknown> {
  let text: string;
  try {
    text = await textOf(file, io);
  } catch (error) {
    io.signal.throwIfAborted();
    throw new UsageError(`${option}: "${file}" cannot be read: ${whyUnreadable(error)}.`);
  }
  try {
    // A byte order mark is what some editors put before everything.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const where = file === '-' ? 'standard input' : `"${file}"`;
    throw new UsageError(`${option}: ${where} is no JSON: ${(error as Error).message}.`);
  }
}
