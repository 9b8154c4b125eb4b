import { beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../../src/sandbox/index.js';
import { type Answer, adminToken, ask, where } from '../ask.js';

let sandbox: Sandbox;
let token: string;
beforeAll(async () => {
  sandbox = createSandbox({ products: 10 });
  token = await adminToken(sandbox);
});

const send = (method: string, path: string, body?: unknown): Promise<Answer> =>
  ask(sandbox, method, `/all${path}`, body, token);

interface Entity {
  readonly name: string;
  readonly list: string;
  readonly one: (id: unknown) => string;
  readonly create: readonly [path: string, argument: string, row: object];
  readonly update: readonly [path: (id: unknown) => string, changes: object];
  /** The id's column, and the same in answers. */
  readonly column: string;
  readonly id: string;
  /** A body nobody can save, and what is said about it. */
  readonly refused: readonly [row: object, message: string];
}

const entities: readonly Entity[] = [
  {
    name: 'tax class',
    list: '/V1/taxClasses/search',
    one: (id) => `/V1/taxClasses/${id}`,
    create: ['/V1/taxClasses', 'taxClass', { class_name: 'Books', class_type: 'PRODUCT' }],
    update: [(id) => `/V1/taxClasses/${id}`, { class_name: 'Magazines', class_type: 'PRODUCT' }],
    column: 'class_id',
    id: 'class_id',
    refused: [{ class_type: 'PRODUCT' }, '"%fieldName" is required. Enter and try again.'],
  },
  {
    name: 'tax rate',
    list: '/V1/taxRates/search',
    one: (id) => `/V1/taxRates/${id}`,
    create: [
      '/V1/taxRates',
      'taxRate',
      { tax_country_id: 'US', tax_region_id: 57, rate: 8.5, tax_postcode: '*', code: 'TX' },
    ],
    update: [() => '/V1/taxRates', { rate: 9, code: 'TX', tax_country_id: 'US' }],
    column: 'tax_calculation_rate_id',
    id: 'id',
    refused: [{ rate: 1, tax_country_id: 'US' }, '"%fieldName" is required. Enter and try again.'],
  },
  {
    name: 'tax rule',
    list: '/V1/taxRules/search',
    one: (id) => `/V1/taxRules/${id}`,
    create: [
      '/V1/taxRules',
      'rule',
      {
        code: 'Rule',
        priority: 0,
        customer_tax_class_ids: [3],
        product_tax_class_ids: [2],
        tax_rate_ids: [1],
      },
    ],
    update: [() => '/V1/taxRules', { code: 'Rule', position: 3 }],
    column: 'tax_calculation_rule_id',
    id: 'id',
    refused: [
      {
        code: 'x',
        priority: 0,
        customer_tax_class_ids: [],
        product_tax_class_ids: [2],
        tax_rate_ids: [1],
      },
      '"customer_tax_class_ids" is required. Enter and try again.',
    ],
  },
  {
    name: 'customer group',
    list: '/V1/customerGroups/search',
    one: (id) => `/V1/customerGroups/${id}`,
    create: ['/V1/customerGroups', 'group', { code: 'Clubs', tax_class_id: 3 }],
    update: [(id) => `/V1/customerGroups/${id}`, { code: 'Societies', tax_class_id: 3 }],
    column: 'customer_group_id',
    id: 'id',
    refused: [{ tax_class_id: 3 }, '"%fieldName" is required. Enter and try again.'],
  },
  {
    name: 'stock',
    list: '/V1/inventory/stocks',
    one: (id) => `/V1/inventory/stocks/${id}`,
    create: ['/V1/inventory/stocks', 'stock', { name: 'Europe' }],
    update: [(id) => `/V1/inventory/stocks/${id}`, { name: 'Asia' }],
    column: 'stock_id',
    id: 'stock_id',
    refused: [{}, 'Validation Failed'],
  },
  {
    name: 'attribute set',
    list: '/V1/eav/attribute-sets/list',
    one: (id) => `/V1/eav/attribute-sets/${id}`,
    create: [
      '/V1/products/attribute-sets',
      'attributeSet',
      { attribute_set_name: 'Books', sort_order: 5 },
    ],
    update: [
      (id) => `/V1/products/attribute-sets/${id}`,
      { attribute_set_name: 'Tomes', entity_type_id: 4 },
    ],
    column: 'attribute_set_id',
    id: 'attribute_set_id',
    refused: [{}, 'The attribute set name is empty. Enter the name and try again.'],
  },
];

describe.each(entities.map((entity) => [entity.name, entity] as const))('a %s', (_, entity) => {
  const [createPath, argument, row] = entity.create;
  const body = (value: object) => ({ [argument]: value, skeletonId: 4 });
  const listed = async (id: unknown): Promise<readonly object[]> => {
    const query = where(entity.column, 'eq', String(id));
    return (await send('GET', `${entity.list}?${query}`)).body.items;
  };

  it('is created, read, found, changed and deleted', async () => {
    const created = await send('POST', createPath, body(row));
    expect(created.status).toBe(200);
    const id = Number(created.body[entity.id] ?? created.body);
    expect((await send('GET', entity.one(id))).body).toMatchObject({ ...row, [entity.id]: id });
    expect(await listed(id)).toMatchObject([{ [entity.id]: id }]);
    const [path, changes] = entity.update;
    const changed = await send('PUT', path(id), body({ ...changes, [entity.id]: id }));
    expect(changed.status).toBe(200);
    expect((await send('GET', entity.one(id))).body).toMatchObject({ ...changes, [entity.id]: id });
    expect((await send('DELETE', entity.one(id))).status).toBe(200);
    expect((await send('GET', entity.one(id))).status).toBe(404);
    expect(await listed(id)).toEqual([]);
  });

  it('is refused without what it needs', async () => {
    const [bad, message] = entity.refused;
    const answer = await send('POST', createPath, body(bad));
    expect({ status: answer.status, message: answer.body.message }).toEqual({
      status: 400,
      message,
    });
  });

  it('is not listed by a column nobody knows', async () => {
    const answer = await send('GET', `${entity.list}?${where('no_such_column', 'eq', '1')}`);
    expect(answer.status).toBe(500);
  });
});

describe('rows that others need', () => {
  it.each([
    ['DELETE', '/V1/taxClasses/3'],
    ['DELETE', '/V1/customerGroups/0'],
    ['DELETE', '/V1/inventory/stocks/1'],
    ['DELETE', '/V1/products/attribute-sets/4'],
    ['DELETE', '/V1/products/attributes/name'],
  ])('%s %s is refused', async (method, path) => {
    expect((await send(method, path)).status).toBe(400);
  });
});
