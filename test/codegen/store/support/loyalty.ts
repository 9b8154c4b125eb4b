import { refuse, type SandboxExtension } from '../../../../src/sandbox/index.js';

const card = 'acme-loyalty-data-card-interface';

/** A module of a shop's own, with all that modules add: a list, rows, extension attributes, an attribute. */
export function loyalty(count = 250): SandboxExtension {
  const cards = Array.from({ length: count }, (_, i) => ({
    id: i + 1,
    number: `C-${String(i + 1).padStart(4, '0')}`,
    points: i / 2,
  }));
  const find = (id: unknown) => {
    const found = cards.find((one) => one.id === Number(id));
    if (found) return found;
    throw refuse(404, 'No such entity with %fieldName = %fieldValue', {
      fieldName: 'id',
      fieldValue: String(id),
    });
  };
  const resource = 'Acme_Loyalty::cards';
  const pathTypes = { cardId: 'int' };
  return {
    module: 'Acme_Loyalty',
    definitions: {
      [card]: { id: 'int?', number: 'string', points: 'float?' },
      'acme-loyalty-data-card-search-results-interface': {
        items: `${card}[]`,
        search_criteria: 'framework-search-criteria-interface',
        total_count: 'int',
      },
    },
    routes: [
      {
        method: 'GET',
        path: '/V1/acme/cards',
        resource,
        query: { searchCriteria: 'criteria' },
        result: 'acme-loyalty-data-card-search-results-interface',
        handler: ({ search }) => search(cards),
      },
      {
        method: 'GET',
        path: '/V1/acme/cards/{cardId}',
        resource,
        pathTypes,
        result: card,
        handler: ({ path }) => find(path.cardId),
      },
      {
        method: 'PUT',
        path: '/V1/acme/cards/{cardId}',
        resource,
        pathTypes,
        body: { card },
        result: card,
        handler: ({ path, input }) => Object.assign(find(path.cardId), input.card),
      },
      {
        method: 'POST',
        path: '/V1/acme/cards/{cardId}/block',
        resource,
        pathTypes,
        result: 'bool',
        handler: () => true,
      },
      {
        method: 'GET',
        path: '/V1/products/{sku}/acme-labels',
        resource,
        result: 'string[]',
        handler: ({ path }) => [`label of ${path.sku}`],
      },
    ],
    extensionAttributes: {
      'catalog-data-product-interface': { loyalty_points: 'int', loyalty_card: card },
    },
    productAttributes: [
      { code: 'acme_grade', label: 'Grade', input: 'select', options: ['Gold', 'Silver'] },
    ],
  };
}
