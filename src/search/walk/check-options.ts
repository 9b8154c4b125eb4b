import { InputError } from '../../errors/input-error.js';
import type { WalkOptions } from './types.js';

type Check = readonly [isRight: (value: unknown) => boolean, what: string];

const countFrom =
  (least: number) =>
  (value: unknown): boolean =>
    Number.isSafeInteger(value) && Number(value) >= least;

const CHECKS = {
  mode: [(value) => value === 'keyset' || value === 'offset', 'keyset or offset'],
  from: [(value) => typeof value === 'object' && value !== null, 'a cursor of an earlier walk'],
  parallel: [countFrom(1), 'a whole number from 1'],
  ordered: [(value) => typeof value === 'boolean', 'true or false'],
  lookAhead: [countFrom(0), 'a whole number from 0'],
  onDrift: [(value) => typeof value === 'function', 'a function'],
} as const satisfies Partial<Record<keyof WalkOptions, Check>>;

/**
 * Checks what a walk adds to the options of a call; the client checks the others with each request.
 * @throws InputError that names the option and what it should be
 */
export function checkWalkOptions(options: WalkOptions<unknown>): void {
  for (const [name, [isRight, what]] of Object.entries(CHECKS)) {
    const value = options[name as keyof typeof CHECKS];
    if (value === undefined || isRight(value)) continue;
    throw new InputError(`${name} of a walk must be ${what}, not ${JSON.stringify(value)}.`);
  }
}
