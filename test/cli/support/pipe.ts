import { type ChildProcess, spawn } from 'node:child_process';

/** A program without a terminal. */
export interface Piped {
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves when it is over and all output is read: exit code, or the signal it died of. */
  readonly ended: Promise<number | string>;
}

function collected(stream: NodeJS.ReadableStream | null): () => string {
  let text = '';
  stream?.on('data', (chunk) => {
    text += String(chunk);
  });
  return () => text;
}

/** Starts a program with pipes for its output. */
export function startPiped(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Piped {
  const child = spawn(program, [...args], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | string>((resolve) => {
    child.once('close', (code, signal) => resolve(signal ?? code ?? 1));
  });
  return { child, stdout: collected(child.stdout), stderr: collected(child.stderr), ended };
}
