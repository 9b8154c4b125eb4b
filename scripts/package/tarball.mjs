// Packs the package and checks what is in the tarball.
import { chmodSync, readdirSync, readFileSync } from 'node:fs';
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

/** Else the umask of whoever packs is in the tarball; npm itself makes programs executable. */
function evenModes(cwd) {
  const inDist = readdirSync(join(cwd, 'dist'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name, parentPath }) => join(parentPath, name));
  const atTop = REQUIRED.filter((path) => !path.includes('/')).map((path) => join(cwd, path));
  for (const file of [...atTop, ...inDist]) chmodSync(file, 0o644);
}

/**
 * @param {string} folder for the tarball
 * @param {string} [cwd] the project to pack; default this one
 * @returns {{ tarball: string, files: string[], bytes: number }}
 */
export function pack(folder, cwd = '.') {
  evenModes(cwd);
  const args = ['pack', '--json', '--silent', '--ignore-scripts', '--pack-destination', folder];
  const [{ filename, files, size }] = JSON.parse(run('npm', args, { cwd }));
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
