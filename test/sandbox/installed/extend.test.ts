import { beforeEach, describe, expect, it } from 'vitest';
import {
  createSandbox,
  refuse,
  type Sandbox,
  type SandboxExtension,
} from '../../../src/sandbox/index.js';
import { adminToken, ask, where } from '../ask.js';

const cards = [
  { id: 1, number: 'A-1', points: 10 },
  { id: 2, number: 'B-2', points: 20 },
];

const loyalty: SandboxExtension = {
  module: 'Acme_Loyalty',
  definitions: {
    'acme-loyalty-data-card-interface': { id: 'int?', number: 'string', points: 'float?' },
    'acme-loyalty-data-card-search-results-interface': {
      items: 'acme-loyalty-data-card-interface[]',
      search_criteria: 'framework-search-criteria-interface',
      total_count: 'int',
    },
  },
  routes: [
    {
      method: 'GET',
      path: '/V1/acme/cards',
      resource: 'Acme_Loyalty::cards',
      query: { searchCriteria: 'criteria' },
      result: 'acme-loyalty-data-card-search-results-interface',
      handler: ({ search }) => search(cards),
    },
    {
      method: 'GET',
      path: '/V1/acme/cards/{cardId}',
      resource: 'anonymous',
      pathTypes: { cardId: 'int' },
      result: 'acme-loyalty-data-card-interface',
      handler: ({ path }) => {
        const card = cards.find(({ id }) => id === Number(path.cardId));
        if (card !== undefined) return card;
        throw refuse(404, 'No such entity with %fieldName = %fieldValue', {
          fieldName: 'id',
          fieldValue: Number(path.cardId),
        });
      },
    },
    {
      method: 'POST',
      path: '/V1/acme/cards',
      resource: 'Acme_Loyalty::cards',
      body: { card: 'acme-loyalty-data-card-interface', note: 'string?' },
      result: 'acme-loyalty-data-card-interface',
      handler: ({ input }) => input.card,
    },
    {
      method: 'GET',
      path: '/V1/cmsPage/search',
      resource: 'anonymous',
      handler: () => 'a plugin answers',
    },
  ],
  extensionAttributes: { 'catalog-data-product-interface': { loyalty_points: 'int' } },
  productAttributes: [
    { code: 'acme_grade', label: 'Grade', input: 'select', options: ['Gold', 'Silver'] },
  ],
};

let sandbox: Sandbox;
let token: string;
beforeEach(async () => {
  sandbox = createSandbox();
  sandbox.extend(loyalty);
  token = await adminToken(sandbox);
});

describe('routes of a module', () => {
  it('are served by their handlers, with Magento’s checks before them', async () => {
    const sent = { card: { number: 7, points: '3.5' } };
    const created = await ask(sandbox, 'POST', '/V1/acme/cards', sent, token);
    expect(created.body).toEqual({ number: '7', points: 3.5 });
    const wrong = { card: { number: 'x', points: 'many' } };
    expect((await ask(sandbox, 'POST', '/V1/acme/cards', wrong, token)).status).toBe(400);
    const unknown = { card: { numbre: 'x' } };
    expect((await ask(sandbox, 'POST', '/V1/acme/cards', unknown, token)).status).toBe(500);
    const absent = await ask(sandbox, 'POST', '/V1/acme/cards', {}, token);
    expect(absent.body.parameters).toEqual({ fieldName: 'card' });
  });

  it('take the right they name', async () => {
    const sent = { card: { number: 'x' } };
    expect((await ask(sandbox, 'POST', '/V1/acme/cards', sent)).body.parameters).toEqual({
      resources: 'Acme_Loyalty::cards',
    });
    expect((await ask(sandbox, 'GET', '/V1/acme/cards/1')).body).toEqual(cards[0]);
  });

  it('refuse in Magento’s words', async () => {
    const { status, body } = await ask(sandbox, 'GET', '/V1/acme/cards/9');
    expect({ status, body }).toEqual({
      status: 404,
      body: {
        message: 'No such entity with %fieldName = %fieldValue',
        parameters: { fieldName: 'id', fieldValue: 9 },
      },
    });
  });

  it('search their rows as Magento’s lists do', async () => {
    const query = where('number', 'like', 'B%');
    const { body } = await ask(sandbox, 'GET', `/V1/acme/cards?${query}`, undefined, token);
    expect(body).toMatchObject({ items: [cards[1]], total_count: 1 });
  });

  it('take the place of Magento’s', async () => {
    expect((await ask(sandbox, 'GET', '/V1/cmsPage/search')).body).toBe('a plugin answers');
  });

  it('can be called in bulk', async () => {
    const items = [{ card: { number: 'x' } }];
    const { status } = await ask(sandbox, 'POST', '/async/bulk/V1/acme/cards', items, token);
    expect(status).toBe(202);
  });
});

describe('what a module adds to Magento’s own data', () => {
  const product = {
    sku: 'CARD',
    name: 'Card',
    price: 1,
    attribute_set_id: 4,
    extension_attributes: { loyalty_points: '12' },
    custom_attributes: [{ attribute_code: 'acme_grade', value: '4711' }],
  };

  it('is kept and answered', async () => {
    await ask(sandbox, 'POST', '/all/V1/products', { product }, token);
    const { body } = await ask(sandbox, 'GET', '/V1/products/CARD', undefined, token);
    expect(body.extension_attributes.loyalty_points).toBe(12);
    expect(body.custom_attributes).toContainEqual(product.custom_attributes[0]);
  });

  it('is refused without the module', async () => {
    const plain = createSandbox();
    const answer = await ask(plain, 'POST', '/V1/products', { product }, await adminToken(plain));
    expect(answer.status).toBe(500);
  });

  it('has choices with ids of their own', async () => {
    const path = '/V1/products/attributes/acme_grade/options';
    const { body } = await ask(sandbox, 'GET', path, undefined, token);
    expect(body.map(({ label }: { label: string }) => label)).toEqual([' ', 'Gold', 'Silver']);
  });

  it('stays over a reset, and names itself among the modules', async () => {
    sandbox.reset();
    const { body } = await ask(sandbox, 'GET', '/V1/modules', undefined, await adminToken(sandbox));
    expect(body).toContain('Acme_Loyalty');
    const path = '/V1/products/attributes/acme_grade';
    expect((await ask(sandbox, 'GET', path, undefined, await adminToken(sandbox))).status).toBe(
      200,
    );
  });
});
