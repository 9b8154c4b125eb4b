import type { Given } from '../parse.js';
import { UsageError } from '../usage-error.js';
import { convert } from './convert.js';
import { followPath } from './member-path.js';
import { place } from './place.js';
import type { OperationInfo, OperationTable } from './table.js';

/**
 * The input of an operation: the body's members, and over them the options.
 * @throws UsageError when a member is missing, or of another kind than its option's value
 */
export function inputOf(
  operation: OperationInfo,
  table: OperationTable,
  options: Readonly<Record<string, Given>>,
  body: unknown = {},
): Record<string, unknown> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    const names = operation.members.map(({ name }) => name).join(', ');
    throw new UsageError(`The body of ${operation.name} is an object with ${names}.`);
  }
  const input: Record<string, unknown> = { ...body };
  for (const [option, given] of Object.entries(options)) {
    const { steps, type } = followPath(option, operation, table);
    place(input, steps, convert(option, given, type), option);
  }
  const missing = operation.members.filter(
    ({ name, required }) => required && input[name] === undefined,
  );
  if (missing.length > 0) {
    throw new UsageError(
      `${operation.name} needs ${missing.map(({ name }) => `--${name}`).join(', ')}.`,
      `magekit call ${operation.name} --help shows what it takes.`,
    );
  }
  return input;
}
