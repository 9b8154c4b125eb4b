// Items per second of a walk and of a loop written by hand, in turns over the same pages. Started with the
// connection as JSON; sends the rates to the parent.
import { between, connect, connection, products } from './connect.js';

const PAGE_SIZE = 300;
const ITEMS = 8 * PAGE_SIZE;
const ROUNDS = 61;

/** Items per second of each round. */
export interface RateResult {
  readonly walk: readonly number[];
  readonly bare: readonly number[];
}

const client = connect();
const headers = { authorization: `Bearer ${connection.token}`, accept: 'application/json' };
const first = 'searchCriteria[filterGroups][0][filters][0]';
const second = 'searchCriteria[filterGroups][1][filters][0]';

/** What anybody would write who knows that offsets are slow. */
async function bare(start: number): Promise<number> {
  let after = start;
  let items = 0;
  while (true) {
    const query = new URLSearchParams({
      [`${first}[field]`]: 'entity_id',
      [`${first}[value]`]: String(after),
      [`${first}[conditionType]`]: 'gt',
      [`${second}[field]`]: 'entity_id',
      [`${second}[value]`]: String(start + ITEMS),
      [`${second}[conditionType]`]: 'lteq',
      'searchCriteria[sortOrders][0][field]': 'entity_id',
      'searchCriteria[sortOrders][0][direction]': 'ASC',
      'searchCriteria[pageSize]': String(PAGE_SIZE),
    });
    const url = `${connection.baseUrl}/rest/V1/products?${query}`;
    const answer = (await (await fetch(url, { headers })).json()) as {
      items: { id: number }[];
      total_count: number;
    };
    for (const { id } of answer.items) {
      after = id;
      items += 1;
    }
    if (answer.items.length >= answer.total_count) return items;
  }
}

async function walk(start: number): Promise<number> {
  let items = 0;
  const criteria = between(start, start + ITEMS, PAGE_SIZE);
  for await (const _ of products.iterate(client, criteria)) items += 1;
  return items;
}

const ways = { bare, walk } as const;

/** Items per second, of products that nobody has written to. */
async function rate(way: keyof typeof ways, round: number): Promise<number> {
  const started = performance.now();
  const items = await ways[way](10_000 + round * ITEMS);
  if (items !== ITEMS) throw new Error(`${items} items instead of ${ITEMS}`);
  return (items * 1000) / (performance.now() - started);
}

for (const way of ['bare', 'walk'] as const) await rate(way, 0);
const rates: Record<keyof typeof ways, number[]> = { walk: [], bare: [] };
for (let round = 1; round <= ROUNDS; round += 1) {
  for (const way of round % 2 === 0 ? (['walk', 'bare'] as const) : (['bare', 'walk'] as const)) {
    rates[way].push(await rate(way, round));
  }
}
process.send?.(rates satisfies RateResult, () => process.exit());
