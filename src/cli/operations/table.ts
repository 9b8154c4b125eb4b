import { closest } from '../closest.js';
import { UsageError } from '../usage-error.js';

/** A member of an operation's input, or of an object in it. */
export interface Member {
  readonly name: string;
  readonly required: boolean;
  /** `string`, `integer`, `number`, `boolean`, `json`, `criteria`, or the name of an object; with `[]` a list. */
  readonly type: string;
}

/** What the command line knows of one operation. */
export interface OperationInfo {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  /** Whether it can be walked. */
  readonly isList: boolean;
  readonly members: readonly Member[];
  /** One sentence. */
  readonly summary: string;
}

/** All operations, read from their lines when they are asked for. */
export interface OperationTable {
  /** Names such as `products.get`, sorted. */
  readonly names: readonly string[];
  find(name: string): OperationInfo | undefined;
  /** Members of an object; undefined for no object. */
  membersOf(type: string): readonly Member[] | undefined;
}

const headOf = (line: string) => line.slice(0, line.indexOf(' '));

function memberOf(word: string): Member {
  const [left = '', type = 'json'] = word.split(':');
  const required = !left.endsWith('?');
  return { name: required ? left : left.slice(0, -1), required, type };
}

const membersIn = (words: string) => (words === '' ? [] : words.split(' ').map(memberOf));

function operationOf(line: string): OperationInfo {
  const at = line.indexOf(' # ');
  const [name = '', method = '', path = '', ...rest] = line.slice(0, at).split(' ');
  const isList = rest[0] === 'list';
  const members = membersIn(rest.slice(isList ? 1 : 0).join(' '));
  return { name, method, path, isList, members, summary: line.slice(at + 3) };
}

/** Reads the table that is generated from the schema. */
export async function loadOperations(): Promise<OperationTable> {
  const { operationLines, objectLines } = await import('../../../generated/inputs.js');
  const operations = new Map(operationLines.map((line) => [headOf(line), line]));
  const objects = new Map(objectLines.map((line) => [headOf(line), line]));
  return {
    names: [...operations.keys()],
    find(name) {
      const line = operations.get(name);
      return line === undefined ? undefined : operationOf(line);
    },
    membersOf(type) {
      const line = objects.get(type);
      return line === undefined ? undefined : membersIn(line.slice(type.length + 1));
    },
  };
}

/**
 * The operation of a name.
 * @throws UsageError that names the one most like it, or all of the resource
 */
export function operationOrThrow(table: OperationTable, name: string): OperationInfo {
  const found = table.find(name);
  if (found) return found;
  const [resource = ''] = name.split('.');
  const siblings = table.names.filter((one) => one.startsWith(`${resource}.`));
  const like = closest(name, siblings.length > 0 ? siblings : table.names);
  const others = siblings.map((one) => one.slice(resource.length + 1)).join(', ');
  const resources = [...new Set(table.names.map((one) => one.split('.')[0] ?? ''))];
  const near = closest(resource, resources);
  const hint =
    (like && `Did you mean ${like}?`) ||
    (others && `${resource} has ${others}.`) ||
    (near && `Did you mean ${near}?`) ||
    'magekit completion makes the Tab key list them.';
  throw new UsageError(`There is no operation ${name}.`, hint);
}
