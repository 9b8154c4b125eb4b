import { missing } from '../errors.js';
import type { Argument, Route } from '../installed/route.js';
import { isObject, type Json, type JsonObject, objectAt } from '../json.js';
import type { PhpTree } from '../wire/php-query.js';
import { convert, snakeCase } from './convert.js';
import { checkArrays } from './limits.js';
import type { InputRules } from './rules.js';

/** What a request brings, before any check. */
export interface RawInput {
  readonly route: Route;
  readonly path: Readonly<Record<string, string>>;
  readonly query: PhpTree;
  readonly body: JsonObject;
  readonly rules: InputRules;
}

/** Checks and converts what a route takes; answers the body's arguments by their own names. */
export function readArguments(raw: RawInput): JsonObject {
  const body = withPathId(raw);
  const result: Record<string, Json> = {};
  const absent: string[] = [];
  for (const argument of raw.route.arguments) {
    // Lists read their own.
    if (argument.type === 'criteria' || argument.name.includes('[')) continue;
    const value = givenValue(argument, raw, body);
    if (value === undefined || value === null) {
      if (argument.required) absent.push(argument.name);
      continue;
    }
    checkArrays(value, argument.type, raw.rules);
    const converted = convert(value, argument.type, raw.rules);
    if (argument.from !== 'path') result[argument.name] = converted;
  }
  if (absent.length > 0) throw missing(...absent);
  return result;
}

/** What a request brings under one roof, path and query before the body: what a queue writes down. */
export function mergedInput(raw: RawInput): JsonObject {
  return { ...withPathId(raw), ...raw.query, ...raw.path };
}

/**
 * The value of a path parameter that an entity of the body holds as well, as a product its SKU; null when
 * the entity could hold it and does not, undefined when the parameter is an argument of its own.
 */
export function valueInEntity(
  { route, body, rules }: Pick<RawInput, 'route' | 'body' | 'rules'>,
  parameter: string,
): Json | undefined {
  for (const { name, type, from } of route.arguments) {
    const members = from === 'body' ? rules.types.membersOf(type) : undefined;
    const own = parameter === `${name}Id` ? 'id' : snakeCase(parameter);
    const member = [snakeCase(parameter), own].find((one) => members?.has(one) === true);
    if (member === undefined) continue;
    const entity = objectAt(body, body[name] === undefined ? snakeCase(name) : name);
    const sent = Object.keys(entity).find((key) => snakeCase(key) === member);
    return (sent === undefined ? undefined : entity[sent]) ?? null;
  }
  return undefined;
}

/** Query parameters replace members of the body that have the same name. */
function givenValue(argument: Argument, raw: RawInput, body: JsonObject): Json | undefined {
  if (argument.from === 'path') return raw.path[argument.name];
  const inQuery = raw.query[argument.name];
  if (argument.from === 'query' || inQuery !== undefined) return inQuery;
  return body[argument.name] ?? body[snakeCase(argument.name)];
}

/**
 * A PUT with one member and no query gets the last path parameter written into that member, where
 * it has such a property. With a query, the query's last parameter takes its place and does nothing.
 */
function withPathId(raw: RawInput): JsonObject {
  const { body, route, rules } = raw;
  const id = Object.entries(raw.path).at(-1);
  const members = Object.entries(body);
  const [only] = members;
  const hasQuery = Object.keys(raw.query).length > 0;
  if (!route.key.startsWith('PUT ') || id === undefined || hasQuery) return body;
  if (only === undefined || members.length > 1 || !isObject(only[1])) return body;
  const [member, value] = only;
  const type = route.arguments.find(({ name }) => snakeCase(name) === snakeCase(member))?.type;
  const property = snakeCase(id[0]);
  if (type === undefined || rules.types.membersOf(type)?.has(property) !== true) return body;
  const { [id[0]]: _camel, [property]: _snake, ...others } = value;
  return { [member]: { ...others, [property]: id[1] } };
}
