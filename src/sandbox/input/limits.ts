import { failure } from '../errors.js';
import { isObject, type Json } from '../json.js';
import type { InputLimits } from '../list-switches.js';
import { snakeCase } from './convert.js';
import { phpName } from './php-name.js';
import type { InputRules } from './rules.js';

/** Refuses a list of more objects than the store allows; lists of scalars may have any length. */
export function checkArrayLength(
  type: string,
  length: number,
  limits: InputLimits | undefined,
): void {
  const max = limits?.complexArrayLimit;
  if (max === undefined || length <= max) return;
  throw failure(400, 'Maximum items of type "%type" is %max', { type, max });
}

/** Checks every list of objects in a value of a declared type, each by itself. */
export function checkArrays(value: Json, type: string, rules: InputRules): void {
  const { types, limits } = rules;
  if (limits === undefined || typeof value !== 'object' || value === null) return;
  const isList = type.endsWith('[]');
  const single = isList ? type.slice(0, -2) : type;
  const members = types.membersOf(single);
  if (members === undefined) return;
  const objects = isList ? Object.values(value) : [value];
  if (isList) checkArrayLength(phpName(single), objects.length, limits);
  for (const object of objects.filter(isObject)) {
    for (const [name, member] of Object.entries(object)) {
      checkArrays(member ?? null, members.get(snakeCase(name))?.type ?? 'mixed', rules);
    }
  }
}
