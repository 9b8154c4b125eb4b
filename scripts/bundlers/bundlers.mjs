// One function for each bundler: from a program in a file to the files of its bundle, for browsers and workers,
// minified. The bundlers are those of a folder of tools, so they are given, not imported.
import { dirname } from 'node:path';

async function esbuild({ build }, entry, out) {
  await build({
    entryPoints: [entry],
    outdir: out,
    bundle: true,
    // In files of its own it also writes those that nothing loads. bench/size.ts looks at those that do.
    splitting: false,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'error',
  });
}

async function rollup({ rollup: start }, entry, out, { nodeResolve, commonjs, minify }) {
  const bundle = await start({
    input: entry,
    plugins: [nodeResolve({ browser: true }), commonjs()],
    onLog(level, log) {
      if (level === 'warn') throw new Error(log.message);
    },
  });
  await bundle.write({
    dir: out,
    format: 'es',
    // Rollup itself does not minify.
    plugins: [{ name: 'minify', renderChunk: async (code) => minify(code) }],
  });
  await bundle.close();
}

async function vite({ build }, entry, out) {
  await build({
    root: dirname(entry),
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: out,
      target: 'es2022',
      rollupOptions: { input: entry },
      modulePreload: { polyfill: false },
    },
  });
}

function webpack({ default: start }, entry, out) {
  const config = {
    mode: 'production',
    entry,
    target: ['web', 'es2022'],
    experiments: { outputModule: true },
    output: { path: out, module: true, library: { type: 'module' } },
    performance: false,
  };
  return new Promise((resolve, reject) => {
    start(config, (error, stats) => {
      if (error) return reject(error);
      if (stats.hasErrors() || stats.hasWarnings()) return reject(new Error(stats.toString()));
      return resolve();
    });
  });
}

export const BUNDLE = { esbuild, rollup, vite, webpack };
