import { resources } from '../../../../generated/resources.js';
import {
  anonymous,
  type ClientOptions,
  createMagento,
  type Magento,
} from '../../../../src/index.js';
import type { Page } from '../../../../src/search/index.js';
import type { RowStore } from './row-store.js';

/** All resources, to look functions up by name. */
export const modules: Readonly<Record<string, object>> = resources;

/** A client of a store of rows; its back-off takes no time. */
export function connect(
  store: Pick<RowStore, 'fetch'>,
  options: Partial<ClientOptions> = {},
): Magento {
  const { fetch } = store;
  const baseUrl = 'https://shop.example.com';
  return createMagento({ baseUrl, auth: anonymous(), fetch, random: () => 0, ...options });
}

/** What a walk delivered, and what ended it. */
export interface Delivered<Item> {
  readonly items: Item[];
  readonly pages: Page<Item>[];
  /** Undefined when it came to the end of the list. */
  readonly error: unknown;
}

/** Walks to the end, or to the error. */
export async function walkThrough<Item>(walk: AsyncIterable<Page<Item>>): Promise<Delivered<Item>> {
  const pages: Page<Item>[] = [];
  let error: unknown;
  try {
    for await (const page of walk) pages.push(page);
  } catch (thrown) {
    error = thrown;
  }
  return { items: pages.flatMap(({ items }) => items), pages, error };
}
