import type { Call, Handlers } from '../call.js';
import { valueIn } from '../scope.js';
import { echoOf, readCriteria } from '../search/criteria.js';

/** The search engine. That of the recorded store finds nothing; a shop's finds words of names and SKUs. */
export const quickSearchHandlers: Handlers = {
  'GET /V1/search': (call) => {
    const criteria = readCriteria(call);
    const asked = call.query.searchCriteria;
    const request_name = typeof asked === 'object' ? asked.requestName : undefined;
    const term = criteria.groups.flat().find(({ field }) => field === 'search_term')?.value ?? '';
    const found = call.world.settings.profile === 'lab' ? [] : matching(call, term);
    // Unlike every other list, this one counts its pages from 0.
    const size = criteria.pageSize ?? found.length;
    const start = (criteria.currentPage ?? 0) * size;
    return {
      items: found.slice(start, start + size).map((id) => ({
        id,
        custom_attributes: [{ attribute_code: '_score', value: '1' }],
      })),
      aggregations: {
        buckets: [{ name: 'category_bucket', values: [] }],
        bucket_names: ['category_bucket'],
      },
      search_criteria: { request_name, ...echoOf(criteria) },
      total_count: found.length,
    };
  },
};

function matching({ world, store }: Call, term: string): readonly number[] {
  const words = term
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return [...world.products.values()]
    .filter(({ sku, values }) => {
      const text = `${sku} ${valueIn(values, store.id, 'name') ?? ''}`.toLowerCase();
      return words.length > 0 && words.every((word) => text.includes(word));
    })
    .map(({ id }) => id);
}
