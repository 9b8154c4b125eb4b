import type { ListRule, Operation } from '../../client/types.js';
import { InputError } from '../../errors/input-error.js';
import type { KeyRange, KeysetCursor } from '../../search/index.js';

/** One part of an export, as plain data that goes through a queue. It holds no secret. */
export interface Shard {
  readonly version: 1;
  /** Which list. */
  readonly operation: Operation;
  /** Input of the operation, its criteria included. */
  readonly input: Readonly<Record<string, unknown>>;
  /** Options of the walk that are data. */
  readonly options: ShardOptions;
  /** Which keys of it. */
  readonly from: KeysetCursor;
  /** The how-manieth shard this is, from 0 on. */
  readonly index: number;
  /** How many there are. */
  readonly of: number;
  /** Items it had when the plan was made. */
  readonly estimate: number;
}

/** Options of a walk that a shard carries. */
export interface ShardOptions {
  readonly store?: string;
  readonly fields?: string;
  readonly deadlineMs?: number;
}

const PATH = /^\/V1(\/[\w{}-]+)+\/?$/;

type Data = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;
const isOptional = (value: unknown, type: 'string' | 'number'): boolean =>
  value === undefined || typeof value === type;
const isNames = (value: unknown): boolean =>
  value === undefined || (Array.isArray(value) && value.every((name) => typeof name === 'string'));
const isKey = (value: unknown): boolean =>
  value === undefined || typeof value === 'string' || typeof value === 'number';

function isRange(value: unknown): value is KeyRange {
  return isObject(value) && isKey(value.after) && isKey(value.upTo);
}

function isOperation(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { name, method, path, query, criteria, list } = value;
  return (
    typeof name === 'string' &&
    method === 'GET' &&
    typeof path === 'string' &&
    PATH.test(path) &&
    isNames(query) &&
    isOptional(criteria, 'string') &&
    isObject(list) &&
    typeof list.key === 'string'
  );
}

const isOptions = (value: unknown): boolean =>
  isObject(value) &&
  isOptional(value.store, 'string') &&
  isOptional(value.fields, 'string') &&
  isOptional(value.deadlineMs, 'number');

function isCursor(value: unknown, list: unknown): boolean {
  if (!isObject(value) || value.version !== 1 || value.list !== list) return false;
  return Array.isArray(value.ranges) && value.ranges.every(isRange);
}

/** The row of a list operation without whatever else may hang on it. */
export function listRow(operation: Operation): Operation {
  const { name, method, path, query, criteria, result, scope, list = {} } = operation;
  const rule: ListRule = { ...list };
  return {
    name,
    method,
    path,
    ...(query && { query }),
    ...(criteria && { criteria }),
    ...(result && { result }),
    ...(scope && { scope }),
    list: rule,
  };
}

/**
 * Checks a shard that comes out of a queue: that it reads a list, and nothing else.
 * @throws InputError when it does not, or is of another version of the library
 */
export function readShard(given: unknown): Shard {
  if (!isObject(given) || given.version !== 1) {
    throw new InputError('This is no shard of an export, or one of another version; plan it anew.');
  }
  const { operation, input, options, from, index, of, estimate } = given;
  const isWhole =
    isOperation(operation) &&
    isObject(input) &&
    isOptions(options) &&
    isCursor(from, (operation as Data).name) &&
    [index, of, estimate].every(isCount);
  if (!isWhole) {
    throw new InputError(
      'A shard must describe a list to read (GET, with its key) and a range of it.',
    );
  }
  const shard = given as unknown as Shard;
  const { store, fields, deadlineMs } = shard.options;
  return {
    ...shard,
    operation: listRow(shard.operation),
    options: {
      ...(store !== undefined && { store }),
      ...(fields !== undefined && { fields }),
      ...(deadlineMs !== undefined && { deadlineMs }),
    },
  };
}
