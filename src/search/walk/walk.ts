import type { Client, Operation } from '../../client/types.js';
import { InputError } from '../../errors/input-error.js';
import type { Page, PageWalk, Walk, WalkOptions } from './types.js';

const MOST_AT_ONCE = 10_000;

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
    async *[Symbol.asyncIterator](): AsyncGenerator<Page<Item>, undefined> {
      const { pagesOf } = await import('./pages.js');
      yield* pagesOf<Item>(source);
    },
  };
}

async function* itemsOf<Item>(pages: AsyncIterable<Page<Item>>): AsyncGenerator<Item, undefined> {
  for await (const { items } of pages) yield* items;
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
  const pages = walkPages<Item>(client, operation, input, options);
  const items = () => itemsOf(pages);
  return {
    source: pages.source,
    [Symbol.asyncIterator]: items,
    async toArray({ limit = MOST_AT_ONCE } = {}) {
      const all: Item[] = [];
      for await (const item of items()) {
        if (all.length === limit) throw new InputError(`The list has more than ${limit} items.`);
        all.push(item);
      }
      return all;
    },
  };
}
