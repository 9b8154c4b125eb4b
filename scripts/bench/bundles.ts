import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A program as an app's bundler makes it: minified, with all it imports. */
export interface Bundle {
  readonly text: string;
  readonly gzipBytes: number;
}

/** Bundles a program for browsers and workers against the built package. */
export async function bundle(program: string): Promise<Bundle> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: root },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'error',
  });
  const { text = '' } = outputFiles[0] ?? {};
  return { text, gzipBytes: gzipSync(text, { level: 9 }).length };
}
