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
 * What `magekit call` is to call.
 * @throws UsageError for no such thing
 */
export function callTarget(words: readonly string[], table: OperationTable): Target {
  const [first, second, ...more] = words;
  if (first === undefined) {
    throw new UsageError('Which operation?', 'Name one, such as magekit call products.get.');
  }
  const method = METHODS.find((name) => name === first.toUpperCase());
  const extra = method === undefined ? second : more[0];
  if (extra !== undefined) throw new UsageError(`${extra} is one word too many.`, wordsHint(extra));
  if (method === undefined) {
    if (isPath(first)) {
      throw new UsageError(`How to call ${first}?`, `Name a method: magekit call POST ${first}.`);
    }
    return { operation: operationOrThrow(table, first) };
  }
  if (second && isPath(second)) return { method: method as Method, path: second };
  throw new UsageError(`${method} needs a path.`, `As in magekit call ${method} /V1/acme/slots.`);
}

const wordsHint = (word: string) =>
  word === 'true' || word === 'false'
    ? `A value of a yes-or-no member goes behind a "=": --member=${word}.`
    : 'Values belong behind an option, and those with spaces into quotes.';

/**
 * What `magekit get` is to read: `products` stands for `products.get`.
 * @throws UsageError for no such thing, and for what changes something
 */
export function getTarget(words: readonly string[], table: OperationTable): Target {
  const [first, second] = words;
  if (first === undefined) {
    throw new UsageError('What is to be read?', 'As in magekit get products --sku 24-MB01.');
  }
  if (second !== undefined) {
    throw new UsageError(`${second} is one word too many.`, wordsHint(second));
  }
  if (isPath(first)) return { method: 'GET', path: first };
  const operation = operationOrThrow(table, first.includes('.') ? first : `${first}.get`);
  if (operation.method === 'GET') return { operation };
  throw new UsageError(
    `${operation.name} does more than read.`,
    `To do it all the same: magekit call ${operation.name}.`,
  );
}
