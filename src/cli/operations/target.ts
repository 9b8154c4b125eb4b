import type { Method } from '../../index.js';
import type { OptionSpecs } from '../options.js';
import { UsageError } from '../usage-error.js';
import { type OperationInfo, type OperationTable, operationOrThrow } from './table.js';

/** What is to be called: an operation, or a path of the REST API. */
export type Target =
  | { readonly operation: OperationInfo }
  | { readonly method: Method; readonly path: string };

const METHODS: readonly string[] = ['GET', 'POST', 'PUT', 'DELETE'] satisfies readonly Method[];
const isPath = (word: string) => word.startsWith('/');

/** The words of a command line that are no options, nor their values. Checks nothing. */
export function wordsOf(argv: readonly string[], specs: OptionSpecs): string[] {
  return argv.filter((word, at) => {
    if (word.startsWith('-')) return false;
    const before = argv[at - 1] ?? '';
    const name = before.startsWith('--') ? before.slice(2) : '';
    return !(Object.hasOwn(specs, name) && specs[name]?.type === 'string');
  });
}

/**
 * What `magekit call` is to call: an operation, or a method and a path. Words behind that are not looked at.
 * @throws UsageError for no such thing
 */
export function callTarget(words: readonly string[], table: OperationTable): Target {
  const [first, path] = words;
  if (first === undefined) {
    throw new UsageError('Which operation?', 'Name one, such as magekit call products.get.');
  }
  const method = METHODS.find((name) => name === first.toUpperCase());
  if (method !== undefined) {
    if (path && isPath(path)) return { method: method as Method, path };
    throw new UsageError(`${method} needs a path.`, `As in magekit call ${method} /V1/acme/slots.`);
  }
  if (!isPath(first)) return { operation: operationOrThrow(table, first) };
  throw new UsageError(`How to call ${first}?`, `Name a method: magekit call POST ${first}.`);
}

/**
 * What `magekit get` is to read: `products` stands for `products.get`.
 * @throws UsageError for no such thing, and for what changes something
 */
export function getTarget([first]: readonly string[], table: OperationTable): Target {
  if (first === undefined) {
    throw new UsageError('What is to be read?', 'As in magekit get products --sku 24-MB01.');
  }
  if (isPath(first)) return { method: 'GET', path: first };
  const operation = operationOrThrow(table, first.includes('.') ? first : `${first}.get`);
  if (operation.method === 'GET') return { operation };
  throw new UsageError(
    `${operation.name} does more than read.`,
    `To do it all the same: magekit call ${operation.name}.`,
  );
}

/**
 * Words that nothing asks for are values without their option.
 * @throws UsageError that names the first of them
 */
export function refuseMoreWords(words: readonly string[], target: Target): void {
  const isPair = 'method' in target && words[0]?.toUpperCase() === target.method;
  const extra = words[isPair ? 2 : 1];
  if (extra === undefined) return;
  const isFlag = extra === 'true' || extra === 'false';
  throw new UsageError(
    `${extra} is one word too many.`,
    isFlag
      ? `A value of a yes-or-no member goes behind a "=": --member=${extra}.`
      : 'Values belong behind an option, and those with spaces into quotes.',
  );
}
