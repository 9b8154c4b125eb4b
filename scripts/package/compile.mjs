// Compiles the typed program in the consumer's project, with both compilers and every way to resolve.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { typedProgram } from './consumer.mjs';
import { runNode } from './run.mjs';

const COMPILERS = { 'TypeScript 5.9': 'typescript', 'TypeScript 7': 'typescript7' };
const MODULES = {
  nodenext: { module: 'nodenext', files: ['use.mts', 'use.cts'] },
  node16: { module: 'node16', files: ['use.mts', 'use.cts'] },
  bundler: { module: 'esnext', moduleResolution: 'bundler', files: ['use.mts'] },
};

function writeProject(folder, { files, ...resolution }, skipLibCheck) {
  for (const file of files) writeFileSync(join(folder, file), typedProgram);
  const compilerOptions = {
    ...resolution,
    target: 'es2022',
    lib: ['ES2022', 'DOM', 'DOM.Iterable', 'ESNext.Disposable'],
    types: [],
    strict: true,
    noEmit: true,
    skipLibCheck,
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
}

/** Every combination as a name and a check that fails with the compiler's words. */
export function compilations(project) {
  const list = [];
  for (const [label, compiler] of Object.entries(COMPILERS)) {
    for (const [mode, settings] of Object.entries(MODULES)) {
      for (const skipLibCheck of [true, false]) {
        const kinds = settings.files.length > 1 ? 'ESM and CommonJS' : 'ESM';
        list.push({
          name: `${label}, ${mode}, ${kinds}, skipLibCheck ${skipLibCheck}`,
          run() {
            const folder = join(project, `${compiler}-${mode}-${skipLibCheck}`);
            mkdirSync(folder);
            writeProject(folder, settings, skipLibCheck);
            const tsc = resolve('node_modules', compiler, 'bin/tsc');
            runNode([tsc, '-p', join(folder, 'tsconfig.json')]);
          },
        });
      }
    }
  }
  return list;
}
