// Builds and packs twice, the second time in another folder, time zone, language and umask, and fails unless both
// tarballs are the same to the last byte.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createReport } from './package/report.mjs';
import { run } from './package/run.mjs';
import { pack } from './package/tarball.mjs';
import { copyProject } from './release/copy.mjs';
import { makeSbom } from './release/sbom.mjs';

const { check, end } = createReport('reproducible');
const folder = resolve('.cache', `reproducible-${process.pid}`);
const ELSEWHERE = { TZ: 'Pacific/Auckland', LANG: 'C', LC_ALL: 'C' };

function buildIn(cwd, env, umask) {
  const before = process.umask(umask);
  try {
    run('npm', ['run', 'build', '--silent'], { cwd, env: { ...process.env, ...env } });
    const target = join(folder, `packed-${umask}`);
    mkdirSync(target, { recursive: true });
    return pack(target, cwd).tarball;
  } finally {
    process.umask(before);
  }
}

/** Modes and names of the files, and which of them have other contents. */
function difference(...tarballs) {
  const [first, second] = tarballs.map((tarball) => {
    const target = `${tarball}.files`;
    mkdirSync(target);
    run('tar', ['-xzf', tarball, '-C', target]);
    writeFileSync(join(target, 'list'), run('tar', ['-tvzf', tarball]));
    return target;
  });
  const { stdout } = spawnSync('diff', ['-r', first, second], { encoding: 'utf8' });
  return stdout.split('\n').slice(0, 20).join('\n') || 'the same files, packed differently';
}

try {
  await check('two builds make one tarball', () => {
    const copy = join(folder, 'elsewhere');
    const first = buildIn(process.cwd(), {}, 0o022);
    copyProject(copy);
    const second = buildIn(copy, ELSEWHERE, 0o077);
    if (!readFileSync(first).equals(readFileSync(second)))
      throw new Error(difference(first, second));
  });
  await check('two lists of what is in it are one', () => {
    const [first, second] = [makeSbom(), makeSbom()];
    if (first.text !== second.text) throw new Error('they differ');
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
end();
