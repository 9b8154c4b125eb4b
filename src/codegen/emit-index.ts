import { rights } from './doc.js';
import type { OperationModel } from './operations.js';
import { quote } from './text.js';

/** The index that binds every resource; nothing else may import it, as it loads them all. */
export function emitIndex(resources: readonly string[]): string {
  const imports = resources.map((name) => `import * as ${name} from './resources/${name}.js';\n`);
  const types = resources.map((name) => `  readonly ${name}: typeof ${name};\n`);
  const values = resources.map((name) => `  ${name},\n`);
  return [
    ...imports,
    '\n/** Every resource by name. Loads them all. */\n',
    'export const resources: {\n',
    ...types,
    '} = {\n',
    ...values,
    '};\n',
  ].join('');
}

/** The routes with the rights they take, for a server that plays the store. */
export function emitRoutes(operations: readonly OperationModel[]): string {
  const lines = operations.map(
    (operation) => `  ${quote(`${operation.key} ${rights(operation).join(',')}`)},\n`,
  );
  return [
    '/** Every route: method, path template, and what it takes: `anonymous`, `self`, or ACL resources joined by commas. */\n',
    'export const routes: readonly string[] = [\n',
    ...lines,
    '];\n',
  ].join('');
}
