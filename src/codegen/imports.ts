import type { Definitions } from './definitions.js';
import type { Side } from './shapes.js';
import { byText } from './text.js';

/** `import type` lines for the given definitions, one per module, names and modules sorted. */
export function typeImports(
  refs: Iterable<readonly [string, Side]>,
  definitions: Definitions,
  folder: string,
  except?: string,
): string {
  const modules = new Map<string, Set<string>>();
  for (const [key, side] of refs) {
    const type = definitions.use(key, side);
    if (!type || (!type.isBuiltIn && type.module === except)) continue;
    const from = `${type.isBuiltIn ? 'magekit/types' : folder}/${type.module}`;
    const names = modules.get(from) ?? new Set();
    modules.set(from, names.add(type.name));
  }
  return [...modules]
    .sort(([a], [b]) => byText(a, b))
    .map(([from, names]) => importLine([...names].sort(byText), ending(from)))
    .join('');
}

const ending = (from: string) => (from.startsWith('.') ? `${from}.js` : from);

/** One `import type` line, broken where it is long. */
export function importLine(names: readonly string[], from: string): string {
  const line = `import type { ${names.join(', ')} } from '${from}';\n`;
  if (line.length <= 101) return line;
  return `import type {\n${names.map((name) => `  ${name},\n`).join('')}} from '${from}';\n`;
}
