import { magentoDate } from '../../encode.js';
import { InputError } from '../../errors/input-error.js';
import type { KeyRange, WalkSource } from '../../search/index.js';
import { criteriaMember, criteriaOf, fieldsOf, storeOf, type Walked } from '../source.js';
import { cutList } from './cut-list.js';
import { listRow, type Shard, type ShardOptions } from './shard.js';

/** Options of {@link planExport}. */
export interface PlanOptions {
  /** How many parts, from 1 to 1,000; fewer come where there are not enough items. */
  readonly shards: number;
}

const MOST_SHARDS = 1000;

/** @throws InputError for what cannot be cut into ranges of keys, or cannot go through a queue */
function checkSource(source: WalkSource): void {
  const { operation, options } = source;
  const { key, uncounted } = operation.list ?? {};
  const { mode, from, headers, validate } = options;
  if (key === undefined || uncounted) {
    throw new InputError(
      `${operation.name} cannot be planned: it has no key, or does not count its items.`,
    );
  }
  if (mode === 'offset' || from !== undefined || criteriaOf(source).sortOrders?.length) {
    throw new InputError(
      'Shards are ranges of the key: leave out the sort order, "mode" and "from".',
    );
  }
  if (headers !== undefined || validate !== undefined) {
    throw new InputError(
      'Headers and "validate" do not go through a queue: pass them to runShard.',
    );
  }
}

/** A copy without functions and dates, as it comes out of a queue. */
function plain(value: unknown): unknown {
  if (value instanceof Date) return magentoDate(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
}

/**
 * Cuts a list into ranges of its key with about as many items each (within a fifth, as a rule), for
 * processes that share an export. Asks at most `4 × shards` times for one item. The first range begins and
 * the last one ends open, so rows that come meanwhile are in it.
 *
 * The shards are plain data. They name the store view, not the store: run them with a client of the same.
 * @throws InputError for lists without a counted numeric key, and for walks with an order of their own
 */
export async function planExport({ source }: Walked, { shards }: PlanOptions): Promise<Shard[]> {
  if (!Number.isSafeInteger(shards) || shards < 1 || shards > MOST_SHARDS) {
    throw new InputError(
      `"shards" must be a whole number from 1 to ${MOST_SHARDS}, not ${shards}.`,
    );
  }
  checkSource(source);
  const { operation, options } = source;
  const { deadlineMs } = options;
  const fields = fieldsOf(source);
  const store = storeOf(source);
  const carried: ShardOptions = {
    ...(store !== undefined && { store }),
    ...(fields !== undefined && { fields }),
    ...(deadlineMs !== undefined && { deadlineMs }),
  };
  const input = { ...source.input, [criteriaMember(source)]: criteriaOf(source) };
  const cuts = await cutList(source, shards);
  return cuts.map(({ key, rank }, index) => {
    const before = cuts[index - 1];
    const range: KeyRange = {
      ...(before && { after: before.key }),
      ...(index < cuts.length - 1 && { upTo: key }),
    };
    return {
      version: 1,
      operation: listRow(operation),
      input: plain(input) as Shard['input'],
      options: carried,
      from: { version: 1, list: operation.name, ranges: [range] },
      index,
      of: cuts.length,
      estimate: rank - (before?.rank ?? 0),
    };
  });
}
