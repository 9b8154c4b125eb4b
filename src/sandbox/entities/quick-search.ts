import type { Handlers } from '../call.js';
import { notServed } from '../errors.js';
import { echoOf, readCriteria } from '../search/criteria.js';

/** The search engine: the recorded store had one that finds nothing; a shop's is not served yet. */
export const quickSearchHandlers: Handlers = {
  'GET /V1/search': (call) => {
    if (call.world.settings.profile !== 'lab') throw notServed('GET /V1/search');
    const criteria = readCriteria(call);
    const asked = call.query.searchCriteria;
    const request_name = typeof asked === 'object' ? asked.requestName : undefined;
    return {
      items: [],
      aggregations: {
        buckets: [{ name: 'category_bucket', values: [] }],
        bucket_names: ['category_bucket'],
      },
      search_criteria: { request_name, ...echoOf(criteria) },
      total_count: 0,
    };
  },
};
