import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

const compilerOptions = {
  module: 'nodenext',
  target: 'es2022',
  lib: ['ES2022', 'DOM', 'DOM.Iterable', 'ESNext.Disposable'],
  types: [],
  strict: true,
  noEmit: true,
  skipLibCheck: false,
  skipDefaultLibCheck: true,
  preserveSymlinks: true,
};

/** How many types TypeScript 5.9 makes for a program that uses the built declarations. */
export function countTypes(program: string): number {
  const folder = mkdtempSync(join(tmpdir(), 'magekit-types-'));
  try {
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(root, join(folder, 'node_modules/magekit'), 'junction');
    writeFileSync(join(folder, 'use.mts'), program);
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, files: ['use.mts'] }),
    );
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const { stdout, status } = spawnSync(
      process.execPath,
      [tsc, '-p', folder, '--extendedDiagnostics'],
      { encoding: 'utf8' },
    );
    const types = /^Types:\s+(\d+)/m.exec(stdout)?.[1];
    if (status !== 0 || types === undefined) throw new Error(stdout);
    return Number(types);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
