import { rights } from './doc.js';
import type { OperationModel } from './operations.js';
import { type Parameter, refKey, type Schema, type SwaggerDocument } from './swagger.js';
import { byText, propertyKey, quote } from './text.js';

type Declared = Omit<Parameter, 'required'> & { readonly required?: boolean };

const scalars = new Map([
  ['integer', 'int'],
  ['number', 'float'],
  ['boolean', 'bool'],
  ['string', 'string'],
]);

/** The routes with all a server needs that plays the store. */
export function emitRoutes(operations: readonly OperationModel[]): string {
  return [
    '/**\n',
    ' * Every route: method, path template, what it takes (`anonymous`, `self`, or ACL resources joined by\n',
    ' * commas), the service (`catalog/ProductRepositoryInterface::save`, `-` where it is not known), the edition,\n',
    ' * the version since, the type it answers (`-` for nothing), and its arguments, `name:type`: `/` before those\n',
    ' * of the path, `?` before those of the query, `!` after what is required.\n',
    ' */\n',
    'export const routes: readonly string[] = [\n',
    ...operations.map((operation) => `  ${quote(routeLine(operation))},\n`),
    '];\n',
  ].join('');
}

/** The members of every data type, for the same server. */
export function emitDefinitions(schema: SwaggerDocument): string {
  const all = Object.entries(schema.definitions ?? {}).sort(([a], [b]) => byText(a, b));
  return [
    '/** Members of every data type, `name:type`, with `!` after what answers always hold. */\n',
    'export const definitions: Readonly<Record<string, string>> = {\n',
    ...all.map(([key, definition]) => definitionLine(key, definition)),
    '};\n',
  ].join('');
}

function definitionLine(key: string, { properties = {}, required = [] }: Schema): string {
  const members = Object.entries(properties).map(
    ([name, schema]) => `${name}:${typeWord(schema)}${required.includes(name) ? '!' : ''}`,
  );
  const text = quote(members.join(' '));
  const line = `  ${propertyKey(key)}: ${text},\n`;
  return line.length <= 101 ? line : `  ${propertyKey(key)}:\n    ${text},\n`;
}

function routeLine({ key, source, ...operation }: OperationModel): string {
  const { 'x-module': module, 'x-service': service } = source;
  const success = source.responses?.['200']?.schema;
  return [
    key,
    rights({ key, source, ...operation }).join(','),
    module === undefined || service === undefined ? '-' : `${module}/${service}`,
    source['x-edition'] ?? '-',
    source['x-since'] ?? '-',
    success === undefined ? '-' : typeWord(success),
    ...argumentWords(source.parameters ?? []),
  ].join(' ');
}

/** Criteria are declared member by member, each with the index 0; one word stands for all of them. */
function argumentWords(parameters: readonly Declared[]): string[] {
  const words = parameters.flatMap((parameter) => {
    if (parameter.in !== 'body') return [argumentWord(parameter)];
    const { properties = {}, required = [] } = parameter.schema ?? {};
    return Object.entries(properties).map(
      ([name, schema]) => `${name}:${typeWord(schema)}${required.includes(name) ? '!' : ''}`,
    );
  });
  return [...new Set(words)];
}

function argumentWord(parameter: Declared): string {
  const criteria = /^(criteria|searchCriteria)\[(?!requestName)/.exec(parameter.name)?.[1];
  if (criteria !== undefined) return `?${criteria}:criteria`;
  const place = parameter.in === 'path' ? '/' : '?';
  const required = parameter.required === true ? '!' : '';
  const { required: _, ...schema } = parameter;
  return `${place}${parameter.name}:${typeWord(schema)}${required}`;
}

function typeWord(schema: Schema): string {
  const key = refKey(schema);
  if (key !== undefined) return key;
  if (schema.items !== undefined) return `${typeWord(schema.items)}[]`;
  return scalars.get(schema.type ?? '') ?? 'mixed';
}
