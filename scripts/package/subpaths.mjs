// Writes out the exports of package.json: each subpath with its wildcard filled in from dist.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** Names that fill the star of a target such as `./dist/auth/*.js`. */
function starNames(root, target) {
  const [head, tail] = target.split('*');
  return readdirSync(join(root, head))
    .filter((name) => name.endsWith(tail))
    .map((name) => name.slice(0, -tail.length));
}

/**
 * @param {string} root folder of the installed package
 * @returns {{ code: string[], types: string[] }} specifiers such as `magekit/auth/oauth1`; `types` holds
 * those without code
 */
export function subpathsOf(root) {
  const { name, exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const code = [];
  const types = [];
  for (const [subpath, { import: target, require: other }] of Object.entries(exports)) {
    // What is there for ES modules only runs inside Vitest, and is tried there.
    if (!target || !other) continue;
    const list = target.default ? code : types;
    const path = target.default ?? target.types;
    const stars = path.includes('*') ? starNames(root, path) : [''];
    for (const star of stars) list.push(posix.join(name, subpath.replace('*', star)));
  }
  return { code, types };
}
