import { isObject } from '../../../src/sandbox/json.js';

/** The form of values: their JSON types, members and items, merged of any number of values. */
export interface Shape {
  /** How many values were merged. */
  count: number;
  readonly types: Set<string>;
  /** By name, with how many objects held each. */
  readonly members: Map<string, Shape>;
  objects: number;
  items: Shape | undefined;
}

/** The shape of nothing yet. */
export function emptyShape(): Shape {
  return { count: 0, types: new Set(), members: new Map(), objects: 0, items: undefined };
}

/** Adds a value to a shape. PHP's empty list stands for an empty object and for nothing as well. */
export function addValue(shape: Shape, value: unknown): void {
  shape.count += 1;
  if (Array.isArray(value)) {
    shape.types.add('list');
    for (const item of value) {
      shape.items ??= emptyShape();
      addValue(shape.items, item);
    }
  } else if (isObject(value)) {
    shape.types.add('object');
    shape.objects += 1;
    for (const [name, member] of Object.entries(value)) {
      const known = shape.members.get(name) ?? emptyShape();
      shape.members.set(name, known);
      addValue(known, member);
    }
  } else shape.types.add(value === null ? 'null' : typeof value);
}

/**
 * Where a shape differs from that of the examples: a type no example has, or a member all of them have and
 * it has not. Members only some examples have may be there or not.
 *
 * @param minimum - how many objects make a member that all hold one that has to be there
 */
export function differences(own: Shape, examples: Shape, at = '', minimum = 2): readonly string[] {
  const isEmptyHere = own.types.size === 1 && own.types.has('list') && own.items === undefined;
  const isEmptyThere =
    examples.types.has('list') && examples.items === undefined && examples.types.size === 1;
  if (isEmptyHere || isEmptyThere) return [];
  const types = [...own.types]
    .filter((type) => !examples.types.has(type) && type !== 'null')
    .filter(() => ![...examples.types].every((type) => type === 'null'))
    .map((type) => `${at}: ${type}, not ${[...examples.types].join(' or ')}`);
  const inside: string[] = [];
  if (own.objects > 0 && examples.objects > 0) {
    for (const [name, member] of examples.members) {
      const mine = own.members.get(name);
      if (mine !== undefined) inside.push(...differences(mine, member, `${at}.${name}`, minimum));
      else if (member.count === examples.objects && examples.objects >= minimum) {
        inside.push(`${at}.${name}: absent`);
      }
    }
  }
  if (own.items !== undefined && examples.items !== undefined) {
    inside.push(...differences(own.items, examples.items, `${at}[]`, minimum));
  }
  return [...types, ...inside];
}

/** Members no example has. */
export function unknownMembers(own: Shape, examples: Shape, at = ''): readonly string[] {
  const found: string[] = [];
  if (own.objects > 0 && examples.objects > 0) {
    for (const [name, member] of own.members) {
      const known = examples.members.get(name);
      if (known === undefined) found.push(`${at}.${name}`);
      else found.push(...unknownMembers(member, known, `${at}.${name}`));
    }
  }
  if (own.items !== undefined && examples.items !== undefined) {
    found.push(...unknownMembers(own.items, examples.items, `${at}[]`));
  }
  return found;
}
