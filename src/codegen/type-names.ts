import { pascal } from './names.js';
import { byText } from './text.js';

/** Where a definition's types go and what they are called. */
export interface TypeName {
  /** Of the type of answers; the one of requests has `Input` behind it. */
  readonly name: string;
  /** File below `types/`, without extension. */
  readonly module: string;
  /** Not generated here: `magekit/types/<module>` has it. */
  readonly isBuiltIn?: true;
}

/** Names the output itself uses, or would hide. */
const globals =
  `Array Boolean Call CallOptions Client Date EmptyInput Error Function Map Number Object
  Omit Partial Pick Promise Record Required SearchCriteria Set String Symbol`.split(/\s+/);

/** Module words in front of `data`, and the words of the thing itself. */
function parts(key: string, modules: readonly (readonly string[])[]): [string[], string[]] {
  const tokens = key
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((token) => token !== '');
  if (tokens.length > 1 && tokens.at(-1) === 'interface') tokens.pop();
  const data = tokens.indexOf('data');
  if (data > 0 && data < tokens.length - 1) return [tokens.slice(0, data), tokens.slice(data + 1)];
  const known = modules.find((module) => module.every((word, i) => tokens[i] === word));
  const length = known && known.length < tokens.length ? known.length : 1;
  return [tokens.slice(0, length), tokens.slice(length)];
}

/** How many words the end of the module shares with the start of the thing: `tax` + `tax class`. */
function overlap(module: readonly string[], thing: readonly string[]): number {
  for (let length = Math.min(module.length, thing.length); length > 0; length--) {
    if (module.slice(-length).every((word, i) => word === thing[i])) return length;
  }
  return 0;
}

/**
 * Names every definition: `catalog-data-product-interface` → `CatalogProduct` in `catalog`.
 * Words said twice where module and thing meet are said once (`tax-data-tax-class` → `TaxClass`),
 * unless another definition has that name without shortening. The rule looks at names only, so a
 * store with more modules gives the same names to the definitions it shares with others.
 */
export function typeNames(
  keys: readonly string[],
  fixed: ReadonlyMap<string, string> = new Map(),
  avoid: Iterable<string> = [],
): Map<string, TypeName> {
  const sorted = [...keys].sort(byText);
  const modules = [...new Set(sorted.map((key) => key.split('-data-')).flatMap(moduleOf))]
    .map((text) => text.split('-'))
    .sort((a, b) => b.length - a.length || byText(a.join('-'), b.join('-')));
  const rows = sorted.map((key) => {
    const [module, thing] = parts(key, modules);
    const own = module.filter((word) => word !== 'api');
    const full = pascal([...own, ...thing].join('-'));
    const short = pascal([...own, ...thing.slice(overlap(own, thing))].join('-'));
    return { key, module: own.join('-') || 'other', full, short };
  });
  const unshortened = new Set(rows.map((row) => row.full));
  const taken = new Set([...globals, ...fixed.values(), ...avoid]);
  const names = new Map<string, TypeName>();
  // First those whose name is plainly theirs, last those that look like the request type of another.
  const rank = ({ short, full }: (typeof rows)[number]) =>
    full.endsWith('Input') ? 2 : Number(short !== full);
  for (const row of [...rows].sort((a, b) => rank(a) - rank(b))) {
    const short = unshortened.has(row.short) ? row.full : row.short;
    const name = fixed.get(row.key) ?? takePair(taken, short, row.full);
    names.set(row.key, { name, module: row.module });
  }
  return names;
}

/** Takes a name together with those its request types will have. */
function takePair(taken: Set<string>, short: string, full: string): string {
  const variants = (name: string) => [name, `${name}Input`, `${name}Sent`];
  const isFree = (name: string) => variants(name).every((one) => !taken.has(one));
  const candidates = [short, full, `${full}Type`];
  for (let n = 2; !candidates.some(isFree); n++) candidates.push(`${full}Type${n}`);
  const name = candidates.find(isFree) ?? full;
  for (const one of variants(name)) taken.add(one);
  return name;
}

function moduleOf(split: readonly string[]): string[] {
  const [module, thing] = split;
  return module && thing && thing !== 'interface' ? [module] : [];
}
