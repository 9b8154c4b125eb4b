import { HttpError } from '../../errors/http-error.js';
import { InputError } from '../../errors/input-error.js';
import type { Items, Plan } from '../plan.js';
import { FOLLOW_RIGHT, tryToFollow } from './queue-api.js';

/** How the items of a plan are sent, and all of them, those that were looked at included. */
export interface Choice {
  readonly mode: 'async' | 'direct' | 'batch';
  readonly items: Items<unknown>;
}

/** Below this many items the detour over the store's queue costs more than it brings. */
const ASYNC_FROM = 50;

/** Reads the first items; whether there are that many, and all items again. */
async function lookAhead(items: Items<unknown>, count: number) {
  const source =
    Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  const first: unknown[] = [];
  let ended = false;
  while (first.length < count && !ended) {
    const { done = false, value } = await source.next();
    if (done) ended = true;
    else first.push(value);
  }
  async function* all(): AsyncGenerator<unknown, undefined> {
    yield* first.splice(0);
    try {
      while (!ended) {
        const { done = false, value } = await source.next();
        if (done) ended = true;
        else yield value;
      }
    } finally {
      if (!ended) await source.return?.();
    }
  }
  return { many: first.length >= count, items: all() };
}

const isRefusal = (error: unknown): boolean =>
  error instanceof HttpError && [401, 403, 404].includes(error.status);

/**
 * Decides how items are sent. Nothing is put into a queue that the caller cannot follow.
 * @throws InputError in mode `async` for customers and guests; PermissionError for others without the right
 */
export async function chooseMode(
  { client, list, options }: Plan,
  items: Items<unknown>,
  signal: AbortSignal,
): Promise<Choice> {
  const { mode = 'auto', asyncFrom = ASYNC_FROM } = options;
  if (list) return { mode: 'batch', items };
  if (mode === 'direct') return { mode, items };
  const { caller } = client.describe().auth;
  const mayFollow = caller === 'admin' || caller === 'integration';
  if (mode === 'async') {
    if (!mayFollow) {
      throw new InputError(
        `A ${caller} may not follow bulks: that takes an admin or an integration with the right "${FOLLOW_RIGHT}". Use mode: 'direct'.`,
      );
    }
    await tryToFollow(client, signal);
    return { mode, items };
  }
  if (!mayFollow) return { mode: 'direct', items };
  const ahead = await lookAhead(items, asyncFrom);
  if (!ahead.many) return { mode: 'direct', items: ahead.items };
  try {
    await tryToFollow(client, signal);
    return { mode: 'async', items: ahead.items };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { mode: 'direct', items: ahead.items };
  }
}
