import type { Lane, Priority } from './types.js';

/** One acquisition that waits. Its links belong to the list it stands in. */
export interface Waiter {
  readonly lane: Lane;
  readonly priority: Priority;
  readonly cost: number;
  readonly scope: string | undefined;
  readonly deadline: number | undefined;
  /** Ends the wait with a permit. */
  readonly grant: () => void;
  /** Ends the wait with an error. */
  readonly fail: (reason: unknown) => void;
  /** The list of a paused scope it stands in; undefined while it stands in the queue. */
  parkedIn: WaiterList | undefined;
  previous: Waiter | undefined;
  next: Waiter | undefined;
}

/** First in, first out, with removal from the middle in constant time. */
export interface WaiterList {
  first: Waiter | undefined;
  last: Waiter | undefined;
  size: number;
}

export function emptyList(): WaiterList {
  return { first: undefined, last: undefined, size: 0 };
}

export function append(list: WaiterList, waiter: Waiter): void {
  waiter.previous = list.last;
  if (list.last) list.last.next = waiter;
  else list.first = waiter;
  list.last = waiter;
  list.size += 1;
}

export function prepend(list: WaiterList, waiter: Waiter): void {
  waiter.next = list.first;
  if (list.first) list.first.previous = waiter;
  else list.last = waiter;
  list.first = waiter;
  list.size += 1;
}

export function unlink(list: WaiterList, waiter: Waiter): void {
  if (waiter.previous) waiter.previous.next = waiter.next;
  else list.first = waiter.next;
  if (waiter.next) waiter.next.previous = waiter.previous;
  else list.last = waiter.previous;
  waiter.previous = undefined;
  waiter.next = undefined;
  list.size -= 1;
}

/** The waiters of a list, as they stand now. */
export function listed(list: WaiterList): Waiter[] {
  const found: Waiter[] = [];
  for (let at = list.first; at; at = at.next) found.push(at);
  return found;
}
