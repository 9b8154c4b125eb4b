// Bundles a program with the installed package, as whoever deploys to workers and browsers does.
import { join } from 'node:path';
import { build } from 'esbuild';

/** @returns {Promise<string>} one ES module without imports */
export async function bundle(project, file) {
  const { outputFiles } = await build({
    entryPoints: [join(project, file)],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'error',
  });
  return outputFiles[0].text;
}
