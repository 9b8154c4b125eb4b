import type { Call } from '../call.js';
import type { Route } from '../installed/route.js';
import type { JsonObject } from '../json.js';
import { type Random, randomFrom } from '../random.js';
import type { ChosenFailure } from './failures.js';

/** 1 complete, 2 failed and worth another attempt, 3 failed for good, 4 open, 5 rejected. */
export type OperationStatus = 1 | 2 | 3 | 4 | 5;

/** What one asynchronous request has put into the queue. */
export interface Bulk {
  readonly uuid: string;
  readonly topic: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** 1 integration, 2 admin, 3 customer, 4 guest. */
  readonly userType: 1 | 2 | 3 | 4;
  /** 0 for guests. */
  readonly userId: number;
  operations: readonly Operation[];
}

/** One message of the queue and what became of it. */
export interface Operation {
  /** The key of the item in its request. */
  readonly id: number | string;
  readonly bulk: Bulk;
  readonly route: Route;
  /** The item as it was sent, path parameters included. */
  readonly item: JsonObject;
  /** The call as it was checked; the world is the one it is carried out in. */
  readonly call: Omit<Call, 'world'>;
  /** Of all operations so far; the order of the queue. */
  readonly sequence: number;
  status: OperationStatus;
  message: string | null;
  errorCode: number | null;
  /** JSON of the message; null once it is carried out. */
  serialized: string | null;
  /** JSON of what the service answered. */
  result: string | null;
}

/** A process that works messages off, one at a time. */
export interface Consumer {
  /** False once a message has killed it. */
  alive: boolean;
  /** When it is through with its last message, in milliseconds since 1970. */
  freeAt: number;
  held: { readonly operation: Operation; readonly doneAt: number } | undefined;
}

/** The queue, its consumers and all bulks there ever were. */
export interface QueueState {
  readonly bulks: Map<string, Bulk>;
  /** Messages in order; those before `head` are taken. */
  readonly messages: Operation[];
  head: number;
  nextSequence: number;
  running: boolean;
  consumers: readonly Consumer[];
  /** Failures tests have asked for, oldest first. */
  failures: readonly ChosenFailure[];
  /** A source of its own, so that bulks do not change the ids of anything else. */
  readonly random: Random;
}

/** An empty queue. */
export function createQueue(
  worker: { readonly running: boolean; readonly consumers: number },
  seed: number,
): QueueState {
  return {
    bulks: new Map(),
    messages: [],
    head: 0,
    nextSequence: 0,
    running: worker.running,
    consumers: newConsumers(worker.consumers, 0),
    failures: [],
    random: randomFrom(seed ^ 0x51ed270b),
  };
}

/** Consumers that have nothing to do yet. */
export function newConsumers(count: number, freeAt: number): readonly Consumer[] {
  return Array.from({ length: count }, () => ({ alive: true, freeAt, held: undefined }));
}
