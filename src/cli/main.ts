#!/usr/bin/env node
import { EXIT } from './exit-codes.js';
import { Interrupted } from './interrupted.js';
import { run } from './run.js';

const stop = new AbortController();

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // Who presses it twice does not want to wait until everything is tidy.
    if (stop.signal.aborted) process.exit(signal === 'SIGINT' ? EXIT.interrupted : EXIT.terminated);
    stop.abort(new Interrupted(signal));
  });
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(EXIT.pipeClosed);
});
// Nobody is left to be told.
process.stderr.on('error', () => undefined);

process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  folder: process.cwd(),
  // Looked at when it is read: a terminal that was opened keeps the program running.
  get stdin() {
    return process.stdin;
  },
  stdout: process.stdout,
  stderr: process.stderr,
  signal: stop.signal,
  now: () => performance.now(),
});
// Whoever was asked to type has not closed the input.
if (stop.signal.aborted) process.exit();
