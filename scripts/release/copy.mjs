// A second copy of the project, elsewhere, to build in.
import { cpSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from '../package/run.mjs';

/** Copies what is or could be in the repository; the installed packages are linked, file by file. */
export function copyProject(folder) {
  const files = run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
  for (const file of files.split('\0').filter(Boolean)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(file, join(folder, file));
  }
  run('cp', ['-al', 'node_modules', join(folder, 'node_modules')]);
}
