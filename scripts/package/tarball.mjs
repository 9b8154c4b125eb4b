// Packs the package and checks what is in the tarball.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUNDLED } from './bundled.mjs';
import { run } from './run.mjs';

const REQUIRED = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'THIRD-PARTY-LICENSES.md',
  'package.json',
  'dist/index.js',
  'dist/index.cjs',
];
const allowed = (path) => REQUIRED.includes(path) || path.startsWith('dist/');

/** @returns {{ tarball: string, files: string[], bytes: number }} */
export function pack(folder) {
  const [{ filename, files, size }] = JSON.parse(
    run('npm', ['pack', '--json', '--silent', '--ignore-scripts', '--pack-destination', folder]),
  );
  return { tarball: join(folder, filename), files: files.map(({ path }) => path), bytes: size };
}

/** Fails when something is in the tarball that should not be, or the other way round. */
export function checkContents(files) {
  const problems = [
    ...files.filter((path) => !allowed(path)).map((path) => `${path} should not be packed`),
    ...REQUIRED.filter((path) => !files.includes(path)).map((path) => `${path} is missing`),
  ];
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

/** Fails when a bundled package's version or licence is not stated. */
export function checkLicences() {
  const stated = readFileSync('THIRD-PARTY-LICENSES.md', 'utf8');
  for (const name of BUNDLED) {
    const { version } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8'));
    const folder = `node_modules/${name}`;
    const licence = readdirSync(folder).find((file) => /^licen[cs]e\b/i.test(file)) ?? 'LICENSE';
    const copyright = readFileSync(join(folder, licence), 'utf8').match(/Copyright.*/)?.[0];
    if (!stated.includes(`${name} ${version}`)) throw new Error(`${name} ${version} is not stated`);
    if (!stated.includes(copyright))
      throw new Error(`${name}'s licence is not there: ${copyright}`);
  }
}
