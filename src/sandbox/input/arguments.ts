import { missing } from '../errors.js';
import { isObject, type Json, type JsonObject, objectAt } from '../json.js';
import type { InputLimits } from '../list-switches.js';
import type { PhpTree } from '../wire/php-query.js';
import { convert, membersOf, snakeCase } from './convert.js';
import { checkArrays } from './limits.js';
import { operationInputs } from './operations.js';

/** One declared argument of a service. */
interface Argument {
  readonly name: string;
  readonly type: string;
  readonly from: 'path' | 'query' | 'body';
  readonly required: boolean;
}

/** What a request brings, before any check. */
export interface RawInput {
  readonly routeKey: string;
  readonly path: Readonly<Record<string, string>>;
  readonly query: PhpTree;
  readonly body: JsonObject;
  /** How long lists may be; undefined where the store sets no limits. */
  readonly limits?: InputLimits | undefined;
}

/** Checks and converts what a route takes; answers the body's arguments by their own names. */
export function readArguments(raw: RawInput): JsonObject {
  const declared = argumentsOf(raw.routeKey);
  const body = withPathId(raw, declared);
  const result: Record<string, Json> = {};
  const absent: string[] = [];
  for (const argument of declared) {
    const value = givenValue(argument, raw, body);
    if (value === undefined || value === null) {
      if (argument.required) absent.push(argument.name);
      continue;
    }
    checkArrays(value, argument.type, raw.limits);
    const converted = convert(value, argument.type);
    if (argument.from !== 'path') result[argument.name] = converted;
  }
  if (absent.length > 0) throw missing(...absent);
  return result;
}

/** What a request brings under one roof, path and query before the body: what a queue writes down. */
export function mergedInput(raw: RawInput): JsonObject {
  return { ...withPathId(raw, argumentsOf(raw.routeKey)), ...raw.query, ...raw.path };
}

/**
 * The value of a path parameter that an entity of the body holds as well, as a product its SKU; null when
 * the entity could hold it and does not, undefined when the parameter is an argument of its own.
 */
export function valueInEntity(
  routeKey: string,
  parameter: string,
  body: JsonObject,
): Json | undefined {
  for (const { name, type, from } of argumentsOf(routeKey)) {
    const members = from === 'body' ? membersOf(type) : undefined;
    const own = parameter === `${name}Id` ? 'id' : snakeCase(parameter);
    const member = [snakeCase(parameter), own].find((one) => members?.has(one) === true);
    if (member === undefined) continue;
    const entity = objectAt(body, body[name] === undefined ? snakeCase(name) : name);
    const sent = Object.keys(entity).find((key) => snakeCase(key) === member);
    return (sent === undefined ? undefined : entity[sent]) ?? null;
  }
  return undefined;
}

function argumentsOf(routeKey: string): readonly Argument[] {
  const words = (operationInputs[routeKey] ?? '').split(' ').filter((word) => word !== '');
  return words.map((word) => {
    const [, mark = '', name = '', type = '', required = ''] =
      /^([/?]?)([^:]+):([^!]+)(!?)$/.exec(word) ?? [];
    return {
      name,
      type,
      from: mark === '/' ? 'path' : mark === '?' ? 'query' : 'body',
      required: required === '!',
    };
  });
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
function withPathId(raw: RawInput, declared: readonly Argument[]): JsonObject {
  const { body } = raw;
  const id = Object.entries(raw.path).at(-1);
  const members = Object.entries(body);
  const [only] = members;
  const hasQuery = Object.keys(raw.query).length > 0;
  if (!raw.routeKey.startsWith('PUT ') || id === undefined || hasQuery) return body;
  if (only === undefined || members.length > 1 || !isObject(only[1])) return body;
  const [member, value] = only;
  const type = declared.find((argument) => snakeCase(argument.name) === snakeCase(member))?.type;
  const property = snakeCase(id[0]);
  if (type === undefined || membersOf(type)?.has(property) !== true) return body;
  const { [id[0]]: _camel, [property]: _snake, ...others } = value;
  return { [member]: { ...others, [property]: id[1] } };
}
