// Writes one declaration file for each public source file, once for ESM and once for CommonJS, and
// drops those that no entry of package.json leads to. A rolled-up file would make every editor read the
// whole API. Runs after tsup, as an entry is one
// only when its code is there. Fails when the compiler does.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const OUT = 'dist/types';
const SPECIFIER = /((?:from|import\()\s*["'])([^"'\n]+)(["'])/g;

function compile() {
  rmSync(OUT, { recursive: true, force: true });
  const compiler = 'node_modules/typescript7/bin/tsc';
  const { status } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(1);
}

const declarations = () =>
  readdirSync(OUT, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name.endsWith('.d.ts'))
    .map((entry) => join(entry.parentPath, entry.name));

const withoutComments = (text) => text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');

function specifiers(file) {
  const text = withoutComments(readFileSync(file, 'utf8'));
  return Array.from(text.matchAll(SPECIFIER), ([, , name]) => name);
}

/** Whether a file of declarations is what an export of package.json stands for. */
function isEntry(file, { types, default: code }) {
  const [head, tail] = normalize(types).split('*');
  if (tail === undefined) return file === head;
  if (!file.startsWith(head) || !file.endsWith(tail)) return false;
  return !code || existsSync(code.replace('*', file.slice(head.length, -tail.length)));
}

/** The public declarations and all that they lead to. */
function reachable(files) {
  const { exports } = JSON.parse(readFileSync('package.json', 'utf8'));
  const targets = Object.values(exports).flatMap((target) => target.import ?? []);
  const found = new Set(files.filter((file) => targets.some((target) => isEntry(file, target))));
  for (const file of found) {
    for (const name of specifiers(file)) {
      if (name.startsWith('.')) found.add(join(dirname(file), name.replace(/\.js$/, '.d.ts')));
    }
  }
  return found;
}

/** A CommonJS declaration may refer to others of its kind only. */
function writeCommonJs(file) {
  const text = readFileSync(file, 'utf8').replace(SPECIFIER, (all, before, name, after) =>
    name.startsWith('.') ? before + name.replace(/\.js$/, '.cjs') + after : all,
  );
  writeFileSync(file.replace(/\.d\.ts$/, '.d.cts'), text);
}

/** Up to TypeScript 5.6 this type takes no argument; without one it says the same, or a little less. */
function writeForOlderCompilers(file) {
  const text = readFileSync(file, 'utf8');
  const plain = text.replaceAll('Uint8Array<ArrayBuffer>', 'Uint8Array');
  if (plain !== text) writeFileSync(file, plain);
}

compile();
const files = declarations();
const kept = reachable(files);
for (const file of files) {
  if (!kept.has(file)) {
    rmSync(file);
    continue;
  }
  writeForOlderCompilers(file);
  writeCommonJs(file);
}
