import { pageLimits } from '../../client/page-limits.js';
import type { CallOptions } from '../../client/types.js';
import { ResponseFormatError } from '../../errors/response-format-error.js';
import type { SearchCriteria } from '../criteria.js';
import { fieldsText } from '../fields/fields-text.js';
import { createPageSize } from './page-size.js';
import { withCriteria } from './paging.js';
import type { WalkPlan } from './plan.js';
import type { WalkSource } from './types.js';

/** One page as the store gave it. */
export interface Answer<Item> {
  readonly items: readonly Item[];
  /** What the filters leave; undefined where the store does not count right. */
  readonly count: number | undefined;
  /** The page size it was asked with. */
  readonly size: number;
}

/** Asks for a page of at most the given size; what is asked may be less. */
export type Question = (size: number) => SearchCriteria & { readonly pageSize: number };

/** Asks for one page, with smaller and smaller ones where the store cannot do it. */
export type Ask<Item> = (question: Question) => Promise<Answer<Item>>;

/** The walk's own options are not the call's; its `fields` name members of an item. */
function callOptions(
  { mode, from, parallel, ordered, lookAhead, onDrift, fields, ...rest }: WalkSource['options'],
  { property, rule }: WalkPlan,
  signal: AbortSignal,
): CallOptions {
  if (fields === undefined) return { ...rest, signal };
  const wanted = fieldsText(fields);
  const names = property === undefined ? wanted : `${wanted},${property}`;
  return { ...rest, signal, fields: rule.bare ? names : `items[${names}],total_count` };
}

function itemsOf<Item>(data: unknown, { list, rule }: WalkPlan, status: number): readonly Item[] {
  const items = rule.bare ? data : (data as { items?: unknown } | undefined | null)?.items;
  if (Array.isArray(items)) return items;
  throw new ResponseFormatError(`${list} was not answered with a list.`, { status });
}

/** Makes what asks for the pages of a walk. */
export function createAsk<Item>(
  { client, operation, input, options }: WalkSource,
  plan: WalkPlan,
  signal: AbortSignal,
): Ask<Item> {
  const pageSize = createPageSize(plan.pageSize, plan.list, client[pageLimits]);
  const withSignal = callOptions(options, plan, signal);

  return async (question) => {
    while (true) {
      const criteria = question(pageSize.current);
      const size = criteria.pageSize;
      try {
        const { data, response } = await client
          .call(operation, withCriteria(operation, input, criteria), withSignal)
          .withResponse();
        pageSize.succeeded(size);
        const items = itemsOf<Item>(data, plan, response.status);
        const { total_count: total } = data as { total_count?: unknown };
        const count = plan.rule.uncounted || typeof total !== 'number' ? undefined : total;
        return { items, count, size };
      } catch (error) {
        if (signal.aborted || !pageSize.failed(size, error)) throw error;
      }
    }
  };
}
