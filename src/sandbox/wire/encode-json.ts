import { isObject, type Json } from '../json.js';

/** `json_encode` of PHP: an empty map is `[]`, slashes and everything beyond ASCII are escaped. */
export function encodeJson(value: unknown): string {
  return JSON.stringify(plain(value)).replace(/\/|[\u007f-\uffff]/g, (char) =>
    char === '/' ? '\\/' : `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function plain(value: unknown): Json {
  if (Array.isArray(value)) return value.map(plain);
  if (!isObject(value)) return (value ?? []) === value ? (value as Json) : nothing(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  if (members.length === 0) return [];
  return Object.fromEntries(members.map(([name, member]) => [name, plain(member)]));
}

function nothing(value: unknown): Json {
  return value === null ? null : [];
}
