import type { QueuedBulk, QueuedOperation } from './queue-api.js';
import type { Outcome } from './settle.js';

const COMPLETE = 1;
/** Failed because of a lock or a lost connection: worth another try. */
export const FAILED_IN_PASSING = 2;
const OPEN = 4;
const REJECTED = 5;

/** Whether the store will not touch an operation any more. */
export const isFinal = ({ status }: QueuedOperation): boolean => status !== OPEN;

/** Whether all operations of a bulk are final. */
export function isComplete({ operations_list = [], operation_count = 0 }: QueuedBulk): boolean {
  return operations_list.length >= operation_count && operations_list.every(isFinal);
}

/**
 * The operations of a bulk by their place in it. Before 2.4.0 the ids counted all operations of the store,
 * in the order of the bulk; then they can only be told apart when all are there.
 */
export function byPosition(bulk: QueuedBulk): ReadonlyMap<number, QueuedOperation> {
  const { operations_list: list = [], operation_count: count = list.length } = bulk;
  const sorted = [...list].sort((a, b) => a.id - b.id);
  const isPlaced = sorted.every(({ id }) => id >= 0 && id < count);
  if (!isPlaced && list.length < count) return new Map();
  return new Map(sorted.map((operation, rank) => [isPlaced ? operation.id : rank, operation]));
}

function parse(text: string | null | undefined): unknown {
  if (!text) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What came of an operation that is final. The status decides; `error_code` is 0 for most failures. */
export function outcomeOf({ status, result_message, ...rest }: QueuedOperation): Outcome {
  if (status === COMPLETE) return { state: 'done', entity: parse(rest.result_serialized_data) };
  const reason = result_message ?? 'The store gave no reason.';
  return { state: 'failed', message: status === REJECTED ? `Rejected: ${reason}` : reason };
}
