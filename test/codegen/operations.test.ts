import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createDefinitions } from '../../src/codegen/definitions.js';
import { operationDoc } from '../../src/codegen/doc.js';
import type { GenerateInput } from '../../src/codegen/index.js';
import { readOperations } from '../../src/codegen/operations.js';
import { queryMembers } from '../../src/codegen/query.js';
import { rowMembers } from '../../src/codegen/row.js';
import { refsIn } from '../../src/codegen/swagger.js';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../generated/schema/${name}.json`, import.meta.url), 'utf8'));
const input = {
  schema: read('magento-2.4.9'),
  operations: read('operations'),
  corrections: read('corrections'),
} as GenerateInput;
const operations = new Map(readOperations(input).map((operation) => [operation.key, operation]));
const definitions = createDefinitions(input.schema, input.corrections ?? {});
for (const { result } of operations.values()) {
  for (const key of result ? refsIn(result) : []) definitions.use(key, 'answer');
}

function operation(key: string) {
  const found = operations.get(key);
  if (!found) throw new Error(`No operation ${key}`);
  return found;
}

describe('the row of an operation', () => {
  const extras = (key: string) =>
    rowMembers(operation(key), definitions).filter(
      (member) => !/^(name|method|path|body|query):/.test(member),
    );

  test.each([
    ['GET /V1/products/{sku}', []],
    [
      'GET /V1/products',
      [
        "criteria: 'searchCriteria'",
        "result: 'page'",
        "list: { key: 'entity_id', property: 'id' }",
      ],
    ],
    [
      'GET /V1/orders',
      ["criteria: 'searchCriteria'", "result: 'page'", "list: { key: 'entity_id' }"],
    ],
    [
      'GET /V1/transactions',
      [
        "criteria: 'searchCriteria'",
        "result: 'page'",
        "list: { key: 'transaction_id', unproven: true }",
      ],
    ],
    [
      'GET /V1/search',
      ["criteria: 'searchCriteria'", "result: 'page'", 'list: { zeroBased: true }'],
    ],
    ['GET /V1/customers/companies', ["criteria: 'criteria'", "result: 'page'", 'list: {}']],
    [
      'GET /V1/carts/licence/list',
      ["criteria: 'searchCriteria'", "list: { key: 'agreement_id', uncounted: true, bare: true }"],
    ],
    [
      'GET /V1/products-render-info',
      [
        "criteria: 'searchCriteria'",
        "result: 'page'",
        "list: { key: 'entity_id', property: 'id', uncounted: true }",
      ],
    ],
    ['PUT /V1/products/{sku}', ["identity: [['sku', 'product.sku']]"]],
    [
      'POST /V1/company/{parentId}/relations',
      ["identity: [['parentId', 'relations[].parent_id']]", "result: 'void'"],
    ],
    ['POST /V1/order/{orderId}/invoice', ["result: 'number'"]],
    ['GET /V1/carts/{cartId}/coupons', ["result: 'nullable'"]],
    ['GET /V1/orders/{id}/statuses', ["result: 'nullable'"]],
    ['POST /V1/inventory/source-items', ["repeat: 'idempotent'", "result: 'void'"]],
    ['POST /V1/carts/', ["result: 'number'", "scope: 'view'"]],
    ['PUT /V1/carts/{cartId}/order', ["repeat: 'never'", "result: 'number'", "scope: 'view'"]],
    ['POST /V1/carts/mine/set-payment-information', ["repeat: 'idempotent'"]],
    ['POST /V1/customers', ["scope: 'view'"]],
  ])('%s says only what is special', (key, expected) => {
    expect(extras(key)).toEqual(expected);
  });
});

describe('a query', () => {
  test('with brackets becomes one nested member', () => {
    const [place, list, plain] = queryMembers([
      { name: 'place[lat]', type: 'number' },
      { name: 'place[lng]', type: 'number', required: true },
      { name: 'rows[0][sku]', type: 'string' },
      { name: 'storeCodes', type: 'array', items: { type: 'string' }, required: true },
    ]);
    expect(place?.schema).toEqual({
      type: 'object',
      properties: { lat: { type: 'number' }, lng: { type: 'number' } },
      required: ['lng'],
    });
    expect(place?.required).toBe(true);
    expect(list?.schema).toMatchObject({ type: 'array', items: { type: 'object' } });
    expect(plain).toMatchObject({ name: 'storeCodes', required: true, schema: { type: 'array' } });
  });

  test('of search criteria is known by its filter groups', () => {
    const [member] = queryMembers([
      { name: 'criteria[filterGroups][0][filters][0][field]', type: 'string', required: true },
    ]);
    expect(member).toMatchObject({ name: 'criteria', criteria: true, required: false });
  });
});

describe('the doc comment', () => {
  test('has the summary, the facts, the notes and the errors', () => {
    expect(operationDoc(operation('PUT /V1/guest-carts/{cartId}/order'))).toEqual([
      expect.stringMatching(/\.$/),
      '',
      '`PUT /V1/guest-carts/{cartId}/order` · anonymous · callers: admin, customer, guest · Open Source · since 2.4.6 or earlier',
      '',
      expect.stringContaining('429'),
      '',
      '@throws NotFoundError if nothing has this `cartId`',
      '@throws RateLimitError if the store pushes back on orders (2.4.7 or later)',
    ]);
    expect(operationDoc(operation('POST /V1/integration/admin/token')).at(-1)).toContain(
      'AuthenticationError',
    );
  });
});
