import { readdirSync } from 'node:fs';
import type { Options } from 'tsup';

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
  commerce: 'src/commerce/index.ts',
  otel: 'src/otel/index.ts',
  sandbox: 'src/sandbox/index.ts',
  redis: 'src/redis/index.ts',
  search: 'src/search/index.ts',
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

// The helpers share the resource modules with nobody, or the main entry would fall into pieces.
const resourcesOutside = (format: Format): NonNullable<Options['esbuildPlugins']>[number] => ({
  name: 'resources-outside',
  setup(build) {
    const ending = format === 'esm' ? 'js' : 'cjs';
    build.onResolve({ filter: /\/generated\/resources\/\w+\.js$/ }, ({ path, importer }) => {
      if (!importer.replaceAll('\\', '/').includes('/src/commerce/')) return undefined;
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

// Vitest is there for ES modules only.
const esmOnly = { 'sandbox/vitest': 'src/sandbox/vitest/index.ts' };

const config: Options[] = (['esm', 'cjs'] as const).flatMap((format) => [
  {
    ...library,
    format,
    entry: format === 'esm' ? { ...libraryEntries, ...esmOnly } : libraryEntries,
    esbuildPlugins: [resourcesOutside(format)],
  },
  modules(format),
]);

export default config;
