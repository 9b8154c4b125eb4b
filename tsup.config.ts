import { readdirSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import type { Options } from 'tsup';
import { keepTogether } from './scripts/build/chunks.js';

const authenticators = [
  'admin-token',
  'anonymous',
  'customer-session',
  'customer-token',
  'ims',
  'integration-bearer',
  'oauth1',
  'two-factor',
];
const resources = readdirSync('generated/resources').map((file) => file.replace(/\.ts$/, ''));

const entries = (names: readonly string[], folder: string, target: string) =>
  Object.fromEntries(names.map((name) => [`${target}/${name}`, `${folder}/${name}.ts`]));

const shared: Options = {
  outDir: 'dist',
  target: 'es2022',
  silent: true,
  // Declarations come from scripts/build-types.mjs: rolled-up ones would put the whole API into each file.
  dts: false,
};

const libraryEntries = {
  index: 'src/index.ts',
  core: 'src/core.ts',
  codegen: 'src/codegen/store/index.ts',
  commerce: 'src/commerce/index.ts',
  otel: 'src/otel/index.ts',
  sandbox: 'src/sandbox/index.ts',
  redis: 'src/redis/index.ts',
  search: 'src/search/index.ts',
  bulk: 'src/bulk/index.ts',
  'bulk/file': 'src/bulk/file.ts',
  exports: 'src/exports/index.ts',
  'exports/file': 'src/exports/file/index.ts',
  tokens: 'src/tokens/index.ts',
  'tokens/file': 'src/tokens/file.ts',
  installations: 'src/installations/index.ts',
  'installations/file': 'src/installations/file.ts',
  'installations/node': 'src/installations/node.ts',
  ...entries(authenticators, 'src/auth', 'auth'),
};

const library: Options = {
  ...shared,
  // One error class across all entries: `instanceof` must hold between them.
  splitting: true,
  // Bundled: loading zod's many files takes longer than all the rest together, d3-dsv brings along what only
  // its command line needs, and the others are a function each.
  noExternal: ['zod', 'd3-dsv', 'leven', '@date-fns/tz'],
};

type Format = 'esm' | 'cjs';

// What lists need is in the entry of search, which is there once for all of them.
const searchOutside = (format: Format): NonNullable<Options['esbuildPlugins']>[number] => ({
  name: 'search-outside',
  setup(build) {
    const path = format === 'esm' ? '../search.js' : '../search.cjs';
    build.onResolve({ filter: /\/src\/search\/index\.js$/ }, () => ({ path, external: true }));
  },
});

// Helpers and generator share the resource modules with nobody, or the main entry would fall into pieces.
const resourcesOutside = (format: Format): NonNullable<Options['esbuildPlugins']>[number] => ({
  name: 'resources-outside',
  setup(build) {
    const ending = format === 'esm' ? 'js' : 'cjs';
    build.onResolve({ filter: /\/generated\/resources\/\w+\.js$/ }, ({ path, importer }) => {
      if (!/\/src\/(commerce|codegen)\//.test(importer.replaceAll('\\', '/'))) return undefined;
      const name = path.slice(path.lastIndexOf('/') + 1, -'.js'.length);
      return { path: `./resources/${name}.${ending}`, external: true };
    });
  },
});

// Resource modules have no state, and import nothing else. Apart from the library, whose main entry holds a
// copy of them, they stay one file each, and the main entry loads in one piece.
const modules = (format: Format): Options => ({
  ...shared,
  format,
  entry: entries(resources, 'generated/resources', 'resources'),
  splitting: false,
  esbuildPlugins: [searchOutside(format)],
});

/** What the command line takes from the library, by the file that is built of it. */
const LIBRARY: Readonly<Record<string, string>> = {
  'src/index': './index.js',
  'src/codegen/store/index': './codegen.js',
  'src/exports/index': './exports.js',
  'src/exports/file/index': './exports/file.js',
  'src/sandbox/index': './sandbox.js',
  'src/search/index': './search.js',
};

const libraryOutside: NonNullable<Options['esbuildPlugins']>[number] = {
  name: 'library-outside',
  setup(build) {
    build.onResolve({ filter: /\/index\.js$/ }, ({ path, resolveDir }) => {
      const module = relative('.', resolve(resolveDir, path)).replaceAll('\\', '/').slice(0, -3);
      const outside = LIBRARY[module];
      return outside === undefined ? undefined : { path: outside, external: true };
    });
  },
};

// A program beside the library: it loads what the library is built into, each part when it is needed.
const commandLine: Options = {
  ...shared,
  format: 'esm',
  entry: { cli: 'src/cli/main.ts' },
  splitting: true,
  noExternal: ['leven'],
  esbuildPlugins: [libraryOutside],
  esbuildOptions(options) {
    // All in one folder: the paths of the library hold for every part.
    options.chunkNames = 'cli-[name]-[hash]';
  },
};

// Vitest is there for ES modules only.
const esmOnly = { 'sandbox/vitest': 'src/sandbox/vitest/index.ts' };

const CLIENT = 'src/client/create-client.ts';
/**
 * What every program loads, in one file each: a client, but for what the sandbox or a walk takes of it, which
 * must not lead to a client by that; and the classes of errors.
 */
const TOGETHER = [
  [CLIENT, 'src/sandbox/index.ts'],
  [CLIENT, 'src/search/walk/pages.ts'],
  [CLIENT],
  ['src/errors/index.ts'],
];

export default async function config(): Promise<Options[]> {
  const outside = [resourcesOutside('esm')];
  const together = await keepTogether(Object.values(libraryEntries), TOGETHER, outside);
  const both = (['esm', 'cjs'] as const).flatMap((format) => [
    {
      ...library,
      format,
      entry: format === 'esm' ? { ...libraryEntries, ...esmOnly } : libraryEntries,
      esbuildPlugins: [resourcesOutside(format), together],
    },
    modules(format),
  ]);
  return [...both, commandLine];
}
