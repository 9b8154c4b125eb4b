import { isObject, type Json } from '../json.js';

/** A value as the text it is sent as, made where building the value would take too long. */
export class JsonText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** `json_encode` of PHP: an empty map is `[]`, slashes and everything beyond ASCII are escaped. */
export function encodeJson(value: unknown): string {
  if (value instanceof JsonText) return value.text;
  if (holdsText(value)) return `[${value.map(encodeJson).join(',')}]`;
  if (isObject(value) && Object.values(value).some(holdsText)) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return `{${members.map(([name, member]) => `"${name}":${encodeJson(member)}`).join(',')}}`;
  }
  return encodePlain(phpValue(value));
}

function holdsText(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.some((item) => item instanceof JsonText);
}

function encodePlain(value: Json): string {
  const text = JSON.stringify(value).replaceAll('/', '\\/');
  // Almost every answer is plain ASCII; looking is much cheaper than replacing.
  return /[\u007f-\uffff]/.test(text) ? escapeBeyondAscii(text) : text;
}

function escapeBeyondAscii(text: string): string {
  return text.replace(
    /[\u007f-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * The value as PHP holds it: nothing and an empty map are empty lists. What needs no change is not copied,
 * so members that are undefined stay.
 */
export function phpValue(value: unknown): Json {
  if (value instanceof JsonText) return JSON.parse(value.text) as Json;
  if (Array.isArray(value)) return phpList(value);
  if (isObject(value)) return phpMap(value);
  return value === undefined ? [] : (value as Json);
}

function phpList(list: readonly unknown[]): Json {
  let changed: Json[] | undefined;
  list.forEach((item, at) => {
    const plain = phpValue(item);
    if (plain !== item) {
      changed ??= [...(list as readonly Json[])];
      changed[at] = plain;
    }
  });
  return changed ?? (list as readonly Json[]);
}

function phpMap(map: Readonly<Record<string, Json | undefined>>): Json {
  let changed: Record<string, Json | undefined> | undefined;
  let isEmpty = true;
  for (const name of Object.keys(map)) {
    const member = map[name];
    if (member === undefined) continue;
    isEmpty = false;
    const plain = phpValue(member);
    if (plain !== member) {
      changed ??= { ...map };
      changed[name] = plain;
    }
  }
  return isEmpty ? [] : (changed ?? map);
}
