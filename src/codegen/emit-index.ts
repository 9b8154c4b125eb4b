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
