// Installs pinned packages into a folder of their own below .cache, once for each set of versions.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { run } from '../package/run.mjs';

/**
 * Fails when one of the packages cannot be had. A folder is whole or not there, as it gets its name last.
 *
 * @param {string} name of the set
 * @param {Readonly<Record<string, string>>} dependencies
 * @returns {string} the folder that holds `node_modules`
 */
export function fetchTools(name, dependencies) {
  const text = JSON.stringify({ private: true, dependencies });
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 12);
  const folder = resolve('.cache/tools', `${name}-${digest}`);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  try {
    writeFileSync(join(unfinished, 'package.json'), text);
    const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
    run('npm', ['install', ...quiet], { cwd: unfinished });
    const missing = Object.keys(dependencies).filter(
      (dependency) => !existsSync(join(unfinished, 'node_modules', dependency)),
    );
    if (missing.length > 0) throw new Error(`not installed: ${missing.join(', ')}`);
    rmSync(folder, { recursive: true, force: true });
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}
