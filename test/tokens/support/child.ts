import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** A script of this folder that runs as a process of its own, until the test ends at the latest. */
export interface Child {
  readonly process: ChildProcess;
  /** What it has printed. */
  lines(): readonly string[];
  /** Waits until it has printed this line; rejects when it ends without. */
  said(line: string): Promise<void>;
  /** Waits until it has ended. */
  readonly ended: Promise<void>;
}

export function startChild(script: string, ...args: readonly string[]): Child {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  const lines = () => output.split('\n');
  child.stdout.on('data', (part) => {
    output += String(part);
  });
  const ended = new Promise<void>((done) => child.once('close', () => done()));
  return {
    process: child,
    lines,
    ended,
    async said(line) {
      const waits = new Promise<void>((found) => {
        const look = () => void (lines().includes(line) && found());
        child.stdout.on('data', look);
        look();
      });
      const tooSoon = ended.then(() => {
        if (!lines().includes(line)) throw new Error(`the child ended without "${line}"`);
      });
      await Promise.race([waits, tooSoon]);
    },
  };
}
