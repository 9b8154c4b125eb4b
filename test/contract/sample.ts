/** The parts of a Swagger 2.0 schema the samples are made from; read apart from the generator on purpose. */
export interface RawSchema {
  readonly type?: string;
  readonly $ref?: string;
  readonly items?: RawSchema;
  readonly properties?: Readonly<Record<string, RawSchema>>;
}

export interface RawParameter extends RawSchema {
  readonly name: string;
  readonly in: 'path' | 'query' | 'body';
  readonly schema?: RawSchema;
}

export interface Sample {
  /** What is passed to the generated function. */
  readonly input: Record<string, unknown>;
  /** The path as it must arrive, encoded. */
  readonly path: string;
  /** Decoded query pairs as they must arrive, sorted. */
  readonly query: readonly (readonly [string, string])[];
  /** The body as it must arrive; undefined for none. */
  readonly body: unknown;
}

type Tree = { [name: string]: unknown };

/** A value of the declared type; what search criteria accept is picked by name. */
function scalar(type: string | undefined, name = ''): unknown {
  if (name.endsWith('[conditionType]')) return 'eq';
  if (name.endsWith('[direction]')) return 'ASC';
  if (type === 'integer') return 7;
  if (type === 'number') return 1.5;
  return type === 'boolean' ? true : 'a b/ü+%';
}

/** `a[b][0]` set to a value in a tree of objects and lists. */
function plant(tree: Tree, name: string, value: unknown): void {
  const keys = name.split(/[[\]]+/).filter((key) => key !== '');
  let place = tree;
  for (const [i, key] of keys.entries()) {
    const next = keys[i + 1];
    place[key] ??= next === undefined ? value : next === '0' ? [] : {};
    place = place[key] as Tree;
  }
}

function bodyValue(schema: RawSchema, definitions: Record<string, RawSchema>, depth = 0): unknown {
  if (schema.$ref) {
    const target = definitions[schema.$ref.replace('#/definitions/', '')];
    return target && depth < 3 ? bodyValue(target, definitions, depth + 1) : {};
  }
  if (schema.type === 'array') return [bodyValue(schema.items ?? {}, definitions, depth + 1)];
  if (schema.type !== 'object') return scalar(schema.type);
  const members = Object.entries(schema.properties ?? {});
  return Object.fromEntries(members.map(([name, s]) => [name, bodyValue(s, definitions, depth)]));
}

/** The object a pair such as `items[].sku` speaks of. */
function holder(body: Tree, place: string): [Tree | undefined, string] {
  const [top = '', member = ''] = place.replace('[]', '').split('.');
  const value = body[top];
  return [(Array.isArray(value) ? value[0] : value) as Tree | undefined, member];
}

/** An input for one operation, and the request it must become. */
export function sampleOf(
  template: string,
  parameters: readonly RawParameter[],
  definitions: Record<string, RawSchema>,
  identity: readonly { path: string; body: string }[],
): Sample {
  const input: Tree = {};
  let path = template;
  const query: [string, string][] = [];
  let body: Tree | undefined;
  for (const parameter of parameters) {
    const { name, type } = parameter;
    if (parameter.in === 'path') {
      input[name] = scalar(type);
      path = path.replace(`{${name}}`, encodeURIComponent(String(input[name])));
    } else if (parameter.in === 'query') {
      const list =
        type === 'array' ? ['0', '1'].map(() => scalar(parameter.items?.type)) : undefined;
      const value = list ?? scalar(type, name);
      plant(input, name, value);
      if (list)
        query.push(...list.map((one, i): [string, string] => [`${name}[${i}]`, String(one)]));
      else query.push([name, String(value)]);
    } else {
      body = bodyValue(parameter.schema ?? {}, definitions) as Tree;
    }
  }
  const expected = structuredClone(body);
  for (const pair of identity) {
    const [sent, member] = holder(body ?? {}, pair.body);
    delete sent?.[member];
    const [arrives] = holder(expected ?? {}, pair.body);
    if (arrives) arrives[member] = input[pair.path];
  }
  return { input: { ...input, ...body }, path, query: query.sort(), body: expected };
}
