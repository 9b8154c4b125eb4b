// Loads every subpath of the installed package, as an ES module and as CommonJS, and calls a server.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runtimeProgram } from './consumer.mjs';
import { runNode } from './run.mjs';

const LOADERS = {
  'use-esm.mjs': (subpaths) =>
    `import use from './use.cjs';\nawait use((name) => import(name), ${subpaths});\n`,
  'use-cjs.cjs': (subpaths) =>
    `const use = require('./use.cjs');\nuse(require, ${subpaths}).catch((error) => {\n  console.error(error);\n  process.exitCode = 1;\n});\n`,
};

/** Fails with the assertion that failed. */
export function checkLoading(project, file, subpaths) {
  writeFileSync(join(project, 'use.cjs'), runtimeProgram);
  writeFileSync(join(project, file), LOADERS[file](JSON.stringify(subpaths)));
  runNode([file], { cwd: project, timeout: 120_000 });
}
