import { namesOfWalks } from '../list.js';
import type { OperationModel } from '../operations.js';
import { byName, propertyKey } from '../text.js';
import type { Reference } from './reference.js';

/** Names of the types of attributes, by the file's order. */
export type AttributeTypes = readonly string[];

/** The entry of the generated folder: `bindAll`, and all that the others declare. */
export function emitStoreIndex(
  resources: readonly string[],
  attributeTypes: AttributeTypes,
  hasExtensions: boolean,
): string {
  const types = `import type { ${resources.length > 0 ? 'Bound, ' : ''}Client } from 'magekit/core';\n`;
  const parameter = resources.length > 0 ? 'client' : '_client';
  return [
    types,
    resources.length > 0 ? `import { bind } from 'magekit/core';\n` : '',
    hasExtensions ? `import type {} from './extensions.js';\n` : '',
    ...resources.map((name) => `import * as ${name} from './resources/${name}.js';\n`),
    attributeTypes.length > 0
      ? `\nexport type { ${attributeTypes.join(', ')} } from './attributes.js';\n`
      : '',
    '\n/** The resources of this store that are not those of Magento. */\n',
    'export interface StoreResources {\n',
    ...resources.map((name) => `  readonly ${propertyKey(name)}: Bound<typeof ${name}>;\n`),
    '}\n',
    `\n/** Binds them to a client: \`bindAll(client).${resources[0] ?? 'name'}\`. */\n`,
    `export function bindAll(${parameter}: Client): StoreResources {\n`,
    resources.length === 0
      ? '  return {};\n'
      : `  return {\n${resources.map((name) => `    ${name}: bind(client, ${name}),\n`).join('')}  };\n`,
    '}\n',
  ].join('');
}

/**
 * The rest of a module of the package of which some operations are generated anew, so that the resource is
 * whole. Empty for a resource that only the store has.
 */
export function emitRest(
  resource: string,
  operations: readonly OperationModel[],
  { exports }: Reference,
): string {
  // A list that is none any more takes its walks along.
  const own = new Set(operations.flatMap(({ name }) => [name, ...namesOfWalks(name)]));
  const rest = [...(exports.get(resource) ?? [])].filter((name) => !own.has(name)).sort(byName);
  if (rest.length === 0) return '';
  const lines = rest.map((name) => `  ${name},\n`).join('');
  return `\nexport {\n${lines}} from 'magekit/resources/${resource}';\n`;
}
