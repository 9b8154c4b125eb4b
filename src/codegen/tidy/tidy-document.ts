import type { Schema, SwaggerDocument, SwaggerOperation } from '../swagger.js';
import { byText } from '../text.js';
import type { Warn } from '../warning.js';
import { breakCycles } from './break-cycles.js';
import { isObject, kindOf, member, objectOf, shown, textOf } from './json.js';
import { tidyOperation } from './tidy-operation.js';
import { tidySchema } from './tidy-schema.js';

/** Names become file names and identifiers; longer ones are beyond file systems. */
const LONGEST = 180;
const METHODS = ['delete', 'get', 'post', 'put'];

/**
 * A schema as stores really send it, with everything left out that cannot be read. Each such thing is a
 * warning with its place. Nothing of the input is shared, and no name of it is looked up.
 */
export function tidyDocument(value: unknown, warn: Warn): SwaggerDocument {
  const given = Object.entries(objectOf(member(value, 'definitions'))).filter(([name]) =>
    isShort(name, 'definitions', warn),
  );
  const context = { warn, definitions: new Set(given.map(([name]) => name)) };
  const tidied = given.map(([name, one]): [string, Schema] => [
    name,
    tidySchema(one, `definitions › ${shown(name)}`, context),
  ]);
  const definitions = breakCycles(Object.fromEntries(tidied), warn);
  const paths = member(value, 'paths');
  if (!isObject(paths)) warn('paths', `A schema has an object of paths, not ${kindOf(paths)}.`);
  const version = textOf(member(member(value, 'info'), 'version'));
  const operations = Object.entries(objectOf(paths)).sort(([a], [b]) => byText(a, b));
  const document: SwaggerDocument = {
    swagger: '2.0',
    ...(version === undefined ? {} : { info: { version } }),
    paths: Object.fromEntries(
      operations.flatMap(([path, item]): [string, Record<string, SwaggerOperation>][] => {
        if (!isPath(path, warn)) return [];
        if (!isObject(item))
          warn(`paths › ${shown(path)}`, `A path has an object of methods, not ${kindOf(item)}.`);
        return [[path, methodsOf(path, objectOf(item), context, definitions)]];
      }),
    ),
    definitions,
  };
  noteRepeatedIds(document, warn);
  return document;
}

function methodsOf(
  path: string,
  item: Readonly<Record<string, unknown>>,
  context: Parameters<typeof tidySchema>[2],
  definitions: Readonly<Record<string, Schema>>,
): Record<string, SwaggerOperation> {
  const known = Object.entries(item).filter(([method]) => {
    const isKnown = METHODS.includes(method);
    if (!isKnown)
      context.warn(`paths › ${shown(path)}`, `Magento has no method "${shown(method)}"; left out.`);
    return isKnown;
  });
  return Object.fromEntries(
    known.map(([method, one]) => {
      const key = `${method.toUpperCase()} ${shown(path)}`;
      return [method, tidyOperation(one, { key, path }, context, definitions)];
    }),
  );
}

function isPath(path: string, warn: Warn): boolean {
  if (!path.startsWith('/')) {
    warn(`paths › ${shown(path)}`, 'A path begins with a slash; left out.');
    return false;
  }
  return isShort(path, 'paths', warn);
}

function isShort(name: string, place: string, warn: Warn): boolean {
  if (name.length <= LONGEST) return true;
  warn(`${place} › ${shown(name)}`, `Its name has more than ${LONGEST} characters; left out.`);
  return false;
}

/** Nothing is named after it, but a store that repeats one has two modules that do not know of each other. */
function noteRepeatedIds({ paths }: SwaggerDocument, warn: Warn): void {
  const seen = new Map<string, string>();
  for (const [path, item] of Object.entries(paths)) {
    for (const [method, { operationId }] of Object.entries(item)) {
      if (operationId === undefined) continue;
      const key = `${method.toUpperCase()} ${shown(path)}`;
      const first = seen.get(operationId);
      if (first === undefined) seen.set(operationId, key);
      else
        warn(key, `Has the operation id "${shown(operationId)}" of ${first}; both are generated.`);
    }
  }
}
