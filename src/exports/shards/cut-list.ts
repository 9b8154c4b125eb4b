import { InputError } from '../../errors/input-error.js';
import type { Filter, SearchCriteria, WalkSource } from '../../search/index.js';
import { criteriaMember, criteriaOf } from '../source.js';
import { findCuts, type Mark, type Probe } from './cuts.js';

interface Answer {
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly total_count?: number;
}

/** Asks for one row at an end of the list, or of a part of it, and how many there are. */
function createEnds(source: WalkSource) {
  const { client, operation, input, options } = source;
  const { key = '', property = key } = operation.list ?? {};
  const { signal, deadlineMs, store } = options;
  const criteria = criteriaOf(source);
  return async (direction: 'ASC' | 'DESC', filter?: Filter) => {
    const group = filter && { filters: [filter] };
    const asked: SearchCriteria = {
      filterGroups: [...(criteria.filterGroups ?? []), ...(group ? [group] : [])],
      sortOrders: [{ field: key, direction }],
      pageSize: 1,
    };
    const { items, total_count: count = 0 } = await client.call<Answer>(
      operation,
      { ...input, [criteriaMember(source)]: asked },
      { signal, deadlineMs, store, fields: `items[${property}],total_count` },
    );
    const end = items[0]?.[property];
    if (end !== undefined && (String(end).trim() === '' || !Number.isSafeInteger(Number(end)))) {
      throw new InputError(`${operation.name} cannot be planned: its key "${key}" is no number.`);
    }
    return { end: end === undefined ? undefined : Number(end), count };
  };
}

/**
 * Where to cut a list into parts of about the same size: the last key of each part, and how many items
 * there are up to it.
 * @throws InputError when the key is no number
 */
export async function cutList(source: WalkSource, shards: number): Promise<readonly Mark[]> {
  const ask = createEnds(source);
  const { key: field = '' } = source.operation.list ?? {};
  const [first, last] = [await ask('ASC'), await ask('DESC')];
  if (first.end === undefined || last.end === undefined) return [{ key: 0, rank: 0 }];
  const total = last.count;
  const probe: Probe = async (key, side) => {
    if (side === 'below') {
      const { end = key, count } = await ask('DESC', { field, conditionType: 'lteq', value: key });
      return { rank: count, nearest: end };
    }
    const { end = key + 1, count } = await ask('ASC', { field, conditionType: 'gt', value: key });
    return { rank: total - count, nearest: end };
  };
  const ends = [
    { key: first.end - 1, rank: 0 },
    { key: last.end, rank: total },
  ] as const;
  return [...(await findCuts(ends, shards, probe)), ends[1]];
}
