// Checks who imports whom in src and generated: directions between rooms (scripts/imports/rooms.mjs),
// where a package may be used, what core and the client must never load, cycles between rooms at run
// time, `export *`, and the length of files. Prints one line for each violation and exits 1.
import { moduleName, readSource, sourceFiles } from './imports/read.mjs';
import { checkCycles, checkFile, checkReach } from './imports/rules.mjs';

const files = ['src', 'generated'].flatMap(sourceFiles);
const sources = new Map(files.map((file) => [moduleName(file), { file, ...readSource(file) }]));

const problems = [
  ...[...sources].flatMap(([module, source]) => checkFile(source.file, module, source)),
  ...checkReach(sources),
  ...checkCycles(sources),
];

for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else console.log(`imports: ${files.length} files in order`);
