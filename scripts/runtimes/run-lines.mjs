// Runs a program without blocking this process, which may be serving it.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A machine may be busy; a runtime that hangs must not hold up the rest for ever. */
const LIMIT_MS = 240_000;

/**
 * Resolves to the lines the program has printed; those of its errors too, so that nothing it says is lost.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<string[]>}
 */
export function runLines(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const lines = [];
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    const timer = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => lines.push(line));
    }
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code !== 0) lines.push(`FAIL end: the program ended with ${signal ?? code}`);
      resolve(lines);
    });
  });
}
