import type { Priority } from '../budget/types.js';
import { InputError } from '../errors/input-error.js';
import { STORE_CODE } from './base-url.js';
import { headerProblem } from './header-problem.js';
import type { CallOptions } from './types.js';

const KNOWN: readonly (keyof CallOptions)[] = [
  'signal',
  'deadlineMs',
  'store',
  'fields',
  'headers',
  'permit',
  'priority',
  'idempotent',
  'validate',
];

const PRIORITIES: readonly Priority[] = ['high', 'normal', 'bulk'];

/**
 * Checks the options of one call. By hand, as this runs for every call.
 * @throws InputError that names the option and what it should be
 */
export function checkCallOptions(options: CallOptions<unknown>): void {
  for (const name of Object.keys(options)) {
    if (!(KNOWN as readonly string[]).includes(name)) {
      throw new InputError(`A call has no option "${name}"; it has ${KNOWN.join(', ')}.`);
    }
  }
  const { deadlineMs, store, headers, priority } = options;
  if (deadlineMs !== undefined && !(deadlineMs > 0)) {
    throw new InputError(`deadlineMs must be a number of milliseconds above 0, not ${deadlineMs}.`);
  }
  if (priority !== undefined && !(PRIORITIES as readonly string[]).includes(priority)) {
    throw new InputError(`priority is one of ${PRIORITIES.join(', ')}, not ${priority}.`);
  }
  if (store !== undefined) checkStoreCode(store);
  const problem = headers === undefined ? undefined : headerProblem(headers);
  if (problem) throw new InputError(`headers ${problem}.`);
}

/** @throws InputError when the text cannot be a store code */
export function checkStoreCode(code: string): void {
  if (typeof code === 'string' && STORE_CODE.test(code)) return;
  throw new InputError(
    `${JSON.stringify(code)} is no store code; those have letters, digits and underscores, or are "all".`,
  );
}
