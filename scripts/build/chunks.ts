// Keeps together what always loads together (docs/decisions/0014): esbuild makes a file for each set of entries
// that share modules, and with as many entries as here a client would come out of forty.
import { relative, resolve } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';

type Outputs = Metafile['outputs'];

/** Where loading begins, an entry or a dynamic import, and the modules that load with it. */
type Loads = ReadonlyMap<string, ReadonlySet<string>>;

function loadedWith(outputs: Outputs, start: string): Set<string> {
  const modules = new Set<string>();
  const seen = new Set<string>();
  const visit = (file: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    const { inputs = {}, imports = [] } = outputs[file] ?? {};
    for (const [module, { bytesInOutput }] of Object.entries(inputs)) {
      if (bytesInOutput > 0) modules.add(module);
    }
    for (const { path, kind } of imports) if (kind === 'import-statement') visit(path);
  };
  visit(start);
  return modules;
}

async function loadsOf(entryPoints: readonly string[], plugins: Plugin[]): Promise<Loads> {
  const { metafile } = await build({
    entryPoints: [...entryPoints],
    bundle: true,
    splitting: true,
    format: 'esm',
    outdir: 'dist',
    write: false,
    metafile: true,
    packages: 'external',
    logLevel: 'silent',
    plugins,
  });
  const { outputs } = metafile;
  return new Map(
    Object.entries(outputs).flatMap(([file, { entryPoint }]) =>
      entryPoint === undefined ? [] : [[entryPoint, loadedWith(outputs, file)] as const],
    ),
  );
}

/** Lets everything that loads one module of a group load all of it, so that the group is one file. */
function togetherPlugin(groups: readonly (readonly string[])[], loads: Loads): Plugin {
  const members = new Set(groups.flat());
  const wantedBy = (start: string) =>
    groups.filter((group) => group.some((module) => loads.get(start)?.has(module))).flat();
  return {
    name: 'together',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /\.[jt]s$/ }, ({ path, resolveDir, kind }) => {
        const file = resolve(resolveDir, path).replace(/\.js$/, '.ts');
        const module = relative('.', file).replaceAll('\\', '/');
        const begins = kind === 'entry-point' || kind === 'dynamic-import';
        if (begins && wantedBy(module).length > 0) return { path: module, namespace: 'start' };
        // Else an import of the file alone would be dropped.
        return members.has(module) ? { path: file, sideEffects: true } : undefined;
      });
      onLoad({ filter: /./, namespace: 'start' }, ({ path }) => {
        const named = (module: string) => JSON.stringify(resolve(module));
        const imports = wantedBy(path).map((module) => `import ${named(module)};`);
        return {
          contents: [...imports, `export * from ${named(path)};`].join('\n'),
          resolveDir: '.',
        };
      });
    },
  };
}

/** The modules that load with each of some others. */
function shared(loads: Loads, [first = '', ...others]: readonly string[]): string[] {
  const all = [...(loads.get(first) ?? [])];
  return all.filter((module) => others.every((other) => loads.get(other)?.has(module)));
}

/**
 * Looks at what loads with which entry, and keeps groups of modules in one file each.
 * @param wanted a list of modules for each group, which is what loads with all of them; a module is in the
 *   first group that has it
 */
export async function keepTogether(
  entries: readonly string[],
  wanted: readonly (readonly string[])[],
  plugins: Plugin[],
): Promise<Plugin> {
  const loads = await loadsOf([...entries, ...wanted.flat()], plugins);
  const taken = new Set<string>();
  const groups = wanted.map((modules) => {
    const group = shared(loads, modules).filter((module) => !taken.has(module));
    for (const module of group) taken.add(module);
    return group;
  });
  return togetherPlugin(groups, loads);
}
