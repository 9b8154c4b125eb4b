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

const library: Options = {
  ...shared,
  entry: {
    index: 'src/index.ts',
    core: 'src/core.ts',
    otel: 'src/otel/index.ts',
    sandbox: 'src/sandbox/index.ts',
    redis: 'src/redis/index.ts',
    tokens: 'src/tokens/index.ts',
    'tokens/file': 'src/tokens/file.ts',
    installations: 'src/installations/index.ts',
    'installations/file': 'src/installations/file.ts',
    'installations/node': 'src/installations/node.ts',
    ...entries(authenticators, 'src/auth', 'auth'),
  },
  // One error class across all entries: `instanceof` must hold between them.
  splitting: true,
  // Bundled, because loading zod's many files takes longer than all the rest together.
  noExternal: ['zod'],
};

// Resource modules have no imports and no state. Apart from the library, whose main entry holds a copy
// of them, they stay one file each, and the main entry loads in one piece.
const modules: Options = {
  ...shared,
  entry: entries(resources, 'generated/resources', 'resources'),
  splitting: false,
};

const config: Options[] = [library, modules].flatMap((options) =>
  (['esm', 'cjs'] as const).map((format) => ({ ...options, format })),
);

export default config;
