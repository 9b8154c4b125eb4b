import type { World } from '../store/world.js';
import type { OperationFailure, QueuedOperation } from './failures.js';
import { catchUp, processNow, replaceConsumers, waitingCount } from './worker.js';

/** How often and how chosen operations fail. */
export interface FailOptions {
  /** Default `deadlock`. */
  readonly as?: OperationFailure;
  /** How many operations at most. Default 1; `Infinity` for every one that is chosen. */
  readonly times?: number;
}

/** The queue of asynchronous operations and the worker that empties it. */
export interface QueueControls {
  /** Messages that wait or are being worked on; not those that have killed a consumer. */
  readonly waiting: number;
  /** Consumers alive; fewer than set once a message has killed one. */
  readonly consumers: number;
  /** Ends the consumers. What they hold goes back to the head of the queue. */
  stop(): void;
  /** Starts the consumers anew; those that were killed are replaced. */
  start(): void;
  /**
   * Carries messages out at once, whether the worker runs or not and whatever the delay; ends when all
   * consumers are killed.
   *
   * @param count - how many at most; default all there are
   * @returns how many there were
   */
  process(count?: number): number;
  /**
   * Makes operations fail when their turn comes; the earliest call that chooses an operation wins.
   *
   * @example sandbox.queue.fail(({ item }) => item.sku === 'A', { as: 'lockWait' });
   */
  fail(chosen: (operation: QueuedOperation) => boolean, options?: FailOptions): void;
}

/** The controls of the current world. */
export function queueControls(world: () => World): QueueControls {
  const current = (): World => {
    catchUp(world());
    return world();
  };
  const restart = (running: boolean): void => {
    const { queue, settings } = current();
    replaceConsumers(world(), settings.worker.consumers);
    queue.running = running;
  };
  return {
    get waiting() {
      return waitingCount(current().queue);
    },
    get consumers() {
      return current().queue.consumers.filter(({ alive }) => alive).length;
    },
    stop: () => restart(false),
    start: () => restart(true),
    process: (count = Number.POSITIVE_INFINITY) => processNow(current(), count),
    fail: (chosen, { as = 'deadlock', times = 1 } = {}) => {
      const { queue } = current();
      const open = queue.failures.filter(({ left }) => left > 0);
      queue.failures = [...open, { chosen, as, left: times }];
    },
  };
}
