import { beforeEach, describe, expect, it } from 'vitest';
import { generate } from '../../../src/codegen/index.js';
import { createSandbox, type Sandbox } from '../../../src/sandbox/index.js';
import { adminToken, ask, customerToken } from '../ask.js';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox({ integrationAsBearer: true });
});

async function schema(path: string, token?: string) {
  const { status, body, headers } = await ask(sandbox, 'GET', path, undefined, token);
  const paths: Readonly<Record<string, object>> = body.paths ?? {};
  const operations = Object.entries(paths).flatMap(([route, verbs]) =>
    Object.keys(verbs).map((verb) => `${verb.toUpperCase()} ${route}`),
  );
  return { status, body, operations, type: headers.get('content-type') };
}

describe('the schema of all services', () => {
  it('is Swagger 2.0 of what the caller may use', async () => {
    const all = await schema('/all/schema?services=all', await adminToken(sandbox));
    expect(all.type).toBe('application/json');
    expect(all.body).toMatchObject({ swagger: '2.0', basePath: '/rest/all', schemes: ['https'] });
    expect(all.operations).toContain('PUT /V1/products/{sku}');
    const guests = await schema('/all/schema?services=all');
    expect(guests.operations).toContain('POST /V1/guest-carts');
    expect(guests.operations).not.toContain('GET /V1/products');
    const customers = await schema('/default/schema?services=all', await customerToken(sandbox));
    expect(customers.operations).toContain('GET /V1/customers/me');
    expect(customers.operations).not.toContain('GET /V1/customers/{customerId}');
    const { accessToken } = sandbox.credentials.catalogOnly;
    const catalogue = await schema('/all/schema?services=all', accessToken);
    expect(catalogue.operations).toContain('GET /V1/products');
    expect(catalogue.operations).not.toContain('GET /V1/orders');
  });

  it('holds the operations of the version and the edition', async () => {
    const since = async (version: '2.4.6' | '2.4.9', edition: 'open-source' | 'b2b') => {
      sandbox.configure({ version, edition });
      return (await schema('/all/schema', await adminToken(sandbox))).operations;
    };
    expect(await since('2.4.6', 'open-source')).not.toContain('GET /V1/company/');
    expect(await since('2.4.6', 'b2b')).toContain('GET /V1/company/');
    expect(await since('2.4.6', 'open-source')).not.toContain('POST /V1/customers/activate');
    expect(await since('2.4.9', 'open-source')).toContain('POST /V1/customers/activate');
  });

  it('defines every type it names, and nothing else', async () => {
    const { body } = await schema('/all/schema', await adminToken(sandbox));
    const named = new Set<string>();
    JSON.stringify(body, (key, value) => {
      if (key === '$ref') named.add(String(value).slice('#/definitions/'.length));
      return value;
    });
    expect(Object.keys(body.definitions).sort()).toEqual([...named].sort());
  });

  it('can be broken by a module, and then answers for one service after the other', async () => {
    sandbox.configure({ brokenSchema: true });
    const token = await adminToken(sandbox);
    expect((await schema('/all/schema?services=all', token)).status).toBe(500);
    const some = 'catalogProductRepositoryV1,customerGroupRepositoryV1';
    const { status, operations } = await schema(`/all/schema?services=${some}`, token);
    expect(status).toBe(200);
    expect(operations).toContain('GET /V1/customerGroups/search');
    expect(operations).not.toContain('GET /V1/orders');
  });
});

describe('the schema of some services', () => {
  it('is refused with one nobody knows', async () => {
    const token = await adminToken(sandbox);
    const { status } = await schema('/all/schema?services=catalogProductRepositoryV1,x', token);
    expect(status).toBe(500);
  });

  it('is empty where the caller has no right to any of it', async () => {
    const { status, operations } = await schema('/all/schema?services=salesOrderRepositoryV1');
    expect({ status, operations }).toEqual({ status: 200, operations: [] });
  });
});

describe('the schema of asynchronous requests', () => {
  it('leaves reads out and answers what the queue says', async () => {
    const { body, operations } = await schema('/all/async/schema', await adminToken(sandbox));
    expect(operations.filter((key) => key.startsWith('GET '))).toEqual([]);
    expect(body.basePath).toBe('/rest/all/async');
    expect(Object.keys(body.paths['/V1/products'].post.responses)).toContain('202');
  });
});

describe('a module in the schema', () => {
  it('has its routes, types and attributes there, fit for the generator', async () => {
    sandbox.extend({
      module: 'Acme_Loyalty',
      definitions: { 'acme-loyalty-data-card-interface': { id: 'int?', number: 'string' } },
      routes: [
        {
          method: 'GET',
          path: '/V1/acme/cards/{cardId}',
          resource: 'anonymous',
          pathTypes: { cardId: 'int' },
          result: 'acme-loyalty-data-card-interface',
          handler: () => ({}),
        },
      ],
      extensionAttributes: { 'catalog-data-product-interface': { points: 'int' } },
    });
    const token = await adminToken(sandbox);
    const { body } = await schema('/all/schema?services=all', token);
    expect(body.definitions['acme-loyalty-data-card-interface']).toEqual({
      type: 'object',
      properties: { id: { type: 'integer' }, number: { type: 'string' } },
      required: ['number'],
    });
    const extended = body.definitions['catalog-data-product-extension-interface'];
    expect(extended.properties.points).toEqual({ type: 'integer' });
    const own = await schema('/all/schema?services=acmeLoyaltyV1');
    expect(own.operations).toEqual(['GET /V1/acme/cards/{cardId}']);
    const files = await generate({ schema: own.body });
    expect([...files.values()].join('\n')).toContain('number: string');
  });
});
