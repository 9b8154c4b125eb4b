import type { Definitions } from './definitions.js';
import { refKey, type Schema } from './swagger.js';

/** Whether an answer is an object or a list of objects, of which a response filter can pick members. */
export function isSelectable(result: Schema | undefined, definitions: Definitions): boolean {
  if (result === undefined) return false;
  if (result.type === 'array') return isSelectable(result.items, definitions);
  if (result.oneOf) return result.oneOf.some((one) => isSelectable(one, definitions));
  const key = refKey(result);
  return key !== undefined && definitions.get(key, 'answer')?.shape.kind === 'object';
}

/**
 * The type parameter of a function whose answer of this type narrows with its response filter. Without a
 * default, which compilers would check at once for every function of a module.
 */
export const fieldsParameter = (answer: string): string =>
  `<const F extends Fields<${answer.replace(/(?: \| null|\[\])+$/, '')}>>`;
