// Runs a program to its end; throws with its output when it fails.
import { spawnSync } from 'node:child_process';

/** @returns {string} what the program printed */
export function run(command, args, options = {}) {
  const windows = process.platform === 'win32' && ['npm', 'npx'].includes(command);
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    shell: windows,
    ...options,
  });
  if (error) throw error;
  if (status !== 0) {
    const output = `${stdout}${stderr}`.trim().split('\n').slice(0, 40).join('\n');
    throw new Error(output || `${command} ended with ${status}`);
  }
  return stdout;
}

/** Runs a script of Node itself, so that no shell and no .bin folder is needed. */
export const runNode = (args, options) => run(process.execPath, args, options);
