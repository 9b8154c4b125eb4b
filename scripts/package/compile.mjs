// Compiles the typed program in the consumer's project, with a compiler of one's choice and every way to resolve.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { typedProgram } from './consumer.mjs';
import { runNode } from './run.mjs';
import { subpathsOf } from './subpaths.mjs';

/** The way of before 2022, which newer compilers no longer know. */
const NODE10 = { module: 'commonjs', moduleResolution: 'node10', esModuleInterop: true };

const ESM_AND_CJS = ['use.mts', 'use.cts'];

const WAYS = [
  { name: 'nodenext', files: [...ESM_AND_CJS, 'all.mts'], options: { module: 'nodenext' } },
  { name: 'node16', files: ESM_AND_CJS, options: { module: 'node16' } },
  {
    name: 'bundler, every strict option',
    files: ['use.mts'],
    options: {
      module: 'esnext',
      moduleResolution: 'bundler',
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      noPropertyAccessFromIndexSignature: true,
      verbatimModuleSyntax: true,
    },
  },
  { name: 'node10', files: ['use.ts'], options: NODE10, before: 6 },
];

/** Without `skipLibCheck`, as that only hides errors. */
const COMMON = {
  target: 'es2022',
  lib: ['ES2022', 'DOM', 'DOM.Iterable', 'ESNext.Disposable'],
  types: [],
  strict: true,
  noEmit: true,
  skipLibCheck: false,
};

/** The entry for those who have Node's types; this project has none. */
const NEEDS_NODE = 'magekit/installations/node';

/** A program that reads every declaration of the package. */
function importsOfAll(project) {
  const { code, types } = subpathsOf(join(project, 'node_modules/magekit'));
  return [...code, ...types]
    .filter((name) => name !== NEEDS_NODE)
    .map((name, index) => `export type * as all${index} from '${name}';\n`)
    .join('');
}

/**
 * Every way to resolve that a compiler knows, as a name and a check that fails with the compiler's words.
 *
 * @param {string} project where the package is installed
 * @param {{ version: string, tsc: string }} compiler
 */
export function compilations(project, { version, tsc }) {
  const major = Number.parseInt(version, 10);
  return WAYS.filter(({ before = Number.POSITIVE_INFINITY }) => major < before).map(
    ({ name, files, options }) => ({
      name: `TypeScript ${version}, ${name}, ${files.join(', ')}`,
      run() {
        const folder = join(project, `${version}-${name}`);
        mkdirSync(folder);
        for (const file of files) {
          const isAll = file.startsWith('all.');
          writeFileSync(join(folder, file), isAll ? importsOfAll(project) : typedProgram);
        }
        const config = { compilerOptions: { ...COMMON, ...options }, files };
        writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
        runNode([tsc, '-p', join(folder, 'tsconfig.json')]);
      },
    }),
  );
}
