// Says of which sources dist was made, so that checks in a row need not build for each of them.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

const STAMP = '.cache/built';
const UNFINISHED = `${STAMP}.unfinished`;
const FOLDERS = ['src', 'generated', 'scripts/build'];
const FILES = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'tsup.config.ts',
  'scripts/build-types.mjs',
];

function digest() {
  const inFolders = FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  const hash = createHash('sha256');
  for (const file of [...FILES, ...inFolders.sort()]) {
    hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** Notes the sources before a build, which may take a while and fail. */
export function beginBuild() {
  rmSync(STAMP, { force: true });
  mkdirSync('.cache', { recursive: true });
  writeFileSync(UNFINISHED, digest());
}

/** Says that the build is whole. */
export function endBuild() {
  renameSync(UNFINISHED, STAMP);
}

/** Whether dist is what a build would make. */
export function isBuilt() {
  return existsSync('dist') && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === digest();
}
