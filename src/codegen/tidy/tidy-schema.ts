import type { Schema } from '../swagger.js';
import type { Warn } from '../warning.js';
import { isObject, kindOf, member, shown, textOf, textsOf } from './json.js';

/** What the parts of one document have in common. */
export interface TidyContext {
  readonly warn: Warn;
  /** Names of all definitions the document has. */
  readonly definitions: ReadonlySet<string>;
}

const PREFIX = '#/definitions/';
const TYPES = new Set(['string', 'integer', 'number', 'boolean', 'null', 'array', 'object']);
/** Deeper than any schema a person reads, and far from what a stack can bear. */
const DEEPEST = 24;

/** A schema with nothing in it but what the generator knows. What cannot be read is of unknown type. */
export function tidySchema(value: unknown, place: string, context: TidyContext, depth = 0): Schema {
  const { warn } = context;
  if (!isObject(value)) {
    // `true` and `{}` allow anything, and say so rightly.
    if (value !== true && value !== undefined) {
      warn(place, `A schema is an object, not ${kindOf(value)}; its type is unknown.`);
    }
    return {};
  }
  if (depth > DEEPEST) {
    warn(place, `Nested more than ${DEEPEST} levels deep; its type is unknown from here on.`);
    return {};
  }
  const description = textOf(member(value, 'description'));
  const doc = description === undefined ? {} : { description };
  const inner = (one: unknown, name: string) =>
    tidySchema(one, `${place} › ${shown(name)}`, context, depth + 1);
  if (member(value, '$ref') !== undefined) {
    return { ...reference(member(value, '$ref'), place, context), ...doc };
  }
  const choices = member(value, 'oneOf') ?? member(value, 'anyOf');
  if (Array.isArray(choices) && choices.length > 0) {
    return { oneOf: choices.map((one, i) => inner(one, String(i))), ...doc };
  }
  if (member(value, 'allOf') !== undefined) {
    warn(place, 'allOf is not part of what Magento writes; its type is unknown.');
    return doc;
  }
  const values = enumOf(member(value, 'enum'), place, warn);
  if (values) return { enum: values, ...doc };
  return { ...typed(value, place, context, inner), ...doc };
}

function reference(ref: unknown, place: string, { warn, definitions }: TidyContext): Schema {
  const key = typeof ref === 'string' && ref.startsWith(PREFIX) ? ref.slice(PREFIX.length) : '';
  if (key !== '' && definitions.has(key)) return { $ref: PREFIX + key };
  const name = typeof ref === 'string' ? `"${shown(ref)}"` : kindOf(ref);
  warn(place, `Refers to ${name}, which is no definition here; its type is unknown.`);
  return {};
}

function enumOf(value: unknown, place: string, warn: Warn): Schema['enum'] {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const scalars = value.filter(
    (one): one is string | number | boolean | null =>
      one === null || ['string', 'number', 'boolean'].includes(typeof one),
  );
  if (scalars.length === value.length) return [...new Set(scalars)];
  warn(place, 'Lists values that are no scalars; its type is unknown.');
  return undefined;
}

function typed(
  value: Readonly<Record<string, unknown>>,
  place: string,
  context: TidyContext,
  inner: (one: unknown, name: string) => Schema,
): Schema {
  const given = member(value, 'type');
  if (Array.isArray(given)) {
    const oneOf = textsOf(given).map((type) => typed({ ...value, type }, place, context, inner));
    return oneOf.length > 0 ? { oneOf } : {};
  }
  const properties = member(value, 'properties');
  const type = given ?? (isObject(properties) ? 'object' : undefined);
  if (typeof type !== 'string' || !TYPES.has(type)) {
    if (type !== undefined) {
      const name = typeof type === 'string' ? `"${shown(type)}"` : kindOf(type);
      context.warn(place, `Its type ${name} is none of Swagger; it is unknown.`);
    }
    return {};
  }
  if (type === 'array') return { type, items: inner(member(value, 'items'), 'items') };
  return type === 'object' ? objectSchema(value, place, context, inner) : { type };
}

function objectSchema(
  value: Readonly<Record<string, unknown>>,
  place: string,
  { warn }: TidyContext,
  inner: (one: unknown, name: string) => Schema,
): Schema {
  const given = member(value, 'properties');
  // PHP writes an empty object as a list.
  const isNone = given === undefined || (Array.isArray(given) && given.length === 0);
  if (!isNone && !isObject(given))
    warn(place, `Its properties are ${kindOf(given)}; none is known.`);
  const properties = Object.entries(isObject(given) ? given : {});
  const required = [...new Set(textsOf(member(value, 'required')))];
  const names = new Set(properties.map(([name]) => name));
  for (const name of required.filter((one) => !names.has(one))) {
    warn(place, `Requires "${shown(name)}", which it does not have; passed over.`);
  }
  const values = member(value, 'additionalProperties');
  return {
    type: 'object',
    properties: Object.fromEntries(properties.map(([name, one]) => [name, inner(one, name)])),
    ...(required.length > 0 ? { required: required.filter((one) => names.has(one)) } : {}),
    ...(isObject(values) ? { additionalProperties: inner(values, 'additionalProperties') } : {}),
  };
}
