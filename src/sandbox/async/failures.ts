import type { JsonObject } from '../json.js';
import type { Operation, OperationStatus, QueueState } from './state.js';

/** An operation as tests see it. */
export interface QueuedOperation {
  readonly bulkUuid: string;
  /** The key of the item in its request. */
  readonly id: number | string;
  /** `POST /V1/products` */
  readonly route: string;
  /** The item as it was sent. */
  readonly item: JsonObject;
}

/**
 * How an operation can be made to fail: the first three as worth another attempt (status 2), `rejected`
 * with status 5, `crash` by killing the consumer, and `refused` before it is queued, in the answer itself.
 */
export type OperationFailure =
  | 'deadlock'
  | 'lockWait'
  | 'connectionLost'
  | 'rejected'
  | 'crash'
  | 'refused';

/** A failure somebody has asked for. */
export interface ChosenFailure {
  readonly chosen: (operation: QueuedOperation) => boolean;
  readonly as: OperationFailure;
  left: number;
}

/** What a failed operation shows. */
export interface Outcome {
  readonly status: OperationStatus;
  readonly message: string;
  readonly errorCode: number;
}

/** What the database says, by the failure; `rejected` comes from the queue. */
export const outcomes: Readonly<Record<Exclude<OperationFailure, 'crash' | 'refused'>, Outcome>> = {
  deadlock: {
    status: 2,
    message:
      'SQLSTATE[40001]: Serialization failure: 1213 Deadlock found when trying to get lock; try restarting transaction',
    errorCode: 1213,
  },
  lockWait: {
    status: 2,
    message:
      'SQLSTATE[HY000]: General error: 1205 Lock wait timeout exceeded; try restarting transaction',
    errorCode: 1205,
  },
  connectionLost: {
    status: 2,
    message: 'SQLSTATE[HY000]: General error: 2006 MySQL server has gone away',
    errorCode: 2006,
  },
  rejected: { status: 5, message: 'Message has been rejected', errorCode: 0 },
};

/** The failure asked for that meets this operation now, counted down; undefined when there is none. */
export function failureFor(
  queue: QueueState,
  operation: Operation,
  when: 'queueing' | 'running',
): OperationFailure | undefined {
  const { id, bulk, route, item } = operation;
  const seen: QueuedOperation = { bulkUuid: bulk.uuid, id, route: route.key, item };
  const found = queue.failures.find(
    ({ as, left, chosen }) =>
      left > 0 && (as === 'refused') === (when === 'queueing') && chosen(seen),
  );
  if (found === undefined) return undefined;
  found.left -= 1;
  return found.as;
}
