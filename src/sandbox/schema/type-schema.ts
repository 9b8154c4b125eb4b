import type { JsonObject } from '../json.js';

const scalars: Readonly<Record<string, string>> = {
  int: 'integer',
  float: 'number',
  bool: 'boolean',
  string: 'string',
  // PHP's mixed is declared as text, whatever it holds.
  mixed: 'string',
};

/** A declared type in Swagger's words: `int[]`, `catalog-data-product-interface`. */
export function schemaOf(type: string): JsonObject {
  if (type.endsWith('[]')) return { type: 'array', items: schemaOf(type.slice(0, -2)) };
  const scalar = scalars[type];
  return scalar === undefined ? { $ref: `#/definitions/${type}` } : { type: scalar };
}

/** The definition a type names; undefined for scalars. */
export function definitionOf(type: string): string | undefined {
  const single = type.replaceAll('[]', '');
  return Object.hasOwn(scalars, single) || single === 'criteria' ? undefined : single;
}
