import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** How many files of `dist` load with one of them, itself included; what is imported later is left out. */
export async function countLoadedFiles(entry: string): Promise<number> {
  const { metafile } = await build({
    entryPoints: [`${root}dist/${entry}`],
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    packages: 'external',
    // A bundle leaves out what it does not use; Node loads all of it.
    treeShaking: false,
    logLevel: 'silent',
  });
  const seen = new Set<string>();
  const visit = (file: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const { path, kind, external } of metafile.inputs[file]?.imports ?? []) {
      if (kind === 'import-statement' && !external) visit(path);
    }
  };
  visit(relative(root, `${root}dist/${entry}`).replaceAll('\\', '/'));
  return seen.size;
}
