import { describe, expect, it } from 'vitest';
import { createMagento, oauth1 } from '../../src/index.js';
import {
  createSandbox,
  type MagentoVersion,
  type Sandbox,
  type SandboxOptions,
} from '../../src/sandbox/index.js';
import { adminToken, ask } from './ask.js';

/** What the versions do differently, as far as a client can see it. */
interface Expected {
  readonly engine: 'zend' | 'laminas' | 'hmac';
  /** Status of a verb no route has. */
  readonly head: 400 | 405;
  /** Status of a property nobody knows. */
  readonly unknownProperty: 500 | 400;
  /** Whether text with a script in it is refused. */
  readonly refusesScripts: boolean;
  /** Most objects of one list, and the page size of lists that name none, where limits are on. */
  readonly limit: number;
  /** The number of operations of Open Source in the schema. */
  readonly operations: number;
}

const versions: readonly (readonly [MagentoVersion, Expected])[] = [
  ['2.4.4', old({ engine: 'zend', head: 400, limit: 20 })],
  ['2.4.5', old({ engine: 'zend', limit: 20 })],
  ['2.4.6', old({})],
  ['2.4.7', old({ unknownProperty: 400, operations: 428 })],
  ['2.4.8', old({ engine: 'hmac', unknownProperty: 400, refusesScripts: true, operations: 428 })],
  ['2.4.9', old({ engine: 'hmac', unknownProperty: 400, refusesScripts: true, operations: 431 })],
];

function old(own: Partial<Expected>): Expected {
  return {
    engine: 'laminas',
    head: 405,
    unknownProperty: 500,
    refusesScripts: false,
    limit: 999_999,
    operations: 413,
    ...own,
  };
}

const open = async (options: SandboxOptions): Promise<{ sandbox: Sandbox; token: string }> => {
  const sandbox = createSandbox({ products: 40, ...options });
  return { sandbox, token: await adminToken(sandbox) };
};

describe.each(versions)('version %s', (version, expected) => {
  it('has the routes of its line', async () => {
    const { sandbox } = await open({ version });
    sandbox.configure({ twoFactor: true, integrationAsBearer: true });
    const token = sandbox.credentials.integration.accessToken;
    const { body } = await ask(sandbox, 'GET', '/all/schema?services=all', undefined, token);
    const paths: Readonly<Record<string, object>> = body.paths;
    const count = Object.values(paths).reduce((sum, verbs) => sum + Object.keys(verbs).length, 0);
    // One or two fewer than Magento declares: it declares the admin's token twice, and Duo had another form.
    expect(count).toBe(expected.operations);
    const activate = await ask(sandbox, 'POST', '/V1/customers/activate', {}, token);
    expect(activate.status).toBe(version === '2.4.9' ? 400 : 404);
  });

  it('answers verbs nobody routes', async () => {
    const { sandbox, token } = await open({ version });
    expect((await ask(sandbox, 'PATCH', '/V1/products/24-MB01', undefined, token)).status).toBe(
      expected.head,
    );
  });

  it('refuses a property nobody knows', async () => {
    const { sandbox, token } = await open({ version });
    const product = { sku: '24-MB01', bogus_name: 1 };
    const answer = await ask(sandbox, 'PUT', '/V1/products/24-MB01', { product }, token);
    expect(answer.status).toBe(expected.unknownProperty);
    if (expected.unknownProperty === 500) return;
    expect(answer.body).toEqual({
      message: '"%fieldName" is not supported. Correct the field name and try again.',
      parameters: { fieldName: 'BogusName' },
    });
  });

  it('takes or refuses scripts in text', async () => {
    const { sandbox, token } = await open({ version });
    const block = { identifier: 'b', title: 'B', content: '<script>alert(1)</script>' };
    const { status } = await ask(sandbox, 'POST', '/V1/cmsBlock', { block }, token);
    expect(status).toBe(expected.refusesScripts ? 400 : 200);
  });

  it('limits input where that is on', async () => {
    const { sandbox, token } = await open({ version, inputLimits: { enabled: true } });
    const path = '/V1/products?searchCriteria=&fields=search_criteria';
    const { body } = await ask(sandbox, 'GET', path, undefined, token);
    expect(body.search_criteria.page_size).toBe(expected.limit);
    const prices = Array.from({ length: 21 }, () => ({ sku: '24-MB01', price: 1, store_id: 0 }));
    const many = await ask(sandbox, 'POST', '/V1/products/base-prices', { prices }, token);
    expect(many.status).toBe(expected.limit === 20 ? 400 : 200);
  });

  it('holds nothing beyond the last page', async () => {
    const { sandbox, token } = await open({ version });
    const path = '/V1/products?searchCriteria[pageSize]=20&searchCriteria[currentPage]=99';
    const { body } = await ask(sandbox, 'GET', path, undefined, token);
    expect(body.items).toEqual([]);
    expect(body.total_count).toBeGreaterThan(40);
  });

  it('verifies signatures as its line does', async () => {
    const { sandbox } = await open({ version });
    const magento = createMagento({
      baseUrl: sandbox.url,
      auth: oauth1({ ...sandbox.credentials.integration, engine: expected.engine }),
      fetch: sandbox.fetch,
    });
    // The engines sign encoded slashes of paths differently.
    await magento.products.create({
      product: { sku: 'A/B:1', name: 'Slash', price: 1, attribute_set_id: 4 },
    });
    expect(await magento.products.get({ sku: 'A/B:1' })).toMatchObject({ sku: 'A/B:1' });
  });
});
