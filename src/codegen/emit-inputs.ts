import { createDefinitions, type Definitions } from './definitions.js';
import type { GenerateInput } from './input.js';
import { walkableList } from './list.js';
import { type OperationModel, readOperations } from './operations.js';
import { refKey, type Schema } from './swagger.js';
import { docText, quote } from './text.js';

/** What a member takes, as one word, and the objects that word names. */
interface Words {
  word(schema: Schema, place: string): string;
  /** Every object named so far, and those its members name. */
  objects(): ReadonlyMap<string, string>;
}

const scalars = new Set(['string', 'integer', 'number', 'boolean']);

function createWords(definitions: Definitions): Words {
  const objects = new Map<string, string>();

  function named(key: string): string {
    const type = definitions.use(key, 'request');
    const shape = definitions.get(key, 'request')?.shape;
    if (!type || !shape) return 'json';
    if (shape.kind === 'alias') return word(shape.schema, type.name);
    if (!objects.has(type.name)) {
      // Before its members, as one of them may be the same type again.
      objects.set(type.name, '');
      objects.set(type.name, members(shape.members, type.name));
    }
    return type.name;
  }

  function members(list: readonly { name: string; schema: Schema }[], place: string): string {
    return list
      .filter(({ name }) => isPlain(name))
      .map(({ name, schema }) => `${name}:${word(schema, `${place}.${name}`)}`)
      .join(' ');
  }

  /** What several alternatives have in common: text does for numbers as well. */
  function common(alternatives: readonly Schema[], place: string): string {
    const words = new Set(
      alternatives.filter(({ type }) => type !== 'null').map((schema) => word(schema, place)),
    );
    const [only = 'json', ...more] = words;
    if (more.length === 0) return only;
    return [...words].every((one) => scalars.has(one) && one !== 'boolean') ? 'string' : 'json';
  }

  function word(schema: Schema, place: string): string {
    const key = refKey(schema);
    if (key !== undefined) return named(key);
    if (schema.oneOf) return common(schema.oneOf, place);
    if (schema.type === 'array') return `${word(schema.items ?? {}, place)}[]`;
    if (schema.type !== 'object') return scalars.has(schema.type ?? '') ? `${schema.type}` : 'json';
    const properties = Object.entries(schema.properties ?? {});
    if (properties.length === 0) return 'json';
    objects.set(
      place,
      members(
        properties.map(([name, below]) => ({ name, schema: below })),
        place,
      ),
    );
    return place;
  }

  return { word, objects: () => objects };
}

/** Names that can stand in a line of words; a real store has no others. */
const isPlain = (name: string) => /^\w+$/.test(name);

function operationLine(operation: OperationModel, { word }: Words): string {
  const { resource, name, method, path, entry, source, pathMembers, query, body } = operation;
  const full = `${resource}.${name}`;
  const seen = new Set<string>();
  const members = [...pathMembers, ...query, ...body].flatMap((member) => {
    if (seen.has(member.name) || !isPlain(member.name)) return [];
    seen.add(member.name);
    const isCriteria = 'criteria' in member && member.criteria;
    const type = isCriteria ? 'criteria' : word(member.schema, `${full}.${member.name}`);
    return [`${member.name}${member.required ? '' : '?'}:${type}`];
  });
  const list = walkableList(operation) ? ['list'] : [];
  const summary = docText(entry?.summary ?? source.description) || `Calls ${method} ${path}.`;
  return [full, method, path, ...list, ...members, `# ${summary}`].join(' ');
}

/**
 * What every operation takes, as text for a command line: small, and read only when it is needed.
 * The same input gives the same text.
 */
export function emitInputs(input: GenerateInput, header: string): string {
  const operations = readOperations(input);
  const words = createWords(createDefinitions(input.schema, input.corrections ?? {}));
  const lines = operations.map((operation) => operationLine(operation, words)).sort();
  const objects = [...words.objects()].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    `// ${docText(header)}\n\n`,
    '/**\n',
    ' * Every operation: name, method, path, `list` where it can be walked, its members (`?` may be left out)\n',
    ' * with what they take, and after `#` what it does.\n',
    ' */\n',
    'export const operationLines: readonly string[] = [\n',
    ...lines.map((line) => `  ${quote(line)},\n`),
    '];\n\n',
    '/** The objects that operations take: name, and members with what those take. */\n',
    'export const objectLines: readonly string[] = [\n',
    ...objects.map(([name, members]) => `  ${quote(`${name} ${members}`)},\n`),
    '];\n',
  ].join('');
}
