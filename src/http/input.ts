import type { Operation } from '../client/types.js';
import { InputError } from '../errors/input-error.js';

/** What an operation is given: path, query and body members side by side. */
export type Input = Readonly<Record<string, unknown>>;

/** Names of the parameters in a path. */
export const parametersOf = (path: string): string[] =>
  Array.from(path.matchAll(/\{([^}]+)\}/g), ([, name = '']) => name);

/** Names of all that an operation takes. */
export function membersOf({ path, query = [], criteria, body = [] }: Operation): string[] {
  return [...parametersOf(path), ...(criteria ? [criteria] : []), ...query, ...body];
}

/** @throws InputError when what is given is no object, or has a member that the operation does not take */
export function checkInput({ name }: Operation, members: readonly string[], given: unknown): Input {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new InputError(
      `${name} takes one object with its input: ${members.length > 0 ? `{ ${members.join(', ')} }` : '{}'}.`,
    );
  }
  const unknown = Object.keys(given).find((member) => !members.includes(member));
  if (unknown !== undefined) {
    const takes = members.length > 0 ? `it takes ${members.join(', ')}` : 'it takes no input';
    throw new InputError(`${name} has no input "${unknown}"; ${takes}.`);
  }
  return given as Input;
}

/** The members of an input that are there. */
export function pick(input: Input, members: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    members
      .filter((member) => input[member] !== undefined)
      .map((member) => [member, input[member]]),
  );
}
