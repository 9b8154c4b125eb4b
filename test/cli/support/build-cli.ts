import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * Builds the program into a folder of the cache: translating it in each process would take longer than the
 * process lives.
 * @param name of the folder; test files run side by side
 */
export function buildCli(name: string): string {
  const outdir = `${root}.cache/cli/${name}`;
  buildSync({
    entryPoints: { magekit: `${root}src/cli/main.ts` },
    outdir,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outExtension: { '.js': '.mjs' },
  });
  return `${outdir}/magekit.mjs`;
}
