import { readdirSync, readFileSync } from 'node:fs';
import builds from '../../tsup.config.js';

/** One entry of the package: the name it is imported by, and the file behind it. */
export interface EntryPoint {
  readonly name: string;
  readonly file: string;
}

type Conditions = { readonly import?: { readonly types: string } };

const { name, exports } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | Conditions>>;
};

/** What is built, and the types, which are not: name in `dist` → source. */
const sources: ReadonlyMap<string, string> = new Map([
  ...(await builds()).flatMap(({ entry }) => Object.entries(entry as Record<string, string>)),
  ...readdirSync('generated/types').map(
    (file) => [`types/${file.replace(/\.ts$/, '')}`, `generated/types/${file}`] as const,
  ),
]);

const fits = (subpath: string, pattern: string): boolean =>
  pattern.endsWith('/*') ? subpath.startsWith(pattern.slice(0, -1)) : subpath === pattern;

/** Every entry that package.json exports with types, in its order. */
export function entryPoints(): EntryPoint[] {
  return Object.entries(exports)
    .filter(([, value]) => typeof value === 'object' && value.import !== undefined)
    .flatMap(([pattern]) => {
      const found = [...sources].filter(([built]) =>
        fits(built === 'index' ? '.' : `./${built}`, pattern),
      );
      if (found.length === 0)
        throw new Error(`package.json exports ${pattern}, which is not built.`);
      return found.map(([built, file]) => ({
        name: built === 'index' ? name : `${name}/${built}`,
        file,
      }));
    });
}
