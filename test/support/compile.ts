import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Where the package's own name leads to while it is not built. */
const paths: Readonly<Record<string, readonly [string]>> = {
  magekit: ['../../src/index.ts'],
  'magekit/core': ['../../src/core.ts'],
  'magekit/codegen': ['../../src/codegen/store/index.ts'],
  'magekit/commerce': ['../../src/commerce/index.ts'],
  'magekit/otel': ['../../src/otel/index.ts'],
  'magekit/sandbox': ['../../src/sandbox/index.ts'],
  'magekit/sandbox/vitest': ['../../src/sandbox/vitest/index.ts'],
  'magekit/search': ['../../src/search/index.ts'],
  'magekit/exports': ['../../src/exports/index.ts'],
  'magekit/exports/file': ['../../src/exports/file/index.ts'],
  'magekit/redis': ['../../src/redis/index.ts'],
  'magekit/bulk': ['../../src/bulk/index.ts'],
  'magekit/bulk/file': ['../../src/bulk/file.ts'],
  'magekit/tokens': ['../../src/tokens/index.ts'],
  'magekit/tokens/file': ['../../src/tokens/file.ts'],
  'magekit/installations': ['../../src/installations/index.ts'],
  'magekit/installations/file': ['../../src/installations/file.ts'],
  'magekit/installations/node': ['../../src/installations/node.ts'],
  'magekit/auth/*': ['../../src/auth/*.ts'],
  'magekit/resources/*': ['../../generated/resources/*.ts'],
  'magekit/types/*': ['../../generated/types/*.ts'],
};

/** The source file behind a name that users import. */
export function sourceOf(specifier: string): string {
  const folder = specifier.slice(0, specifier.lastIndexOf('/'));
  const [path] = paths[specifier] ?? paths[`${folder}/*`] ?? [];
  if (path === undefined) throw new Error(`There is no entry ${specifier}.`);
  const name = specifier.slice(specifier.lastIndexOf('/') + 1);
  return path.replace('../../', root).replace('*', name);
}

/** Compiles files written below `.cache/<name>`, or files of the project; what the compiler says, line by line. */
export function compile(
  name: string,
  files: ReadonlyMap<string, string>,
  include: readonly string[] = ['*.ts'],
): Promise<string[]> {
  const folder = `${root}.cache/${name}/`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of files) {
    mkdirSync(dirname(`${folder}${file}`), { recursive: true });
    writeFileSync(`${folder}${file}`, text);
  }
  const compilerOptions = { isolatedDeclarations: false, paths };
  const config = { extends: '../../tsconfig.json', compilerOptions, include };
  writeFileSync(`${folder}tsconfig.json`, JSON.stringify(config));
  const compiler = `${root}node_modules/typescript7/bin/tsc`;
  return new Promise((resolve) => {
    execFile('node', [compiler, '-p', folder], { maxBuffer: 1 << 26 }, (_, stdout) =>
      resolve(stdout.split('\n').filter((line) => line !== '')),
    );
  });
}
