import { refKey, type Schema, type SwaggerOperation } from '../swagger.js';
import { isObject, kindOf, member, objectOf, shown, textOf, textsOf } from './json.js';
import { type TidyContext, tidySchema } from './tidy-schema.js';

type Parameter = NonNullable<SwaggerOperation['parameters']>[number];
type Response = NonNullable<SwaggerOperation['responses']>[string];

const PLACES = new Set(['path', 'query', 'body']);

/** One operation with nothing in it but what the generator knows. */
export function tidyOperation(
  value: unknown,
  { key, path }: { readonly key: string; readonly path: string },
  context: TidyContext,
  definitions: Readonly<Record<string, Schema>>,
): SwaggerOperation {
  if (!isObject(value)) context.warn(key, `An operation is an object, not ${kindOf(value)}.`);
  const operationId = textOf(member(value, 'operationId'));
  const description = textOf(member(value, 'description'));
  return {
    ...(operationId === undefined ? {} : { operationId }),
    ...(description === undefined ? {} : { description }),
    tags: textsOf(member(value, 'tags')),
    parameters: withPathOf(
      path,
      key,
      parametersOf(member(value, 'parameters'), key, context, definitions),
      context,
    ),
    responses: responsesOf(member(value, 'responses'), key, context),
    ...facts(value),
  };
}

/** What the reference knows beyond Swagger; a store does not say it. */
function facts(value: unknown): Partial<SwaggerOperation> {
  const texts = ['x-since', 'x-edition', 'x-module', 'x-service'].flatMap((name) => {
    const text = textOf(member(value, name));
    return text === undefined ? [] : [[name, text]];
  });
  const lists = ['x-acl', 'x-callers'].flatMap((name) => {
    const list = textsOf(member(value, name));
    return list.length === 0 ? [] : [[name, list]];
  });
  return Object.fromEntries([...texts, ...lists]) as Partial<SwaggerOperation>;
}

function parametersOf(
  value: unknown,
  key: string,
  context: TidyContext,
  definitions: Readonly<Record<string, Schema>>,
): Parameter[] {
  const { warn } = context;
  if (value !== undefined && !Array.isArray(value)) {
    warn(key, `Its parameters are ${kindOf(value)}, not a list; none is known.`);
  }
  const all = (Array.isArray(value) ? value : []).flatMap((one, i) =>
    parameterOf(one, `${key} › parameters.${i}`, context, definitions),
  );
  return all.filter((one, i) => {
    const first = all.findIndex((other) => other.in === one.in && other.name === one.name);
    if (first !== i) warn(key, `Has two parameters "${shown(one.name)}"; the first one counts.`);
    return first === i;
  });
}

/** The parameters of the path are those its template names, whatever is declared. */
function withPathOf(
  path: string,
  key: string,
  declared: readonly Parameter[],
  { warn }: TidyContext,
): Parameter[] {
  const named = [...new Set(Array.from(path.matchAll(/\{([^}]+)\}/g), ([, name = '']) => name))];
  for (const { name } of declared.filter((one) => one.in === 'path' && !named.includes(one.name))) {
    warn(key, `Declares "${shown(name)}" in its path, which does not name it; passed over.`);
  }
  const own = named.map((name): Parameter => {
    const found = declared.find((one) => one.in === 'path' && one.name === name);
    if (!found) warn(key, `Does not declare "${shown(name)}" of its path; taken for text.`);
    return found ?? { name, in: 'path', type: 'string', required: true };
  });
  return [...own, ...declared.filter((one) => one.in !== 'path')];
}

function parameterOf(
  value: unknown,
  place: string,
  context: TidyContext,
  definitions: Readonly<Record<string, Schema>>,
): Parameter[] {
  const { warn } = context;
  const name = textOf(member(value, 'name'));
  const where = textOf(member(value, 'in')) ?? '';
  if (name === undefined || name === '' || name === '__proto__') {
    warn(place, 'A parameter without a name that can be sent; left out.');
    return [];
  }
  if (!PLACES.has(where)) {
    warn(place, `"${shown(name)}" is in "${shown(where)}", which Magento does not read; left out.`);
    return [];
  }
  if (where === 'body') return bodyOf(member(value, 'schema'), name, place, context, definitions);
  const { type, items, description } = tidySchema(value, place, context);
  return [
    {
      name,
      in: where,
      // In an address everything is text or a list of it.
      type: type === 'object' || type === undefined ? 'string' : type,
      ...(items ? { items } : {}),
      ...(description === undefined ? {} : { description }),
      required: member(value, 'required') === true,
    },
  ];
}

/** Magento's bodies are objects; a reference to one is followed. */
function bodyOf(
  value: unknown,
  name: string,
  place: string,
  context: TidyContext,
  definitions: Readonly<Record<string, Schema>>,
): Parameter[] {
  const given = tidySchema(value, place, context);
  const key = refKey(given);
  const schema = key !== undefined && Object.hasOwn(definitions, key) ? definitions[key] : given;
  if (schema?.type !== 'object') {
    context.warn(place, 'Its body is no object, which Magento does not read; nothing is sent.');
    return [];
  }
  const members = Object.entries(schema.properties ?? {}).filter(([one]) => one !== '__proto__');
  return [{ name, in: 'body', schema: { ...schema, properties: Object.fromEntries(members) } }];
}

function responsesOf(value: unknown, key: string, context: TidyContext): Record<string, Response> {
  const successes = Object.entries(objectOf(value)).filter(([status]) => /^2\d\d$/.test(status));
  return Object.fromEntries(
    successes.map(([status, answer]): [string, Response] => {
      const schema = member(answer, 'schema');
      const place = `${key} › ${status}`;
      return [status, schema === undefined ? {} : { schema: tidySchema(schema, place, context) }];
    }),
  );
}
