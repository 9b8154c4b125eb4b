// Checks package-lock.json. A lock written where a registry lacks platform packages installs there and
// nowhere else (stack notes 1.3), and one with addresses ties every install to that registry.
import { readFileSync } from 'node:fs';

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
