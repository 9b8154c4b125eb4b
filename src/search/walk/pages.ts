import type { SearchCriteria } from '../criteria.js';
import type { Criteria } from '../criteria-builder.js';
import { DEFAULT_PAGE_SIZE } from '../encode-criteria.js';
import { plainCriteria } from '../plain-criteria.js';
import type { Key, Page, WalkSource } from './types.js';

interface Answer<Item> {
  readonly items: readonly Item[];
  readonly total_count?: number;
}

/** The pages of a list, one after the other. */
export async function* pagesOf<Item>(source: WalkSource): AsyncGenerator<Page<Item>, undefined> {
  const { client, operation, input, options } = source;
  const { criteria: member = 'searchCriteria', list: rule = {}, name } = operation;
  const criteria = plainCriteria(input[member] as Criteria | undefined);
  const pageSize = criteria.pageSize ?? DEFAULT_PAGE_SIZE;
  const { key = '', property = key } = rule;
  let after: Key | undefined;
  let total: number | undefined;
  while (true) {
    const filter = { field: key, conditionType: 'gt', value: after } as const;
    const asked: SearchCriteria = {
      filterGroups: [
        ...(criteria.filterGroups ?? []),
        ...(after === undefined ? [] : [{ filters: [{ ...filter, value: after }] }]),
      ],
      sortOrders: [{ field: key, direction: 'ASC' }],
      pageSize,
    };
    const answer = await client.call<Answer<Item>>(
      operation,
      { ...input, [member]: asked },
      { ...(options.signal ? { signal: options.signal } : {}) },
    );
    const { items, total_count: left = 0 } = answer;
    total ??= left;
    const last = items.at(-1) as Record<string, Key> | undefined;
    if (last === undefined) return;
    after = last[property];
    const ranges = left > items.length && after !== undefined ? [{ after }] : [];
    yield { items, total, cursor: { version: 1, list: name, ranges } };
    if (ranges.length === 0) return;
  }
}
