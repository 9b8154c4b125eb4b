/** A JSON value; `undefined` members are left out. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
/** A JSON object. */
export interface JsonObject {
  readonly [name: string]: Json | undefined;
}

/** Whether the value is an object and not a list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member as an object; an absent or different one is empty. */
export function objectAt(from: JsonObject, name: string): JsonObject {
  const value = from[name];
  return isObject(value) ? value : {};
}

/** The member as a list; PHP makes no difference between a list and a map, so a map gives its values. */
export function listAt(from: JsonObject, name: string): readonly Json[] {
  const value = from[name];
  if (Array.isArray(value)) return value;
  return isObject(value) ? Object.values(value).filter((item) => item !== undefined) : [];
}

/** The objects of a list. */
export function objectsAt(from: JsonObject, name: string): readonly JsonObject[] {
  return listAt(from, name).filter(isObject);
}

/** The member as text, or undefined when absent, null or not a scalar. */
export function textAt(from: JsonObject, name: string): string | undefined {
  const value = from[name];
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** The member as a number, or undefined when it is none. */
export function numberAt(from: JsonObject, name: string): number | undefined {
  const value = from[name];
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value))
    ? Number(value)
    : undefined;
}

/** The member as a boolean, or undefined. */
export function booleanAt(from: JsonObject, name: string): boolean | undefined {
  const value = from[name];
  return typeof value === 'boolean' ? value : undefined;
}
