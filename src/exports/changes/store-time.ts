import type { Clock } from '../../clock.js';
import type { WalkSource } from '../../search/index.js';
import { criteriaMember } from '../source.js';

/** Later than any change, and a date that every column can hold. */
const NEVER = '2038-01-01 00:00:00';

/**
 * The store's clock, in milliseconds since the epoch, read off the answer to a request that finds nothing.
 * Whatever is asked after it is asked later than this. Without the header `Date`, and from a cache, it is
 * what the client knows of that clock.
 */
export async function storeTime(
  source: WalkSource,
  field: string,
  clock: Pick<Clock, 'now'>,
): Promise<number> {
  const { client, operation, input, options } = source;
  const { signal, deadlineMs, store, headers } = options;
  const nothing = {
    filterGroups: [{ filters: [{ field, conditionType: 'gt', value: NEVER }] }],
    pageSize: 1,
  };
  const asked = { ...input, [criteriaMember(source)]: nothing };
  const callOptions = { signal, deadlineMs, store, headers };
  const { response } = await client.call(operation, asked, callOptions).withResponse();
  const date = Date.parse(response.headers.get('date') ?? '');
  const isFresh = !Number.isNaN(date) && Number(response.headers.get('age') ?? 0) === 0;
  return isFresh ? date : clock.now() + client.describe().clockSkewMs;
}
