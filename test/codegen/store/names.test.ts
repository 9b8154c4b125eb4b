import { expect, test } from 'vitest';
import { checkNames } from '../../../src/codegen/store/check-names.js';
import { InputError } from '../../../src/core.js';

const operation = (override: unknown) => ({ operations: { 'GET /V1/acme/cards': override } });

test.each([
  ['text', 'names must be an object, not string.'],
  [
    { operation: {} },
    'names › operation is unknown; there are operations, types, properties, services.',
  ],
  [{ operations: [] }, 'names › operations must be an object, not a list.'],
  [
    { operations: { listCards: {} } },
    'names › operations › listCards must begin with method and path, such as "GET /V1/acme/cards".',
  ],
  [
    operation({ name: 'x' }),
    'names › operations › GET /V1/acme/cards › name is unknown; there are resource, method, summary, notes, key, keyProperty and repeat.',
  ],
  [
    operation({ method: 'a b' }),
    'names › operations › GET /V1/acme/cards › method must be a name of letters and digits.',
  ],
  [operation({ key: 1 }), 'names › operations › GET /V1/acme/cards › key must be text.'],
  [
    operation({ repeat: 'often' }),
    'names › operations › GET /V1/acme/cards › repeat must be safe, idempotent, never.',
  ],
  [{ services: 'all' }, 'names › services must be a list of names, such as "acmeLoyaltyV1".'],
  [{ types: { a: 1 } }, 'names › types › a must be the name of a type.'],
])('%j is refused with what to do', (names, message) => {
  expect(() => checkNames(names)).toThrow(new InputError(message));
});

test('names as documented are taken', () => {
  const names = {
    ...operation({ resource: 'cards', key: 'card_id', repeat: 'safe' }),
    services: ['acmeLoyaltyV1'],
  };
  expect(checkNames(names)).toBe(names);
});
