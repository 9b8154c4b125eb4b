import { unbound } from '../client/bind.js';
import type { Client, Operation, Write } from '../client/types.js';
import { InputError } from '../errors/input-error.js';
import { repeatOf } from '../http/prepare.js';

/** A function of `magekit/resources/*` that changes something, or the same with its client already. */
export type WriteFunction =
  | ((client: Client, input: never, options?: never) => Write<unknown>)
  | ((input: never, options?: never) => Write<unknown>);

/** What a function of `magekit/resources/*` is given. */
export type InputOf<Call> = Call extends (
  client: Client,
  input: infer Input,
  options?: never,
) => Write<unknown>
  ? NonNullable<Input>
  : Call extends (input: infer Input, options?: never) => Write<unknown>
    ? NonNullable<Input>
    : never;

/** What the store answers to it. */
export type OutputOf<Call> = Call extends (...rest: never[]) => Write<infer Output>
  ? Output
  : never;

type Loose = ((client: unknown, input: unknown) => unknown) & { readonly [unbound]?: Loose };

/**
 * The operation behind a function of `magekit/resources/*`: it is called with a client that only notes
 * what it is given.
 * @throws InputError for another function, and for one that only reads
 */
export function operationOf(call: unknown): Operation {
  if (typeof call !== 'function') {
    throw new InputError('A bulk wants a function of magekit/resources, such as products.update.');
  }
  const own = (call as Loose)[unbound] ?? (call as Loose);
  let noted: Operation | undefined;
  const note = (operation: Operation) => {
    noted = operation;
    return new Promise(() => undefined);
  };
  own({ call: note }, {});
  if (noted === undefined) {
    throw new InputError(
      'A bulk wants a function that sends one operation, such as products.update of magekit/resources/products.',
    );
  }
  if (repeatOf(noted) === 'safe') {
    throw new InputError(`${noted.name} only reads; bulks are for what changes something.`);
  }
  return noted;
}
