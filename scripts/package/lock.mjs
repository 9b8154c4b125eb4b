// Checks package-lock.json. A lock written where a registry lacks platform packages installs there and
// nowhere else, and one with addresses ties every install to that registry.
import { readFileSync } from 'node:fs';
import { run } from './run.mjs';

const readLock = () => JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;

/** Fails when an optional dependency of a locked package is not locked itself. */
export function checkOptionalDependencies() {
  const packages = readLock();
  const locked = new Set(Object.keys(packages).map((path) => path.split('node_modules/').at(-1)));
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !locked.has(name))
      .map((name) => `${path} wants ${name}, which is not locked`),
  );
  if (missing.length > 0) throw new Error(missing.join('\n'));
}

/** Fails when the lock names where a package was downloaded from. */
export function checkNoAddresses() {
  const found = Object.entries(readLock()).filter(([, { resolved }]) =>
    /^[a-z+]+:\/\//.test(resolved ?? ''),
  );
  if (found.length === 0) return;
  throw new Error(found.map(([path, { resolved }]) => `${path}: ${resolved}`).join('\n'));
}

/** Fails when a package could be swapped on its way here: each needs the hash of what was locked. */
export function checkIntegrity() {
  const without = Object.entries(readLock()).filter(
    ([path, { integrity, link, inBundle }]) => path !== '' && !integrity && !link && !inBundle,
  );
  if (without.length > 0)
    throw new Error(without.map(([path]) => `${path} has no hash`).join('\n'));
}

/** Fails when the lock is of another package.json; nothing is installed. */
export function checkInStep() {
  run('npm', ['ci', '--dry-run', '--ignore-scripts', '--no-audit', '--no-fund']);
}
