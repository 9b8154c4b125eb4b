import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import type { OAuth1Options } from '../../../../src/index.js';

/** What a process is to export. */
export interface ChildOptions {
  readonly url: string;
  readonly integration: OAuth1Options;
  readonly path: string;
  readonly format: 'csv' | 'ndjson';
  readonly parallel: number;
}

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** The program as one file: translating it in each process would take longer than the process lives. */
export function buildChild(): string {
  const outfile = `${root}.cache/exports/export.child.mjs`;
  const entryPoints = [fileURLToPath(new URL('../export.child.ts', import.meta.url))];
  buildSync({
    entryPoints,
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  });
  return outfile;
}

/** Starts an export. */
export function startChild(script: string, options: ChildOptions): ChildProcess {
  return spawn(process.execPath, [script, JSON.stringify(options)], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

/** Resolves to how a process has ended: its exit code, or the signal it died of. */
export function ended(child: ChildProcess): Promise<number | string> {
  return new Promise((done) => child.once('exit', (code, signal) => done(signal ?? code ?? 1)));
}
