import type { World } from '../store/world.js';
import { runOperation } from './run-operation.js';
import { type Consumer, newConsumers, type QueueState } from './state.js';

/**
 * Does what the consumers would have done by now. There is no timer: whoever looks at the store calls this
 * first, so the queue follows any clock, a faked one too.
 */
export function catchUp(world: World): void {
  if (!world.queue.running) return;
  const now = world.now();
  while (workOffOne(world, now)) {}
}

/** Carries out the next messages at once, whether the worker runs or not; how many there were. */
export function processNow(world: World, count: number): number {
  let done = 0;
  while (done < count && workOffOne(world, Number.POSITIVE_INFINITY)) done += 1;
  return done;
}

/** Puts back what is being worked on, and forgets the consumers. */
export function replaceConsumers(world: World, count: number): void {
  const { queue } = world;
  const held = queue.consumers.flatMap((consumer) => consumer.held?.operation ?? []);
  // As many slots before the head are taken as there are messages to put back.
  for (const operation of held.toSorted((a, b) => b.sequence - a.sequence)) {
    queue.head -= 1;
    queue.messages[queue.head] = operation;
  }
  queue.consumers = newConsumers(count, world.now());
}

/** Messages nobody is through with, without those that have killed a consumer. */
export function waitingCount(queue: QueueState): number {
  const held = queue.consumers.filter((consumer) => consumer.held !== undefined);
  return queue.messages.length - queue.head + held.length;
}

function workOffOne(world: World, until: number): boolean {
  handOut(world);
  const consumer = nextDue(world.queue, until);
  if (consumer?.held === undefined) return false;
  const { operation, doneAt } = consumer.held;
  const time = Math.min(doneAt, world.now());
  consumer.held = undefined;
  consumer.freeAt = time;
  consumer.alive = runOperation({ ...world, now: () => time }, operation);
  return true;
}

/** Gives every idle consumer a message; the one that is through with its own first. */
function handOut({ queue, settings }: World): void {
  const idle = queue.consumers.filter(({ alive, held }) => alive && held === undefined);
  for (const consumer of idle.toSorted((a, b) => a.freeAt - b.freeAt)) {
    const operation = queue.messages[queue.head];
    if (operation === undefined) return;
    queue.head += 1;
    const start = Math.max(consumer.freeAt, operation.bulk.startedAt);
    consumer.held = { operation, doneAt: start + settings.worker.delayMs };
  }
}

/** The consumer that is through next, if it is by then; of several a lot decides, so order is lost. */
function nextDue({ consumers, random }: QueueState, until: number): Consumer | undefined {
  const doneAt = ({ held }: Consumer): number => held?.doneAt ?? Number.POSITIVE_INFINITY;
  const first = Math.min(...consumers.map(doneAt));
  if (first > until) return undefined;
  const due = consumers.filter((consumer) => doneAt(consumer) === first);
  return due.length === 1 ? due[0] : due[Math.floor(random() * due.length)];
}
