import type { Schema } from './swagger.js';

/** A query parameter as the schema lists it. */
export interface QueryParameter extends Pick<Schema, 'type' | 'items' | 'description'> {
  readonly name: string;
  readonly required?: boolean;
}

/** The query of an operation as members of its input. */
export interface QueryMember {
  readonly name: string;
  readonly schema: Schema;
  readonly required: boolean;
  readonly doc: string;
  /** Holds search criteria, whose shape the schema shows with index 0 only. */
  readonly criteria: boolean;
}

/** `a[b][0]` → `['a', 'b', '0']`. */
function path(name: string): string[] {
  const open = name.indexOf('[');
  if (open < 1) return [name];
  return [
    name.slice(0, open),
    ...[...name.slice(open).matchAll(/\[([^[\]]*)\]/g)].map((m) => m[1] ?? ''),
  ];
}

/** Bracketed parameters become one nested member; index 0 stands for a list. */
export function queryMembers(parameters: readonly QueryParameter[]): QueryMember[] {
  const groups = new Map<string, { path: string[]; parameter: QueryParameter }[]>();
  for (const parameter of parameters) {
    const [first = '', ...rest] = path(parameter.name);
    groups.set(first, [...(groups.get(first) ?? []), { path: rest, parameter }]);
  }
  return [...groups].map(([name, leaves]) => {
    const criteria = leaves.some(({ path: [head] }) => head === 'filterGroups');
    return {
      name,
      schema: criteria ? {} : nest(leaves),
      required: !criteria && leaves.some(({ parameter }) => parameter.required === true),
      doc: leaves.length === 1 ? (leaves[0]?.parameter.description ?? '') : '',
      criteria,
    };
  });
}

function nest(leaves: readonly { path: string[]; parameter: QueryParameter }[]): Schema {
  const [first] = leaves;
  if (first && first.path.length === 0) {
    const { type, items } = first.parameter;
    return { ...(type ? { type } : {}), ...(items ? { items } : {}) };
  }
  const groups = new Map<string, { path: string[]; parameter: QueryParameter }[]>();
  for (const {
    path: [head = '', ...rest],
    parameter,
  } of leaves) {
    groups.set(head, [...(groups.get(head) ?? []), { path: rest, parameter }]);
  }
  const list = groups.get('0') ?? groups.get('');
  if (list) return { type: 'array', items: nest(list) };
  const required = [...groups].filter(([, inner]) => inner.some((leaf) => leaf.parameter.required));
  return {
    type: 'object',
    properties: Object.fromEntries([...groups].map(([name, inner]) => [name, nest(inner)])),
    required: required.map(([name]) => name),
  };
}
