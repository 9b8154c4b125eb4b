import { InputError } from '../../errors/input-error.js';
import { isObject, kindOf } from '../tidy/json.js';
import type { NameOverrides, OperationOverride } from './types.js';

const TEXTS = ['resource', 'method', 'summary', 'notes', 'key', 'keyProperty'] as const;
const REPEATS = ['safe', 'idempotent', 'never'];
const PARTS = ['operations', 'types', 'properties', 'services'];

/**
 * The names of a store's owner, from JSON that nobody has checked yet.
 * @throws InputError that names the member and the fix
 */
export function checkNames(value: unknown): NameOverrides {
  const names = objectAt('', value);
  for (const [part, one] of Object.entries(names)) {
    if (!PARTS.includes(part)) refuse(part, `is unknown; there are ${PARTS.join(', ')}`);
    if (part === 'services') {
      checkServices(one);
      continue;
    }
    for (const [key, entry] of Object.entries(objectAt(part, one))) {
      if (part === 'operations') checkOperation(key, entry);
      else if (part === 'properties') objectAt(`properties › ${key}`, entry);
      else if (typeof entry !== 'string') refuse(`types › ${key}`, 'must be the name of a type');
    }
  }
  return names as NameOverrides;
}

function checkServices(value: unknown): void {
  const isName = (one: unknown) => typeof one === 'string' && /^\w+$/.test(one);
  if (!Array.isArray(value) || !value.every(isName)) {
    refuse('services', 'must be a list of names, such as "acmeLoyaltyV1"');
  }
}

function checkOperation(key: string, value: unknown): void {
  const place = `operations › ${key}`;
  if (!/^(GET|POST|PUT|DELETE) \//.test(key)) {
    refuse(place, 'must begin with method and path, such as "GET /V1/acme/cards"');
  }
  for (const [name, one] of Object.entries(objectAt(place, value) satisfies OperationOverride)) {
    if (name === 'repeat') {
      if (!REPEATS.includes(String(one)))
        refuse(`${place} › repeat`, `must be ${REPEATS.join(', ')}`);
    } else if (!TEXTS.some((text) => text === name)) {
      refuse(`${place} › ${name}`, `is unknown; there are ${TEXTS.join(', ')} and repeat`);
    } else if (typeof one !== 'string' || one === '') {
      refuse(`${place} › ${name}`, 'must be text');
    } else if ((name === 'resource' || name === 'method') && !/^[A-Za-z]\w*$/.test(one)) {
      refuse(`${place} › ${name}`, 'must be a name of letters and digits');
    }
  }
}

function objectAt(place: string, value: unknown): Readonly<Record<string, unknown>> {
  if (isObject(value)) return value;
  return refuse(place, `must be an object, not ${kindOf(value)}`);
}

function refuse(place: string, problem: string): never {
  throw new InputError(`names${place === '' ? '' : ` › ${place}`} ${problem}.`);
}
