import { InputError } from '../errors/input-error.js';

/** A bulk that is not finished, or whose results nobody has taken. */
export interface OpenBulk {
  readonly uuid: string;
  /** Place in the bulk, number in the input, and key of each item that is open. */
  readonly items: readonly (readonly [position: number, index: number, key?: string])[];
}

/** What it takes to follow a job from another process. Plain JSON, without the items themselves. */
export interface JobHandle {
  readonly version: 1;
  /** Name of the operation, such as `products.update`. */
  readonly operation: string;
  readonly bulks: readonly OpenBulk[];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isOpenItem(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  const [position, index, key] = value;
  return (
    Number.isInteger(position) &&
    Number.isInteger(index) &&
    (key === undefined || typeof key === 'string')
  );
}

const isOpenBulk = (value: unknown): boolean =>
  isRecord(value) &&
  typeof value.uuid === 'string' &&
  Array.isArray(value.items) &&
  value.items.every(isOpenItem);

/** @throws InputError when this is no handle, or one of a later version */
export function checkHandle(value: unknown): JobHandle {
  if (isRecord(value) && value.version !== 1 && 'bulks' in value) {
    throw new InputError('This handle of a job is of another version; resume it with that one.');
  }
  const right =
    isRecord(value) &&
    typeof value.operation === 'string' &&
    Array.isArray(value.bulks) &&
    value.bulks.every(isOpenBulk);
  if (!right) throw new InputError('resumeJob wants what job.toJSON() gave, parsed.');
  return value as unknown as JobHandle;
}
