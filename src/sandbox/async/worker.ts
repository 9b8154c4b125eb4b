import type { World } from '../store/world.js';
import { runOperation } from './run-operation.js';
import { type Consumer, newConsumers, type Operation, type QueueState } from './state.js';

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
  const consumer = firstToFinish(world);
  const { operation, doneAt } = consumer?.held ?? {};
  if (consumer === undefined || operation === undefined || doneAt === undefined) return false;
  if (doneAt > until) return false;
  const time = Math.min(doneAt, world.now());
  consumer.held = undefined;
  consumer.freeAt = time;
  consumer.alive = runOperation({ ...world, now: () => time }, operation);
  return true;
}

/** Gives every idle consumer a message; the one that is through with its own first. */
function firstToFinish(world: World): Consumer | undefined {
  const { queue } = world;
  const alive = queue.consumers.filter((consumer) => consumer.alive);
  const idle = alive.filter((consumer) => consumer.held === undefined);
  for (const consumer of idle.toSorted((a, b) => a.freeAt - b.freeAt)) {
    const operation = take(queue);
    if (operation !== undefined) consumer.held = hold(world, consumer, operation);
  }
  return alive
    .filter((consumer) => consumer.held !== undefined)
    .toSorted(
      (a, b) => rank(a, 'doneAt') - rank(b, 'doneAt') || rank(a, 'lot') - rank(b, 'lot'),
    )[0];
}

function rank({ held }: Consumer, by: 'doneAt' | 'lot'): number {
  return held?.[by] ?? 0;
}

function take(queue: QueueState): Operation | undefined {
  const operation = queue.messages[queue.head];
  if (operation !== undefined) queue.head += 1;
  return operation;
}

/** One consumer takes its time exactly; of several each is faster or slower, so that order is lost. */
function hold(world: World, consumer: Consumer, operation: Operation): Consumer['held'] {
  const { queue, settings } = world;
  const lot = queue.random();
  const pace = queue.consumers.length === 1 ? 1 : 0.5 + lot;
  const start = Math.max(consumer.freeAt, operation.bulk.startedAt);
  return { operation, doneAt: start + settings.worker.delayMs * pace, lot };
}
