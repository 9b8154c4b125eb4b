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

/** The routes with the rights they take and the service behind them, for a server that plays the store. */
export function emitRoutes(operations: readonly OperationModel[]): string {
  return [
    '/**\n',
    ' * Every route: method, path template, what it takes (`anonymous`, `self`, or ACL resources joined by\n',
    ' * commas), and where it is known the service: `catalog/ProductRepositoryInterface::save`.\n',
    ' */\n',
    'export const routes: readonly string[] = [\n',
    ...operations.map((operation) => `  ${quote(routeLine(operation))},\n`),
    '];\n',
  ].join('');
}

function routeLine(operation: OperationModel): string {
  const { 'x-module': module, 'x-service': service } = operation.source;
  const line = `${operation.key} ${rights(operation).join(',')}`;
  return module === undefined || service === undefined ? line : `${line} ${module}/${service}`;
}
