import { describe, expect, test } from 'vitest';
import { tidyDocument } from '../../../src/codegen/tidy/tidy-document.js';
import { createWarnings } from '../../../src/codegen/warning.js';

function tidied(paths: unknown, definitions: unknown = {}) {
  const { warn, all } = createWarnings();
  const document = tidyDocument(JSON.parse(JSON.stringify({ paths, definitions })), warn);
  return { document, warnings: all().map(({ place, message }) => `${place}: ${message}`) };
}

const get = (operation: object) => ({ '/V1/x/{id}': { get: operation } });
const id = { name: 'id', in: 'path', type: 'integer' };

describe('an oddity is a warning with its place:', () => {
  test.each([
    [
      'a definition that is missing',
      get({ parameters: [id], responses: { 200: { schema: { $ref: '#/definitions/gone' } } } }),
      {},
      'GET /V1/x/{id} › 200: Refers to "#/definitions/gone", which is no definition here; its type is unknown.',
    ],
    [
      'a reference to elsewhere',
      {},
      { a: { type: 'object', properties: { b: { $ref: 'https://evil.example' } } } },
      'definitions › a › b: Refers to "https://evil.example", which is no definition here; its type is unknown.',
    ],
    [
      'a parameter the path does not declare',
      get({}),
      {},
      'GET /V1/x/{id}: Does not declare "id" of its path; taken for text.',
    ],
    [
      'a parameter twice',
      get({ parameters: [id, { ...id, type: 'string' }] }),
      {},
      'GET /V1/x/{id}: Has two parameters "id"; the first one counts.',
    ],
    [
      'a parameter in a header',
      get({ parameters: [id, { name: 'h', in: 'header', type: 'string' }] }),
      {},
      'GET /V1/x/{id} › parameters.1: "h" is in "header", which Magento does not read; left out.',
    ],
    [
      'an operation id twice',
      { '/V1/a': { get: { operationId: 'same' } }, '/V1/b': { get: { operationId: 'same' } } },
      {},
      'GET /V1/b: Has the operation id "same" of GET /V1/a; both are generated.',
    ],
    [
      'another method',
      { '/V1/a': { patch: {} } },
      {},
      'paths › /V1/a: Magento has no method "patch"; left out.',
    ],
    [
      'a definition that is itself',
      {},
      { a: { $ref: '#/definitions/b' }, b: { oneOf: [{ $ref: '#/definitions/a' }] } },
      'definitions › b: Stands for nothing but itself; its type is unknown.',
    ],
    [
      'an unknown type',
      {},
      { a: { type: 'object', properties: { b: { type: 'mixed' } } } },
      'definitions › a › b: Its type "mixed" is none of Swagger; it is unknown.',
    ],
    [
      'a required member that is not there',
      {},
      { a: { type: 'object', required: ['b'], properties: {} } },
      'definitions › a: Requires "b", which it does not have; passed over.',
    ],
    ['no schema at all', 'text', {}, 'paths: A schema has an object of paths, not string.'],
  ])('%s', (_, paths, definitions, warning) => {
    expect(tidied(paths, definitions).warnings).toContain(warning);
  });
});

test('scalars, lists and things that contain themselves are definitions like any', () => {
  const definitions = {
    code: { type: 'string' },
    tree: { type: 'object', properties: { children: { $ref: '#/definitions/trees' } } },
    trees: { type: 'array', items: { $ref: '#/definitions/tree' } },
  };
  expect(tidied({}, definitions)).toEqual({
    document: { swagger: '2.0', paths: {}, definitions },
    warnings: [],
  });
});

test('nesting without end is cut, and a schema of thousands of operations is read', () => {
  let deep: object = { type: 'string' };
  for (let i = 0; i < 2000; i++) deep = { type: 'array', items: deep };
  expect(tidied({}, { deep }).warnings).toEqual([
    expect.stringContaining('Nested more than 24 levels deep'),
  ]);
  const many = Array.from({ length: 5000 }, (_, i) => [
    `/V1/a${i}`,
    { get: { operationId: `a${i}` } },
  ]);
  const { document, warnings } = tidied(Object.fromEntries(many));
  expect(Object.keys(document.paths)).toHaveLength(5000);
  expect(warnings).toEqual([]);
});
