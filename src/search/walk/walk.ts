import type { Client, Operation } from '../../client/types.js';
import { InputError } from '../../errors/input-error.js';
import { stoppable } from './stoppable.js';
import type { Page, PageWalk, Walk, WalkOptions, WalkSource } from './types.js';

const MOST_AT_ONCE = 10_000;

/** The rest is loaded when a walk begins, so that importing a resource stays cheap. */
async function* pagesLater<Item>(
  source: WalkSource,
  stop: AbortController,
): AsyncGenerator<Page<Item>, undefined> {
  const { pagesOf } = await import('./pages.js');
  yield* pagesOf<Item>(source, stop);
}

async function* itemsOf<Item>(
  source: WalkSource,
  stop: AbortController,
): AsyncGenerator<Item, undefined> {
  for await (const { items } of pagesLater<Item>(source, stop)) {
    for (const item of items) {
      source.options.signal?.throwIfAborted();
      yield item;
    }
  }
}

/**
 * The pages of a list operation. Called by the functions of `magekit/resources/*`.
 * @param input of the operation, with its criteria
 */
export function walkPages<Item>(
  client: Client,
  operation: Operation,
  input: object = {},
  options: WalkOptions<unknown> = {},
): PageWalk<Item> {
  const source = { client, operation, input: input as Record<string, unknown>, options };
  return {
    source,
    [Symbol.asyncIterator]: () => stoppable((stop) => pagesLater<Item>(source, stop)),
  };
}

/**
 * The items of a list operation. Called by the functions of `magekit/resources/*`.
 * @param input of the operation, with its criteria
 */
export function walk<Item>(
  client: Client,
  operation: Operation,
  input: object = {},
  options: WalkOptions<unknown> = {},
): Walk<Item> {
  const source = { client, operation, input: input as Record<string, unknown>, options };
  const items = () => stoppable((stop) => itemsOf<Item>(source, stop));
  return {
    source,
    [Symbol.asyncIterator]: items,
    async toArray({ limit = MOST_AT_ONCE } = {}) {
      if (!(Number.isSafeInteger(limit) && limit > 0)) {
        throw new InputError(`limit must be a whole number above 0, not ${limit}.`);
      }
      const all: Item[] = [];
      for await (const item of { [Symbol.asyncIterator]: items }) {
        if (all.length === limit) {
          throw new InputError(
            `The list has more than ${limit} items: raise the limit, or go over them with for await.`,
          );
        }
        all.push(item);
      }
      return all;
    },
  };
}
