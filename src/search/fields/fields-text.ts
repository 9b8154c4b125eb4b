import { type FieldMap, fieldMap } from './field-map.js';

/** A response filter as Magento takes it. */
export const textOf = (map: FieldMap): string =>
  Array.from(map, ([name, below]) => (below ? `${name}[${textOf(below)}]` : name)).join(',');

/**
 * A response filter as Magento takes it, from a text, a list of names, or an object of names. What is named
 * twice is asked for once, with all that is named below it.
 * @throws InputError for what Magento would answer with nothing
 */
export function fieldsText(fields: unknown): string {
  return textOf(fieldMap(fields));
}
