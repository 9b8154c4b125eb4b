// Checks the package as users get it: builds, packs, lints the tarball, installs it into an empty
// project, and loads every subpath there as ESM and as CommonJS. Prints one line for each check, exits 1 when
// any fails. Compilers, runtimes and bundlers have checks of their own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkCommandLine } from './package/command-line.mjs';
import { install } from './package/consumer.mjs';
import { checkDeclarations, checkPublint, checkResolutions } from './package/lint.mjs';
import { checkLoading } from './package/load.mjs';
import { createReport } from './package/report.mjs';
import { run } from './package/run.mjs';
import { subpathsOf } from './package/subpaths.mjs';
import { checkContents, checkLicences, pack } from './package/tarball.mjs';

const { check, end } = createReport('package');
const folder = mkdtempSync(join(tmpdir(), 'magekit-package-'));
const project = join(folder, 'project');

try {
  await check('build', () => run('npm', ['run', 'built', '--silent']));
  const packed = await check('pack', () => pack(folder));
  if (packed) {
    const { tarball, files } = packed;
    await check('tarball: nothing missing, nothing more', () => checkContents(files));
    await check('tarball: licences of what is bundled', checkLicences);
    await check('publint --strict', () => checkPublint(tarball));
    await check('attw', () => checkResolutions(tarball));
    const root = await check('install', () => install(project, tarball));
    if (root) {
      const { code } = subpathsOf(root);
      await check('declarations name no package', () => checkDeclarations(root));
      await check(`import of ${code.length} subpaths, with calls`, () =>
        checkLoading(project, 'use-esm.mjs', code),
      );
      await check(`require of ${code.length} subpaths, with calls`, () =>
        checkLoading(project, 'use-cjs.cjs', code),
      );
      await check('npx magekit, with calls', () => checkCommandLine(project));
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
end();
