// What users get with the package, as CycloneDX: its dependencies by the lock file, and the packages whose code
// is in dist. The same lock gives the same text, so there is no serial number and no time in it.
import { readFileSync } from 'node:fs';
import { BUNDLED } from '../package/bundled.mjs';
import { run } from '../package/run.mjs';

/** With development dependencies: `--omit dev` drops whatever has the name of one of theirs. */
const readAll = () =>
  JSON.parse(run('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only']));

/** References of those given and of all that they lead to. */
function reachable(references, dependencies) {
  const found = new Set(references);
  for (const reference of found) {
    const entry = dependencies.find(({ ref }) => ref === reference);
    for (const next of entry?.dependsOn ?? []) found.add(next);
  }
  return found;
}

/**
 * Fails when a dependency of package.json is not in it.
 *
 * @returns {{ text: string, names: string[] }} the document, and the packages it names
 */
export function makeSbom() {
  const { name, dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const locked = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;
  const refOf = (dependency) => `${dependency}@${locked[`node_modules/${dependency}`].version}`;
  const bundled = BUNDLED.map(refOf);

  const { serialNumber: _serial, metadata, components, ...all } = readAll();
  const { timestamp: _time, component, ...rest } = metadata;
  const own = component['bom-ref'];
  const installed = reachable(Object.keys(dependencies).map(refOf), all.dependencies);
  const wanted = new Set([...installed, ...bundled]);
  const kept = components
    .filter((each) => wanted.has(each['bom-ref']))
    // What is bundled is of development to npm, and not to users.
    .map((each) => ({ ...each, properties: [] }));
  const missing = [...wanted].filter((ref) => !kept.some((each) => each['bom-ref'] === ref));
  if (missing.length > 0) throw new Error(`not in the list of npm: ${missing.join(', ')}`);

  const graph = [
    { ref: own, dependsOn: [...Object.keys(dependencies).map(refOf), ...bundled].sort() },
    ...all.dependencies.filter(({ ref }) => installed.has(ref)),
    ...bundled.map((ref) => ({ ref, dependsOn: [] })),
  ];
  const document = {
    ...all,
    // npm takes the name of the folder.
    metadata: { ...rest, component: { ...component, name } },
    components: kept,
    dependencies: graph,
  };
  return { text: `${JSON.stringify(document, null, 2)}\n`, names: [...wanted].sort() };
}
