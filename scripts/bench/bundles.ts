import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Metafile } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A program as an app's bundler makes it: minified, with all it imports. */
export interface Bundle {
  /** All code, also that of files loaded later. */
  readonly text: string;
  /** Bytes of what loads with the program. */
  readonly startBytes: number;
  /** Bytes of everything, should it be one file. */
  readonly allBytes: number;
}

const gzip = (text: string) => gzipSync(text, { level: 9 }).length;

/** The files that load with the entry; what is imported later is left out. */
function loadedAtStart({ outputs }: Metafile): Set<string> {
  const found = new Set<string>();
  const visit = (file: string) => {
    if (found.has(file)) return;
    found.add(file);
    for (const { path, kind } of outputs[file]?.imports ?? []) {
      if (kind === 'import-statement') visit(path);
    }
  };
  for (const [file, { entryPoint }] of Object.entries(outputs))
    if (entryPoint === '<stdin>') visit(file);
  return found;
}

async function run(program: string, splitting: boolean) {
  const { outputFiles, metafile } = await build({
    stdin: { contents: program, resolveDir: root },
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    outdir: root,
    splitting,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'error',
    absWorkingDir: root,
  });
  const start = loadedAtStart(metafile);
  const texts = outputFiles.map(({ path, text }) => ({
    text,
    atStart: start.has(path.slice(root.length)),
  }));
  return texts;
}

/** Bundles a program for browsers and workers against the built package. */
export async function bundle(program: string): Promise<Bundle> {
  const [split, whole] = [await run(program, true), await run(program, false)];
  const start = split.filter(({ atStart }) => atStart).map(({ text }) => gzip(text));
  const text = whole.map((file) => file.text).join('\n');
  return { text, startBytes: start.reduce((sum, bytes) => sum + bytes, 0), allBytes: gzip(text) };
}
