import { createTurns, type Turns, type TurnTaker } from './turns.js';
import type { Lane, Priority } from './types.js';
import {
  append,
  emptyList,
  listed,
  prepend,
  unlink,
  type Waiter,
  type WaiterList,
} from './waiter.js';

const BAND_WEIGHTS = { high: 8, normal: 4, bulk: 1 } as const;

/** One lane's waiters of one band. */
interface LaneQueue extends TurnTaker {
  readonly list: WaiterList;
}

/** All waiters of one priority, their lanes taking turns. */
interface Band extends TurnTaker {
  readonly lanes: Turns<LaneQueue>;
  readonly queues: Map<Lane, LaneQueue>;
}

/** Who waits, and who is next: bands take turns 8 : 4 : 1, lanes by weight, waiters in order. */
export interface WaitQueue {
  readonly size: number;
  add(waiter: Waiter, atHead: boolean): void;
  remove(waiter: Waiter): void;
  /** The next in turn, still waiting. */
  peek(): Waiter | undefined;
  /** Removes the next in turn and books its cost. */
  take(): Waiter | undefined;
  /** Everybody who waits, in no particular order. */
  waiters(): Waiter[];
}

function createBand(weight: number): Band {
  const lanes = createTurns<LaneQueue>();
  // A band's turn is one grant, whatever it costs: cost is settled between the lanes.
  const nextCost = () => (lanes.current() ? 1 : undefined);
  return { weight, lanes, queues: new Map(), nextCost };
}

function queueOf(band: Band, lane: Lane): LaneQueue {
  const known = band.queues.get(lane);
  if (known) return known;
  const list = emptyList();
  const queue = { list, weight: lane.weight, nextCost: () => list.first?.cost };
  band.queues.set(lane, queue);
  return queue;
}

export function createWaitQueue(): WaitQueue {
  const bands = createTurns<Band>();
  // Made when somebody waits: an app may hold thousands of budgets, most of them idle.
  const byPriority: { [P in Priority]?: Band } = {};
  let size = 0;

  function bandOf(priority: Priority): Band {
    byPriority[priority] ??= createBand(BAND_WEIGHTS[priority]);
    return byPriority[priority];
  }

  function remove(waiter: Waiter): void {
    const band = bandOf(waiter.priority);
    const queue = queueOf(band, waiter.lane);
    unlink(queue.list, waiter);
    size -= 1;
    if (queue.list.size > 0) return;
    // Nothing is kept of an empty lane, or clients made for one call each would pile up.
    band.queues.delete(waiter.lane);
    band.lanes.leave(queue);
    if (band.queues.size === 0) bands.leave(band);
  }

  return {
    get size() {
      return size;
    },
    add(waiter, atHead) {
      const band = bandOf(waiter.priority);
      const queue = queueOf(band, waiter.lane);
      (atHead ? prepend : append)(queue.list, waiter);
      band.lanes.join(queue);
      bands.join(band);
      size += 1;
    },
    remove,
    peek: () => bands.current()?.lanes.current()?.list.first,
    take() {
      const band = bands.current();
      const waiter = band?.lanes.current()?.list.first;
      if (!band || !waiter) return undefined;
      band.lanes.spend(waiter.cost);
      bands.spend(1);
      remove(waiter);
      return waiter;
    },
    waiters: () =>
      Object.values(byPriority).flatMap(({ queues }) =>
        [...queues.values()].flatMap(({ list }) => listed(list)),
      ),
  };
}
