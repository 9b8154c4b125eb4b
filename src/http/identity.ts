import type { Operation } from '../client/types.js';
import { InputError } from '../errors/input-error.js';

type Values = Record<string, unknown>;

const isRecord = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function withMember(
  operation: string,
  parameter: string,
  id: unknown,
  object: Values,
  member: string,
): Values {
  const own = object[member];
  if (own === undefined || own === null) return { ...object, [member]: id };
  const isPlain = typeof own !== 'object';
  if (isPlain && String(own) === String(id)) return object;
  throw new InputError(
    `${operation}: "${parameter}" is ${JSON.stringify(id)}, but the body says ${isPlain ? JSON.stringify(String(own)) : 'an object'} in "${member}". A real store would save one over the other; make them equal.`,
  );
}

/**
 * Puts the identifier of the path into the body too. A store merges them only when the request has one
 * body member and no query; otherwise it crashes, creates, or saves over another product.
 */
export function withIdentity(operation: Operation, input: Readonly<Values>, body: Values): Values {
  let result = body;
  for (const [parameter, place] of operation.identity ?? []) {
    const [top = '', member = ''] = place.replace('[]', '').split('.');
    const id = input[parameter];
    const fill = (object: Values) => withMember(operation.name, parameter, id, object, member);
    const value = result[top];
    if (isRecord(value)) result = { ...result, [top]: fill(value) };
    else if (Array.isArray(value)) {
      result = { ...result, [top]: value.map((item) => (isRecord(item) ? fill(item) : item)) };
    }
  }
  return result;
}
