// Milliseconds of a page at the start and at the end of the catalogue, by key and by number. Started with the
// connection as JSON; sends them to the parent.
import { between, connect, products } from './connect.js';

const PAGE_SIZE = 100;
const PAGES = 15;
const ALL = 1_000_000;

/** Milliseconds of pages. */
export interface PagesResult {
  readonly byKey: { readonly first: readonly number[]; readonly last: readonly number[] };
  readonly byNumber: { readonly first: readonly number[]; readonly last: readonly number[] };
}

const client = connect();

async function time(action: () => PromiseLike<unknown>): Promise<number> {
  const started = performance.now();
  await action();
  return performance.now() - started;
}

async function byNumber(from: number): Promise<number[]> {
  const sortOrders = [{ field: 'entity_id', direction: 'ASC' }] as const;
  const times: number[] = [];
  for (let currentPage = from; currentPage < from + PAGES; currentPage += 1) {
    const searchCriteria = { sortOrders, pageSize: PAGE_SIZE, currentPage };
    times.push(await time(() => products.list(client, { searchCriteria })));
  }
  return times;
}

/** The pages of a walk over the rest of the catalogue, as it takes them. */
async function byKey(after: number): Promise<number[]> {
  const walk = products.pages(client, between(after, 2 * ALL, PAGE_SIZE), { lookAhead: 0 });
  const pages = walk[Symbol.asyncIterator]();
  const times: number[] = [];
  for (let page = 0; page < PAGES; page += 1) times.push(await time(() => pages.next()));
  await pages.return?.();
  return times;
}

await byKey(0);
const result: PagesResult = {
  byKey: { first: await byKey(0), last: await byKey(ALL - (PAGES + 5) * PAGE_SIZE) },
  byNumber: { first: await byNumber(1), last: await byNumber(ALL / PAGE_SIZE - PAGES) },
};
process.send?.(result, () => process.exit());
