import { InputError } from '../../errors/input-error.js';

/** Names asked for, each with the names below it; undefined stands for everything below. */
export interface FieldMap extends ReadonlyMap<string, FieldMap | undefined> {}

type Growing = Map<string, FieldMap | undefined>;

const LETTERS = /^[\w[\],]+$/;
const NAME = /^\w+$/;
/** Deeper than any answer of Magento's. */
const DEEPEST = 50;

function refuse(text: string): never {
  throw new InputError(
    `fields takes names, commas and brackets that match, such as "items[sku,name],total_count"; Magento answers nothing to "${text}".`,
  );
}

/** Everything below a name includes whatever else is asked for there. */
function add(map: Growing, name: string, below: FieldMap | undefined): void {
  const known = map.get(name);
  if (!map.has(name) || below === undefined) map.set(name, below);
  else if (known !== undefined) map.set(name, merge([known, below]));
}

/** All that any of them asks for. Magento itself would forget the first mention of a name. */
function merge(maps: readonly FieldMap[]): FieldMap {
  const all: Growing = new Map();
  for (const map of maps) for (const [name, below] of map) add(all, name, below);
  return all;
}

function readList(tokens: string[], text: string, depth = 0): FieldMap {
  if (depth > DEEPEST) refuse(`${text.slice(0, 60)}…`);
  const map: Growing = new Map();
  do {
    const name = tokens.shift() ?? '';
    if (!NAME.test(name)) refuse(text);
    if (tokens[0] === '[') {
      tokens.shift();
      add(map, name, readList(tokens, text, depth + 1));
      if (tokens.shift() !== ']') refuse(text);
    } else {
      add(map, name, undefined);
    }
  } while (tokens[0] === ',' && tokens.shift());
  return map;
}

function readText(text: string): FieldMap {
  if (!LETTERS.test(text)) refuse(text);
  const tokens = text.match(/\w+|[[\],]/g) ?? [];
  const map = readList(tokens, text);
  if (tokens.length > 0) refuse(text);
  return map;
}

function readName(name: unknown): FieldMap {
  const map = typeof name === 'string' ? readText(name) : undefined;
  if (map?.size === 1) return map;
  throw new InputError(
    `Each of fields is one name, such as "sku" or "items[sku,name]", not ${JSON.stringify(name)}.`,
  );
}

function readObject(selection: object, depth = 0): FieldMap {
  if (depth > DEEPEST) throw new InputError('fields is nested too deeply, or holds itself.');
  const entries = Object.entries(selection).map(([name, below]): [string, FieldMap | undefined] => {
    if (!NAME.test(name)) refuse(name);
    if (below === true) return [name, undefined];
    if (typeof below === 'object' && below !== null && !Array.isArray(below)) {
      return [name, readObject(below, depth + 1)];
    }
    throw new InputError(`fields has "${name}" neither true nor an object of what is below it.`);
  });
  if (entries.length > 0) return new Map(entries);
  throw new InputError('fields asks for nothing somewhere; leave it out to get everything.');
}

/**
 * Reads a response filter in any of its forms.
 * @throws InputError for what Magento would answer with nothing
 */
export function fieldMap(fields: unknown): FieldMap {
  if (typeof fields === 'string') return readText(fields);
  if (typeof fields !== 'object' || fields === null) {
    throw new InputError('fields is a text, a list of names, or an object of names.');
  }
  if (!Array.isArray(fields)) return readObject(fields);
  if (fields.length > 0) return merge(fields.map(readName));
  throw new InputError('fields has an empty list; leave it out to get everything.');
}
