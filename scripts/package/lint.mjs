// Runs publint and Are The Types Wrong over the packed tarball, and looks for foreign packages in the
// declarations.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import ts from 'typescript';
import { runNode } from './run.mjs';

/** Wildcards are beyond attw, so one entry of each kind stands for all. */
const ENTRIES = [
  '.',
  'core',
  'auth/oauth1',
  'codegen',
  'commerce',
  'otel',
  'resources/products',
  'search',
  'bulk',
  'bulk/file',
  'exports',
  'exports/file',
  'sandbox',
  'types/catalog',
  'installations',
  'installations/node',
];

/** The entries for those who have another package, or Node's types, already. */
const NAMED_IN = [
  { folder: 'src/otel/', name: /^@opentelemetry\/api$/ },
  { folder: 'src/installations/node/', name: /^node:/ },
];

const isAllowed = (file, named) =>
  NAMED_IN.some(
    ({ folder, name }) => file.replaceAll('\\', '/').startsWith(folder) && name.test(named),
  );

/** Fails on every message of publint, suggestions included. */
export async function checkPublint(tarball) {
  const { messages, pkg } = await publint({
    pack: { tarball: new Uint8Array(readFileSync(tarball)).buffer },
    strict: true,
  });
  if (messages.length > 0) {
    throw new Error(messages.map((message) => formatMessage(message, pkg)).join('\n'));
  }
}

/** Fails when a resolution of TypeScript finds the wrong declarations or none. */
export function checkResolutions(tarball) {
  const cli = 'node_modules/@arethetypeswrong/cli/dist/index.js';
  runNode([cli, tarball, '--format', 'ascii', '--no-color', '--entrypoints', ...ENTRIES]);
}

/** Fails when declarations name a package or Node's types, which not every user has. */
export function checkDeclarations(root) {
  const folder = join(root, 'dist/types');
  const problems = readdirSync(folder, { recursive: true })
    .filter((name) => /\.d\.c?ts$/.test(name))
    .flatMap((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      const { importedFiles, typeReferenceDirectives } = ts.preProcessFile(text, true);
      return [...importedFiles, ...typeReferenceDirectives]
        .filter(({ fileName }) => !fileName.startsWith('.') && !isAllowed(name, fileName))
        .map(({ fileName }) => `${name} names "${fileName}"`);
    });
  if (problems.length > 0) throw new Error(problems.join('\n'));
}
